import type { Command } from 'commander';
import { ALIGNMENTS } from '../unit/index.ts';
import { addUnitOptions, type UnitOptions, wholeNumber } from './unit-options.ts';

/** The options of a multiply-accumulate unit, beside those of its product. */
export interface MacOptions extends UnitOptions {
  readonly product?: string;
  readonly accumulator?: string;
  readonly accumulatorRounding?: string;
  readonly guardBits?: number;
  readonly lanes?: number;
  readonly window?: number;
  readonly align?: string;
  readonly blockScale?: string;
  readonly weights?: string;
}

export function addMacOptions(command: Command): Command {
  return addUnitOptions(command)
    .option('--product <name>', 'of mac and dot: lmul, mitchell, exact, ... with its options')
    .option(
      '--accumulator <name>',
      'fp32, bf16, fp16, another ieee format, or kulisch (default: fp32, of dot kulisch); of integers int32, of ternary weights 12 bits more than an activation',
    )
    .option('--accumulator-rounding <mode>', 'of a floating-point one: rne, rtz (default: rne)')
    .option('--guard-bits <n>', 'of kulisch: bits above one product (default: 12)', wholeNumber)
    .option('--lanes <n>', 'of dot: products a clock, 2 to 64 (default: 8)', wholeNumber)
    .option(
      '--window <n>',
      'of dot into a floating-point accumulator: places of a term, 4 to 64 (default: 24)',
      wholeNumber,
    )
    .option('--align <how>', `of the same, what is below: ${ALIGNMENTS.join(', ')} (default: truncate)`)
    .option('--block-scale <kind>', 'of dot: none, or mx: one E8M0 scale for each operand (default: none)')
    .option(
      '--weights <kind>',
      'of mac and dot: ternary, or packed, five to a byte, of integers and small formats; int, of integers',
    );
}
