import { type Format, infMag, magBitsOf, maxFiniteMag, nanCode } from '../../format/index.ts';
import { resultFormat, rounds, type UnitSpec } from '../../unit/index.ts';
import type { Words } from './logic.ts';

/** The sign of a result and its special cases, lane by lane. */
export interface SlicedOutcome<Bit> {
  readonly sign: Bit;
  readonly isNan: Bit;
  readonly isInf: Bit;
  readonly isZero: Bit;
}

/** An unrounded product: exponent and fraction as one signed integer, `exp * 2^fractionBits + fraction`. */
export interface SlicedProduct<Bit> {
  readonly raw: readonly Bit[];
  readonly fractionBits: number;
}

/** Rounds the raw product to the result's mantissa and selects among it, the specials and the ends of the range. */
export function slicedResult<Bit>(
  words: Words<Bit>,
  spec: UnitSpec,
  { sign, isNan, isInf, isZero }: SlicedOutcome<Bit>,
  product: SlicedProduct<Bit>,
): Bit[] {
  const result = resultFormat(spec);
  const magBits = magBitsOf(result);
  const shifted = spec.contract === 'full' ? denormalised(words, product, result.manBits) : product;
  const mag = rounded(words, spec, shifted, sign);
  if (spec.contract === 'bare') return [...mag.slice(0, magBits), sign];

  const constant = (value: bigint): Bit[] => words.constant(value, magBits);
  const overflowed = words.isGreater(mag, maxFiniteMag(result));
  let chosen = mag.slice(0, magBits);
  let chosenSign = sign;
  if (spec.contract === 'flush') {
    const underflowed = atMostZero(words, mag.slice(result.manBits));
    chosen = chosen.map((bit) => words.and(bit, words.not(words.or(underflowed, isZero))));
    const inside = words.not(words.or(isZero, underflowed));
    chosen = words.choose(words.and(overflowed, inside), constant(maxFiniteMag(result)), chosen);
  } else {
    const inward = isInward(words, spec, sign);
    chosen = words.choose(
      overflowed,
      words.choose(inward, constant(maxFiniteMag(result)), beyond(words, result)),
      chosen,
    );
    if (result.encoding !== 'ieee' && result.encoding !== 'finite')
      chosenSign = words.mux(words.and(overflowed, words.not(inward)), nanSign(words, result), sign);
    chosen = chosen.map((bit) => words.and(bit, words.not(isZero)));
    chosenSign = words.mux(isZero, sign, chosenSign);
  }
  chosen = words.choose(isInf, constant(infMag(result)), chosen);
  if (result.encoding === 'fnuz') {
    // There is no negative zero: its code is the NaN, which an overflow may mean.
    const meansNan = spec.contract === 'full' ? words.and(overflowed, words.not(isZero)) : words.zero;
    chosenSign = words.and(chosenSign, words.or(words.any(chosen), meansNan));
  }
  const nan = nanCode(result);
  if (nan === undefined) return [...chosen, chosenSign];
  return words.choose(isNan, words.constant(nan, magBits + 1), [...chosen, chosenSign]);
}

interface Shifted<Bit> extends SlicedProduct<Bit> {
  /** Whether ones were shifted out at the right. */
  readonly lost?: Bit;
}

/** Below exponent 1 the significand moves right until the exponent field is 0, keeping guard and sticky. */
function denormalised<Bit>(
  words: Words<Bit>,
  { raw, fractionBits }: SlicedProduct<Bit>,
  manBits: number,
): Shifted<Bit> {
  const widened = Math.max(fractionBits, manBits + 2);
  const wide = [...Array<Bit>(widened - fractionBits).fill(words.zero), ...raw];
  const exp = wide.slice(widened);
  const small = atMostZero(words, exp);
  // 1 - exp, of which only non-negative values matter.
  const shift = words.subtract(words.constant(1n, exp.length), exp);
  let significand = [...wide.slice(0, widened), words.one];
  const width = significand.length;
  let lost = words.zero;
  shift.slice(0, -1).forEach((select, bit) => {
    const stride = Math.min(2 ** bit, width);
    lost = words.or(lost, words.and(select, words.any(significand.slice(0, stride))));
    const moved = words.unsignedTo(significand.slice(stride), width);
    significand = words.choose(select, moved, significand);
  });
  const below = words.unsignedTo(significand, wide.length);
  return {
    raw: words.choose(small, below, wide),
    fractionBits: widened,
    lost: words.and(lost, small),
  };
}

/** Rounds on guard and sticky bits; the carry runs into the exponent by itself. */
function rounded<Bit>(
  words: Words<Bit>,
  spec: UnitSpec,
  { raw, fractionBits, lost = words.zero }: Shifted<Bit>,
  sign: Bit,
): readonly Bit[] {
  const dropped = fractionBits - resultFormat(spec).manBits;
  const kept = raw.slice(dropped);
  if (dropped === 0 || !rounds(spec)) return kept;
  const guard = raw[dropped - 1] as Bit;
  const sticky = (): Bit => words.or(lost, words.any(raw.slice(0, dropped - 1)));
  const up = ((): Bit => {
    switch (spec.rounding) {
      case 'rne':
        return words.and(guard, words.or(sticky(), kept[0] as Bit));
      case 'rna':
        return guard;
      case 'rtz':
        return words.zero;
      case 'rup':
        return words.and(words.not(sign), words.or(guard, sticky()));
      case 'rdn':
        return words.and(sign, words.or(guard, sticky()));
    }
  })();
  // One bit more: a negative exponent may round up to zero, a large one may carry.
  const wide = words.signedTo(kept, kept.length + 1);
  return words.add(wide, words.constant(0n, wide.length), up);
}

/** Whether a signed integer is zero or less. */
function atMostZero<Bit>(words: Words<Bit>, bits: readonly Bit[]): Bit {
  return words.or(bits.at(-1) as Bit, words.not(words.any(bits)));
}

/** Where an overflow gives the largest finite number under contract full. */
function isInward<Bit>(words: Words<Bit>, { overflow, rounding }: UnitSpec, sign: Bit): Bit {
  if (overflow === 'saturate' || rounding === 'rtz') return words.one;
  if (rounding === 'rup') return sign;
  return rounding === 'rdn' ? words.not(sign) : words.zero;
}

/** The magnitude that an overflow outward gives: Inf, or NaN where there is no Inf, or the largest where there is neither. */
function beyond<Bit>(words: Words<Bit>, result: Format): Bit[] {
  const nan = nanCode(result);
  const mag =
    result.encoding === 'ieee'
      ? infMag(result)
      : nan === undefined || result.encoding === 'finite'
        ? maxFiniteMag(result)
        : nan & ((1n << BigInt(magBitsOf(result))) - 1n);
  return words.constant(mag, magBitsOf(result));
}

function nanSign<Bit>(words: Words<Bit>, result: Format): Bit {
  const nan = nanCode(result) ?? 0n;
  return nan >> BigInt(magBitsOf(result)) ? words.one : words.zero;
}
