import { type Command, Option } from 'commander';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { mutationData, mutationText } from '../report/index.ts';
import { isMac, type MacSpec, macWords, type UnitSpec } from '../unit/index.ts';
import {
  type BaseLevel,
  checkAllPairs,
  LEVELS,
  type Mutation,
  mutateMac,
  mutateUnit,
  scoreOf,
} from '../verify/index.ts';
import { addMacOptions, floatUnitOf, type MacOptions } from './any-words.ts';
import { checkAny, onProgress } from './checked.ts';
import { printJson, printResult } from './output.ts';
import { wholeNumberTo } from './unit-options.ts';
import { pairsOfVectorFile } from './vector-option.ts';

interface MutateOptions extends MacOptions {
  readonly vectors?: string;
  readonly level: BaseLevel | 'all';
  readonly exhaustive?: boolean;
  readonly seed: number;
  readonly timeout: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `lmul mutate UNIT`: which faults of a unit its vectors notice. */
export function addMutate(program: Command): void {
  addMacOptions(program.command('mutate').argument('<unit...>', 'product and format, or a short name'))
    .description('break a unit on purpose, and count the faults its vectors notice')
    .option('--vectors <file>', 'a .hex or .csv vector file (default: the vectors of the check)')
    .addOption(
      new Option('--level <name>', 'the netlist to inject faults into')
        .choices([...LEVELS, 'all'])
        .default('gates'),
    )
    .option('--exhaustive', 'what they miss is put to all operand pairs, of formats of up to 16 bits')
    .option('--seed <n>', 'of the random vectors and pipeline gaps', wholeNumberTo(2 ** 32 - 1), 1)
    .option('--timeout <s>', 'seconds for each question to the solver', wholeNumberTo(86_400), 300)
    .option('--strict', 'exit 1 when the vectors miss a fault that can be seen')
    .option('--json', 'every mutant, as data, as described by schemas/mutate.json')
    .addHelpText(
      'after',
      `
Faults: every net of the netlist stuck at 0 and at 1; every gate replaced by a neighbouring one, every row of a lookup
table wrong, carries dropped; and mistakes in the templates the Verilog comes from, such as an offset off by one. The
unit must pass its check first. A mutant that no vector tells from the unit is equivalent, shown on all operand pairs
or by SAT, or was not reached, and then a pair that shows it is given. Units that accumulate run the streams of their
check, against faults of their products, adders, lanes and registers.

Examples:
  lmul mutate lmul e4m3
  lmul vectors lmul e4m3 --coverage -o tb && lmul mutate lmul e4m3 --vectors tb/lmul_e4m3_adder_flush.hex
  lmul mutate mac e4m3 --product lmul --accumulator kulisch
  lmul mutate exact bf16 --level ice40 --exhaustive --strict`,
    )
    .action(async (words: string[], options: MutateOptions) => {
      const spec = floatUnitOf(words, options, 'A mutation', 'exact e4m3');
      const mutation = isMac(spec) ? await ofMac(spec, options) : await ofProduct(spec, options);
      if (mutation === undefined) return;
      const missed = mutation.groups.some(({ mutants }) => scoreOf(mutants).missed > 0);
      if (options.strict && missed) process.exitCode = EXIT.checkFailed;
      if (options.json) printJson(mutationData(mutation));
      else printResult(mutationText(mutation));
    });
}

/** Undefined when the unit fails its check. */
async function ofProduct(spec: UnitSpec, options: MutateOptions): Promise<Mutation | undefined> {
  const vectors = options.vectors === undefined ? undefined : pairsOfVectorFile(spec, options.vectors);
  if (options.exhaustive) checkAllPairs(spec.format);
  const [unit] = await checkAny([spec], {});
  if (unit === undefined) return undefined;
  return mutateUnit(unit, {
    ...(vectors === undefined ? {} : { vectors }),
    exhaustive: options.exhaustive ?? false,
    ...commonOf(options),
  });
}

/** The same of a unit that accumulates. */
async function ofMac(spec: MacSpec, options: MutateOptions): Promise<Mutation | undefined> {
  const { vectors, exhaustive } = options;
  if (vectors !== undefined || exhaustive)
    throw new Diagnostic({
      code: 'mutate/streams',
      text: 'A unit that accumulates is run on the streams of its check, not on pairs.',
      got: vectors === undefined ? '--exhaustive' : `--vectors ${vectors}`,
      wayOut: `leave it out; another seed: lmul mutate "${macWords(spec)}" --seed 2`,
    });
  const [unit] = await checkAny([spec], {});
  return unit === undefined ? undefined : mutateMac(unit, commonOf(options));
}

function commonOf({ level, seed, timeout }: MutateOptions) {
  return {
    levels: level === 'all' ? LEVELS : [level],
    seed,
    timeoutMs: 1000 * timeout,
    onProgress,
  };
}
