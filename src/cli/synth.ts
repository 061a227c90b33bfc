import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { costData, costText, type UnitCost } from '../report/index.ts';
import { placeAndRoute } from '../synth/index.ts';
import { type Ice40Device, ToolMissingError } from '../tools/index.ts';
import { type AnySpec, anyPorts, isMac, partsOf } from '../unit/index.ts';
import type { CheckedUnit } from '../verify/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { checkAll, checkAny, onProgress } from './checked.ts';
import { printDiagnostic, printJson, printResult } from './output.ts';
import { DEVICES, parseSeeds, positiveNumber } from './seeds.ts';

interface SynthOptions extends MacOptions {
  readonly target?: 'gates' | 'ice40';
  readonly pnr?: Ice40Device;
  readonly seeds: readonly number[];
  readonly freq?: number;
  readonly json?: boolean;
}

/** `lmul synth UNIT...`: what a unit costs, once it has passed its check. */
export function addSynth(program: Command): void {
  addMacOptions(program.command('synth').argument('<unit...>', 'product and format, or short names'))
    .description('check units and show what they cost on gates or iCE40')
    .addOption(
      new Option('--target <name>', 'default: gates, or ice40 with --pnr').choices(['gates', 'ice40']),
    )
    .addOption(new Option('--pnr <device>', 'place and route on an iCE40 for Fmax').choices([...DEVICES]))
    .addOption(
      new Option('--seeds <list>', 'of place and route: 1..8 or 1,5,9')
        .argParser(parseSeeds)
        .default([1, 2, 3, 4, 5], '1..5'),
    )
    .option('--freq <MHz>', 'clock to be met, with --pnr', positiveNumber)
    .option('--json', 'as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul synth lmul e4m3
  lmul synth exact bf16 --target ice40 --pnr hx8k --seeds 1..8 --freq 100
  lmul synth exact e4m3 --architecture carry-in --stages 2 --pnr up5k
  lmul synth mac e4m3 --product lmul --accumulator fp32
  lmul synth dot e4m3 --lanes 32 --product lmul
  lmul synth mac e4m3 --product exact --wide --contract full --accumulator kulisch --pnr hx8k`,
    )
    .action(async (words: string[], options: SynthOptions) => {
      const target = targetOf(options);
      const units = await checkAny(anyUnitsOf(words, options), {});
      const costs = await Promise.all(
        units.map(async (unit) => ({
          ...(await costOf(unit, target, options)),
          ...(await partsOfUnit(unit)),
        })),
      );
      if (options.json) printJson(costs.map(costData));
      else if (costs.length > 0) printResult(costs.map(costText).join('\n\n'));
    });
}

/** The parts of a unit that has some, each checked by itself; none where one fails. */
async function partsOfUnit({ spec }: CheckedUnit<AnySpec>): Promise<Pick<UnitCost, 'parts'>> {
  if (!isMac(spec)) return {};
  const parts = partsOf(spec);
  const checked = await checkAll(
    parts.map((part) => part.spec),
    {},
  );
  if (checked.length < parts.length) return {};
  return { parts: checked.map((unit, at) => ({ unit, count: parts[at]?.count ?? 1 })) };
}

async function costOf(
  unit: CheckedUnit<AnySpec>,
  target: 'gates' | 'ice40',
  { pnr, seeds, freq }: SynthOptions,
): Promise<UnitCost> {
  if (pnr === undefined) return { unit, target };
  onProgress(`${unit.source.top}: place and route on ${pnr}, ${seeds.length} seeds`);
  const clock = freq === undefined ? {} : { freqMHz: freq };
  try {
    const placed = await placeAndRoute(unit.source, anyPorts(unit.spec), { device: pnr, seeds, ...clock });
    return { unit, target, placed, ...clock };
  } catch (error) {
    if (!(error instanceof ToolMissingError)) throw error;
    // The rest of the cost stands without it.
    printDiagnostic(error);
    process.exitCode = error.exit;
    return { unit, target };
  }
}

function targetOf({ target, pnr, freq }: SynthOptions): 'gates' | 'ice40' {
  if (pnr !== undefined && target === 'gates')
    throw contradiction(
      'Only iCE40 netlists are placed and routed.',
      '--target gates --pnr',
      '--target ice40',
    );
  if (pnr === undefined && freq !== undefined)
    throw contradiction(
      'A clock is met or missed only after place and route.',
      '--freq without --pnr',
      '--pnr hx8k',
    );
  return target ?? (pnr === undefined ? 'gates' : 'ice40');
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/synth', text, got, wayOut });
}
