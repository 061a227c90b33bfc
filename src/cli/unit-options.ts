import { type Command, InvalidArgumentError, Option } from 'commander';
import { ENCODINGS, ROUNDINGS } from '../format/index.ts';
import { ARCHITECTURES, CONTRACTS, FORMS } from '../unit/index.ts';

/** Options that say which unit, as commander hands them over. */
export interface UnitOptions {
  readonly exp?: number;
  readonly man?: number;
  readonly bias?: number;
  readonly encoding?: string;
  readonly form?: string;
  readonly offset?: string;
  readonly architecture?: string;
  readonly columns?: number;
  readonly logGuard?: number;
  readonly rounding?: string;
  readonly contract?: string;
  readonly wide?: boolean;
  readonly saturate?: boolean;
  readonly stages?: number;
}

/** Adds the options of a format to a verb. */
export function addFormatOptions(command: Command): Command {
  return command
    .option('--exp <bits>', 'exponent bits of a free format, 2 to 11', wholeNumber)
    .option('--man <bits>', 'mantissa bits of a free format, 1 to 23', wholeNumber)
    .option('--bias <n>', 'exponent bias (default: that of the encoding)', wholeNumber)
    .addOption(
      new Option(
        '--encoding <name>',
        `${ENCODINGS.join(', ')} (default: that of the named format, else ieee)`,
      ),
    );
}

/** Adds the options of a unit to a verb. */
export function addUnitOptions(command: Command): Command {
  return addFormatOptions(command)
    .option('--contract <name>', `${CONTRACTS.join(', ')} (default: flush)`)
    .option('--rounding <mode>', `${ROUNDINGS.join(', ')} (default: rne)`)
    .option('--form <name>', `of lmul: ${FORMS.join(', ')} (default: adder)`)
    .option('--offset <c>', 'of lmul: paper, none, or a fraction such as 1/18 (default: paper)')
    .option('--architecture <name>', `of exact: ${ARCHITECTURES.join(', ')} (default: multiply)`)
    .option(
      '--columns <n>',
      'of truncated: columns of partial products dropped (default: mantissa bits)',
      wholeNumber,
    )
    .option(
      '--log-guard <bits>',
      'of lns: fraction bits of a logarithm beyond those of the mantissa (default: 3)',
      wholeNumber,
    )
    .option('--wide', 'put out the unrounded product')
    .option('--saturate', 'under contract full, overflow gives the largest finite number')
    .option('--stages <n>', 'pipeline registers, and latency in cycles (default: 0)', wholeNumber);
}

export function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is wanted.');
}

/** A whole number no larger than `most`. */
export function wholeNumberTo(most: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value <= most) return value;
    throw new InvalidArgumentError(`At most ${most} is wanted.`);
  };
}

/** A whole number no smaller than `least`. */
export function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value >= least) return value;
    throw new InvalidArgumentError(`At least ${least} is wanted.`);
  };
}
