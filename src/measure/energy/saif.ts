import { packageVersion } from '../../package-root.ts';
import type { ToggleRun } from './run.ts';
import { structureOf } from './structure.ts';
import type { EnergyModel } from './weights.ts';

/**
 * The toggles of a run as SAIF 2.0 (IEEE 1801, annex on switching activity): for each net and pin how long it is 1 and
 * how often it toggles, glitches that passed included. Times in ps, one operation a period, rounded to whole periods.
 */
export function saifText({ netlist, technology }: EnergyModel, run: ToggleRun, periodPs: number): string {
  const { top, names, nets, instances, aliases } = structureOf(netlist, technology);
  const period = Math.ceil(periodPs);
  const duration = run.pairs * period;
  const clocks = new Set(netlist.clocks.map(({ net }) => net));
  const activity = (name: string, net: number): string => {
    const isClock = clocks.has(net);
    const high = isClock ? Math.floor(duration / 2) : Math.round(run.onesShare[net]! * run.pairs) * period;
    const toggles = isClock ? 2 * run.pairs : Math.round(run.togglesPerOp[net]! * run.pairs);
    return `(${escaped(name)} (T0 ${duration - high}) (T1 ${high}) (TX 0) (TC ${toggles}) (IG 0))`;
  };
  return [
    '(SAIFILE',
    '(SAIFVERSION "2.0")',
    '(DIRECTION "backward")',
    `(DESIGN "${top}")`,
    `(PROGRAM_NAME "lmul-rtl") (PROGRAM_VERSION "${packageVersion}")`,
    '(DIVIDER / )',
    '(TIMESCALE 1 ps)',
    `(DURATION ${duration})`,
    `(INSTANCE ${top}`,
    '  (NET',
    ...nets.map((net) => `    ${activity(names[net]!, net)}`),
    ...aliases.filter(({ net }) => net > 1).map(({ bit, net }) => `    ${activity(bit, net)}`),
    '  )',
    ...instances.flatMap(({ name, pins }) => [
      `  (INSTANCE ${name} (PORT`,
      ...pins.filter(({ net }) => net > 1).map(({ pin, net }) => `    ${activity(pin, net)}`),
      '  ))',
    ]),
    '))',
    '',
  ].join('\n');
}

/** Brackets of a bit are escaped in SAIF. */
const escaped = (name: string): string => name.replace(/[[\]]/g, (bracket) => `\\${bracket}`);
