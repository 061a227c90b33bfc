import { widthOf } from '../../format/index.ts';
import { type AddSpec, guardBits, sumFractionBits } from '../../unit/index.ts';
import type { Words } from './logic.ts';
import { type SlicedOperand, slicedOperand } from './operands.ts';
import { type SlicedOutcome, type SlicedProduct, slicedResult } from './result.ts';

interface Term<Bit> extends SlicedOperand<Bit> {
  readonly sign: Bit;
}

/** The model of a sum on single bits: larger magnitude first, aligned, added or subtracted, normalised, finished. */
export function slicedSum<Bit>(
  words: Words<Bit>,
  spec: AddSpec,
  a: readonly Bit[],
  b: readonly Bit[],
): Bit[] {
  const { and, or, xor, not } = words;
  const [left, right] = [term(words, spec, a), term(words, spec, b)];
  // The exponent of a zero says nothing: it goes last whatever its fields are.
  const less = isLess(words, [...left.man, ...left.exp], [...right.man, ...right.exp]);
  const swap = or(left.isZero, and(not(right.isZero), less));
  const [large, small] = [chosen(words, swap, right, left), chosen(words, swap, left, right)];
  const subtracts = xor(left.sign, right.sign);
  const sum = addedOrSubtracted(words, spec, large, small, subtracts);
  const isZero = not(words.any(sum));
  const cancelled = and(isZero, subtracts);
  const outcome: SlicedOutcome<Bit> = {
    sign: spec.rounding === 'rdn' ? or(large.sign, cancelled) : and(large.sign, not(cancelled)),
    isNan: or(or(left.isNan, right.isNan), and(subtracts, and(left.isInf, right.isInf))),
    isInf: or(left.isInf, right.isInf),
    isZero,
  };
  return slicedResult(words, spec, outcome, normalised(words, spec, large.exp, sum));
}

function term<Bit>(words: Words<Bit>, { format, contract }: AddSpec, code: readonly Bit[]): Term<Bit> {
  return { sign: code[widthOf(format) - 1] as Bit, ...slicedOperand(words, format, contract, code) };
}

/** Whether a < b, two signed integers of one width. */
function isLess<Bit>(words: Words<Bit>, a: readonly Bit[], b: readonly Bit[]): Bit {
  const width = a.length + 1;
  return words.subtract(words.signedTo(a, width), words.signedTo(b, width)).at(-1) as Bit;
}

function chosen<Bit>(words: Words<Bit>, select: Bit, high: Term<Bit>, low: Term<Bit>): Term<Bit> {
  const { sign, isNan, isInf, isZero } = low;
  return {
    sign: words.mux(select, high.sign, sign),
    isNan: words.mux(select, high.isNan, isNan),
    isInf: words.mux(select, high.isInf, isInf),
    isZero: words.mux(select, high.isZero, isZero),
    exp: words.choose(select, high.exp, low.exp),
    man: words.choose(select, high.man, low.man),
  };
}

/** | carry | hidden | mantissa | guard ... sticky |, never negative: the larger magnitude comes first. */
function addedOrSubtracted<Bit>(
  words: Words<Bit>,
  spec: AddSpec,
  large: Term<Bit>,
  small: Term<Bit>,
  subtracts: Bit,
): Bit[] {
  const { zero, and, not, xor } = words;
  const guard = Array<Bit>(guardBits(spec)).fill(zero);
  const significand = ({ man, isZero }: Term<Bit>): Bit[] => [
    ...guard,
    ...[...man, words.one].map((bit) => and(bit, not(isZero))),
    zero,
  ];
  const aligned = shiftedJamming(words, significand(small), words.subtract(large.exp, small.exp));
  return words.add(
    significand(large),
    aligned.map((bit) => xor(bit, subtracts)),
    subtracts,
  );
}

/** Shifted right; the last bit also says whether any one was lost. */
function shiftedJamming<Bit>(words: Words<Bit>, bits: readonly Bit[], distance: readonly Bit[]): Bit[] {
  const width = bits.length;
  let row = [...bits];
  let lost = words.zero;
  // The distance is not negative: its highest bit is a sign.
  distance.slice(0, -1).forEach((select, at) => {
    const stride = Math.min(2 ** at, width);
    lost = words.or(lost, words.and(select, words.any(row.slice(0, stride))));
    row = words.choose(select, words.unsignedTo(row.slice(stride), width), row);
  });
  return [words.or(row[0] as Bit, lost), ...row.slice(1)];
}

/** The leading one moved to the top, in halving strides; the exponent pays for it. */
function normalised<Bit>(
  words: Words<Bit>,
  spec: AddSpec,
  exp: readonly Bit[],
  sum: readonly Bit[],
): SlicedProduct<Bit> {
  const count: Bit[] = [];
  const width = sum.length;
  let row = [...sum];
  for (let stride = 2 ** Math.floor(Math.log2(width - 1)); stride >= 1; stride /= 2) {
    const empty = words.not(words.any(row.slice(width - stride)));
    const moved = [...Array<Bit>(stride).fill(words.zero), ...row.slice(0, width - stride)];
    row = words.choose(empty, moved, row);
    count.unshift(empty);
  }
  const wide = Math.max(exp.length, count.length) + 2;
  const larger = words.add(words.signedTo(exp, wide), words.constant(1n, wide));
  const exponent = words.subtract(larger, words.unsignedTo(count, wide));
  return { raw: [...row.slice(0, -1), ...exponent], fractionBits: sumFractionBits(spec) };
}
