import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { costData, costText, type UnitCost } from '../report/index.ts';
import { placeAndRoute, sharedClockPs } from '../synth/index.ts';
import { type Technology, technologyNames } from '../tech/index.ts';
import { type Ice40Device, ToolMissingError } from '../tools/index.ts';
import { type AnySpec, anyParts, anyPorts, isMac } from '../unit/index.ts';
import { type CheckedUnit, checkedStages, effortOf } from '../verify/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { checkAny, onProgress } from './checked.ts';
import { printDiagnostic, printJson, printResult } from './output.ts';
import { DEVICES, parseSeeds, positiveNumber } from './seeds.ts';
import { addTechOptions, type TechOptions, technologyFor } from './tech-options.ts';

interface SynthOptions extends MacOptions, TechOptions {
  readonly target?: string;
  readonly recipes?: 'best' | 'all';
  readonly clock?: number | 'shared';
  readonly pnr?: Ice40Device;
  readonly seeds: readonly number[];
  readonly freq?: number;
  readonly json?: boolean;
}

/** `lmul synth UNIT...`: what a unit costs, once it has passed its check. */
export function addSynth(program: Command): void {
  addTechOptions(
    addMacOptions(program.command('synth').argument('<unit...>', 'product and format, or short names')),
  )
    .description('check units and show what they cost in gates, on an iCE40, or in standard cells')
    .option('--target <name>', 'gates, ice40, or cells:NAME (default: gates, or ice40 with --pnr)')
    .addOption(new Option('--recipes <which>', 'of cells to show (default: best)').choices(['best', 'all']))
    .option('--clock <ps>', 'for cells: a period to be met, or shared: one all units can meet', parseClock)
    .addOption(new Option('--pnr <device>', 'place and route on an iCE40 for Fmax').choices([...DEVICES]))
    .addOption(
      new Option('--seeds <list>', 'of place and route: 1..8 or 1,5,9')
        .argParser(parseSeeds)
        .default([1, 2, 3, 4, 5], '1..5'),
    )
    .option('--freq <MHz>', 'clock to be met, with --pnr', positiveNumber)
    .option('--json', 'as data, as described by schemas/synth.json')
    .addHelpText(
      'after',
      `
Examples:
  lmul synth lmul e4m3
  lmul synth exact bf16 --target ice40 --pnr hx8k --seeds 1..8 --freq 100
  lmul synth exact e4m3 --architecture carry-in --stages 2 --pnr up5k
  lmul synth exact e4m3 --target cells:sky130 --recipes all
  lmul synth lmul e4m3 exact e4m3 --target cells:asap7 --clock shared
  lmul synth lmul bf16 --liberty mine.lib.gz --dont-use '*lpflow*'
  lmul synth mac e4m3 --product lmul --accumulator fp32
  lmul synth dot e4m3 --lanes 32 --product lmul
  lmul synth dot e4m3 --lanes 32 --product lmul --accumulator fp32 --window 14 --align truncate
  lmul synth mac e4m3 --product exact --wide --contract full --accumulator kulisch --pnr hx8k`,
    )
    .action(async (words: string[], options: SynthOptions) => {
      const target = targetOf(options);
      const specs = anyUnitsOf(words, options);
      const technology = technologyFor(options.target, options, onProgress);
      const technologies = technology === undefined ? [] : [technology];
      const units = await checkMapped(specs, technologies, options.clock);
      const costs = await Promise.all(
        units.map(async (unit) => ({
          ...(await costOf(unit, target, options)),
          ...(await partsOfUnit(unit, technologies)),
        })),
      );
      if (options.json) printJson(costs.map(costData));
      else if (costs.length > 0) printResult(costs.map(costText).join('\n\n'));
    });
}

/** Units in the cells of technologies. A shared clock is known only when all have been mapped without one. */
async function checkMapped(
  specs: readonly AnySpec[],
  technologies: readonly Technology[],
  clock: SynthOptions['clock'],
): Promise<CheckedUnit<AnySpec>[]> {
  const free = clock === undefined || clock === 'shared' ? {} : { clockPs: clock };
  const units = await checkAny(specs, { technologies, ...free });
  if (clock !== 'shared' || units.length === 0) return units;
  const clockPs = sharedClockPs(units.flatMap(({ mapped }) => mapped.map(({ cost }) => cost)));
  onProgress(`shared clock: ${clockPs} ps`);
  return checkAny(
    units.map(({ spec }) => spec),
    { technologies, clockPs },
  );
}

function parseClock(text: string): number | 'shared' {
  return text === 'shared' ? text : positiveNumber(text);
}

/** The parts of a unit that has some, each checked by itself or as a stage of the whole; none where one fails. */
async function partsOfUnit(
  unit: CheckedUnit<AnySpec>,
  technologies: readonly Technology[],
): Promise<Pick<UnitCost, 'parts'>> {
  const { spec } = unit;
  const parts = anyParts(spec);
  if (parts.length === 0) return {};
  const checked = await checkAny(
    parts.map((part) => part.spec),
    { technologies },
  );
  if (checked.length < parts.length) return {};
  const stages = isMac(spec) ? await checkedStages({ ...unit, spec }) : [];
  return {
    parts: [
      ...checked.map((part, at) => ({ unit: part, count: parts[at]?.count ?? 1 })),
      ...stages.map((stage) => ({ unit: stage, count: 1 })),
    ],
  };
}

async function costOf(
  unit: CheckedUnit<AnySpec>,
  target: UnitCost['target'],
  { pnr, seeds, freq, recipes }: SynthOptions,
): Promise<UnitCost> {
  if (pnr === undefined) return { unit, target, allRecipes: recipes === 'all' };
  onProgress(`${unit.source.top}: place and route on ${pnr}, ${seeds.length} seeds`);
  const clock = freq === undefined ? {} : { freqMHz: freq };
  try {
    const placed = await placeAndRoute(unit.source, anyPorts(unit.spec), {
      ...{ device: pnr, seeds, effort: effortOf(unit.spec) },
      ...clock,
    });
    return { unit, target, placed, ...clock };
  } catch (error) {
    if (!(error instanceof ToolMissingError)) throw error;
    // The rest of the cost stands without it.
    printDiagnostic(error);
    process.exitCode = error.exit;
    return { unit, target };
  }
}

function targetOf({ target, pnr, freq, liberty, clock, recipes }: SynthOptions): UnitCost['target'] {
  const cells = liberty !== undefined || target?.startsWith('cells') === true;
  if (!cells && target !== undefined && target !== 'gates' && target !== 'ice40')
    throw contradiction(
      'There is no such target.',
      `--target ${target}`,
      `gates, ice40, ${technologyNames()
        .map((name) => `cells:${name}`)
        .join(', ')}`,
    );
  if (pnr !== undefined && (target === 'gates' || cells))
    throw contradiction(
      'Only iCE40 netlists are placed and routed.',
      `--target ${target ?? 'cells'} --pnr`,
      '--target ice40',
    );
  if (!cells && (clock !== undefined || recipes !== undefined))
    throw contradiction(
      'A clock and recipes are chosen for standard cells only.',
      clock === undefined ? '--recipes' : '--clock',
      '--target cells:sky130, or place and route: --pnr hx8k --freq 100',
    );
  if (pnr === undefined && freq !== undefined)
    throw contradiction(
      'A clock is met or missed only after place and route.',
      '--freq without --pnr',
      '--pnr hx8k',
    );
  if (cells) return 'cells';
  return target === 'ice40' || pnr !== undefined ? 'ice40' : 'gates';
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/synth', text, got, wayOut });
}
