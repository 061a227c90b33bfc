import { type Command, InvalidArgumentError } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import {
  DEFAULT_SUMS,
  errorAlong,
  lengthsUpTo,
  type OperandStream,
  operandStream,
} from '../measure/index.ts';
import { type AlongComparison, alongCsv, alongData, alongText, type UnitAlong } from '../report/index.ts';
import { exactBeside } from '../study/index.ts';
import { isMac, type MacSpec, macName } from '../unit/index.ts';
import type { CheckedUnit } from '../verify/index.ts';
import { anyUnitsOf } from './any-words.ts';
import { checkAny, onProgress } from './checked.ts';
import { addMacOptions, type MacOptions } from './mac-options.ts';
import { printJson, printResult } from './output.ts';
import { addStimulusOptions, type StimulusOptions, stimulusOf } from './stimulus-options.ts';
import { wholeNumber } from './unit-options.ts';

interface ErrorAlongOptions extends MacOptions, StimulusOptions {
  readonly longest: number;
  readonly sums: number;
  readonly csv?: boolean;
  readonly json?: boolean;
}

/** `lmul error-along UNIT...`: how the error of a multiply-accumulate unit grows with the length of its sums. */
export function addErrorAlong(program: Command): void {
  const command = program
    .command('error-along')
    .argument('<unit...>', 'mac or dot with its parts, or names of such units');
  addStimulusOptions(addMacOptions(command))
    .description('check multiply-accumulate units and show the error of their sums by length')
    .option('--longest <n>', 'products of the longest sums, a power of two', powerOfTwo, 4096)
    .option('--sums <n>', 'sums of each length', wholeNumber, DEFAULT_SUMS)
    .option('--csv', 'a line for each unit and length')
    .option('--json', 'as data, as described by schemas/error-along.json')
    .addHelpText(
      'after',
      `
Beside each unit stands the exact product, correctly rounded under the same contract, before the same accumulator and under
the same operands. Sums are held against the real sum of the products of the operand codes.

Examples:
  lmul error-along mac e4m3 --product lmul --accumulator fp32
  lmul error-along mac e4m3 --product lmul --accumulator kulisch --stimulus lognormal
  lmul error-along "mac e4m3 --product lmul --accumulator bf16" "mac e4m3 --product mitchell --accumulator bf16"
  lmul error-along mac e4m3 --product lmul --file acts.npy --file weights.safetensors:layer0 --csv`,
    )
    .action(async (words: string[], options: ErrorAlongOptions) => {
      if (options.csv && options.json)
        throw new Diagnostic({
          code: 'cli/output',
          text: 'Results have one form.',
          got: '--csv --json',
          wayOut: '--csv, or --json',
        });
      const specs = anyUnitsOf(words, options).map((spec): MacSpec => {
        if (isMac(spec)) return spec;
        throw notAccumulating(words);
      });
      const comparisons = await comparisonsOf(specs, options);
      if (options.json) printJson(comparisons.map(alongData));
      else if (options.csv) printResult(alongCsv(comparisons));
      else if (comparisons.length > 0) printResult(comparisons.map(alongText).join('\n\n'));
    });
}

/** The units that pass, each beside its exact counterpart where that passes too. */
async function comparisonsOf(
  specs: readonly MacSpec[],
  options: ErrorAlongOptions,
): Promise<AlongComparison[]> {
  const besides = specs.map(exactBeside);
  const all = new Map<string, MacSpec>();
  for (const spec of [...specs, ...besides.filter((beside) => beside !== undefined)])
    all.set(macName(spec), spec);
  const checked = new Map<string, CheckedUnit<MacSpec>>();
  for (const unit of await checkAny([...all.values()], {})) checked.set(macName(unit.spec), unit);
  const measured = new Map<string, UnitAlong>();
  // One stream a format: its codes are made once, and every unit has the same.
  const streams = new Map<string, OperandStream>();
  const streamOf = (format: Format): OperandStream => {
    const stream = streams.get(format.name) ?? operandStream(stimulusOf(options, format), format);
    streams.set(format.name, stream);
    return stream;
  };
  const measure = async (spec: MacSpec): Promise<UnitAlong | undefined> => {
    const unit = checked.get(macName(spec));
    if (unit === undefined) return undefined;
    const known = measured.get(macName(spec));
    if (known !== undefined) return known;
    const { format } = spec.product;
    const { sums, longest } = options;
    const lengths = lengthsUpTo(longest).filter((length) => length % spec.lanes === 0);
    const along = await errorAlong(unit, streamOf(format), { lengths, sums, onProgress });
    const made = { spec, extent: unit.verdict.extent, lengths: along };
    measured.set(macName(spec), made);
    return made;
  };
  const comparisons: AlongComparison[] = [];
  for (const [i, spec] of specs.entries()) {
    const unit = await measure(spec);
    const beside = besides[i];
    const exact = beside === undefined ? undefined : await measure(beside);
    const stimulus = stimulusOf(options, spec.product.format);
    if (unit !== undefined) comparisons.push({ unit, stimulus, ...(exact === undefined ? {} : { exact }) });
  }
  return comparisons;
}

function powerOfTwo(text: string): number {
  const value = wholeNumber(text);
  if (value >= 1 && value <= 2 ** 20 && Number.isInteger(Math.log2(value))) return value;
  throw new InvalidArgumentError('A power of two up to 1048576 is wanted.');
}

function notAccumulating(words: readonly string[]): Diagnostic {
  return new Diagnostic({
    code: 'cli/error-along',
    text: 'Only a unit that adds products of floating-point numbers has sums.',
    got: words.join(' '),
    wayOut: 'mac e4m3 --product lmul --accumulator fp32',
  });
}
