import { fieldsOf } from '../format/index.ts';
import { type AddSpec, guardBits, sumFractionBits } from '../unit/index.ts';
import { mask, type Outcome, type RawProduct } from './datapath.ts';
import { decodeOperand, type Operand } from './decode.ts';

/** One summand taken apart. */
export interface Term extends Operand {
  readonly sign: 0 | 1;
}

/** The sum before it is rounded: the summands in order of magnitude, and the normalised sum, absent where it is zero. */
export interface SumStage {
  readonly large: Term;
  readonly small: Term;
  readonly sum: RawProduct | undefined;
  readonly outcome: Outcome;
}

/**
 * The sum on integers: the larger magnitude first, the smaller one shifted right to it with its lost bits gathered in a
 * sticky bit, one addition or subtraction, the leading one moved to its place.
 */
export function sumStage(spec: AddSpec): (a: bigint, b: bigint) => SumStage {
  const { format, contract } = spec;
  const term = (code: bigint): Term => ({
    sign: fieldsOf(format, code).sign,
    ...decodeOperand(format, contract, code),
  });
  return (a, b) => {
    const [left, right] = [term(a), term(b)];
    const magOf = ({ exp, man }: Term): bigint => (exp << BigInt(format.manBits)) + man;
    const [large, small] = magOf(left) >= magOf(right) ? [left, right] : [right, left];
    const sum = sumOf(spec, large, small);
    return { large, small, sum, outcome: outcomeOf(spec, large, small, sum === undefined) };
  };
}

/** The normalised sum, or undefined where it is zero. */
function sumOf(spec: AddSpec, large: Term, small: Term): RawProduct | undefined {
  const guard = guardBits(spec);
  const significand = ({ isZero, man }: Term): bigint =>
    isZero ? 0n : ((1n << BigInt(spec.format.manBits)) | man) << BigInt(guard);
  const aligned = shiftJamming(significand(small), large.exp - small.exp);
  const sum = large.sign === small.sign ? significand(large) + aligned : significand(large) - aligned;
  if (sum === 0n) return undefined;
  const fractionBits = sumFractionBits(spec);
  const zeros = fractionBits + 1 - sum.toString(2).length;
  const fraction = (sum << BigInt(zeros)) & mask(fractionBits);
  return { raw: ((large.exp + 1n - BigInt(zeros)) << BigInt(fractionBits)) + fraction, fractionBits };
}

/** Shifted right; the last bit also says whether any one was lost. */
function shiftJamming(value: bigint, distance: bigint): bigint {
  const kept = value >> distance;
  return kept << distance === value ? kept : kept | 1n;
}

/** Special cases of a sum; one that cancels is +0, or -0 when rounding toward minus infinity. */
function outcomeOf({ rounding }: AddSpec, large: Term, small: Term, isZero: boolean): Outcome {
  const subtracts = large.sign !== small.sign;
  const bothInf = large.isInf && small.isInf;
  const cancelled = rounding === 'rdn' ? 1 : 0;
  return {
    sign: isZero && subtracts ? cancelled : large.sign,
    isNan: large.isNan || small.isNan || (bothInf && subtracts),
    isInf: large.isInf || small.isInf,
    isZero,
  };
}
