import { infMag, magBitsOf, maxFiniteMag, nanCode, type Rounding } from '../format/index.ts';
import { resultFormat, rounds, type UnitSpec } from '../unit/index.ts';
import { mask, type Outcome, type RawProduct } from './datapath.ts';

/** Rounds the raw product to the result's mantissa and selects among it, the specials and the ends of the range. */
export function finish(spec: UnitSpec): (outcome: Outcome, product: RawProduct) => bigint {
  const result = resultFormat(spec);
  const magBits = BigInt(magBitsOf(result));
  const largest = maxFiniteMag(result);
  const nan = nanCode(result);
  const withSign = (sign: 0 | 1, mag: bigint): bigint =>
    sign === 1 && !(mag === 0n && result.encoding === 'fnuz') ? (1n << magBits) | mag : mag;

  return ({ sign, isNan, isInf, isZero }, product) => {
    const mag = roundRaw(
      spec,
      spec.contract === 'full' ? denormalise(product, result.manBits) : { ...product, lost: false },
      sign,
    );
    if (spec.contract === 'bare') return (BigInt(sign) << magBits) | (mag & mask(magBitsOf(result)));
    if (isNan && nan !== undefined) return nan;
    if (isInf) return withSign(sign, infMag(result));
    if (isZero) return withSign(sign, 0n);
    if (mag > largest)
      return spec.contract === 'flush' ? withSign(sign, largest) : overflow(spec, sign, withSign);
    const underflow = spec.contract === 'flush' && mag >> BigInt(result.manBits) <= 0n;
    return withSign(sign, underflow ? 0n : mag);
  };
}

interface Shifted extends RawProduct {
  /** Whether ones were shifted out at the right. */
  readonly lost: boolean;
}

/** Below exponent 1 the significand moves right until the exponent field is 0, keeping guard and sticky. */
function denormalise({ raw, fractionBits }: RawProduct, manBits: number): Shifted {
  const widened = Math.max(fractionBits, manBits + 2);
  const wide = raw << BigInt(widened - fractionBits);
  const exp = wide >> BigInt(widened);
  if (exp >= 1n) return { raw: wide, fractionBits: widened, lost: false };
  const significand = (1n << BigInt(widened)) | (wide & mask(widened));
  const shift = 1n - exp;
  return {
    raw: significand >> shift,
    fractionBits: widened,
    lost: (significand & mask(Number(shift))) !== 0n,
  };
}

/** Rounds on guard and sticky bits; the carry runs into the exponent by itself. */
function roundRaw(spec: UnitSpec, { raw, fractionBits, lost }: Shifted, sign: 0 | 1): bigint {
  const dropped = fractionBits - resultFormat(spec).manBits;
  if (dropped === 0 || !rounds(spec)) return raw >> BigInt(dropped);
  const guard = ((raw >> BigInt(dropped - 1)) & 1n) === 1n;
  const sticky = lost || (raw & mask(dropped - 1)) !== 0n;
  const kept = raw >> BigInt(dropped);
  return kept + (roundsUp(spec.rounding, sign === 1, (kept & 1n) === 1n, guard, sticky) ? 1n : 0n);
}

function roundsUp(
  rounding: Rounding,
  negative: boolean,
  odd: boolean,
  guard: boolean,
  sticky: boolean,
): boolean {
  switch (rounding) {
    case 'rne':
      return guard && (sticky || odd);
    case 'rna':
      return guard;
    case 'rtz':
      return false;
    case 'rup':
      return !negative && (guard || sticky);
    case 'rdn':
      return negative && (guard || sticky);
  }
}

/** Contract full: Inf, or NaN where there is no Inf, unless the option or a directed rounding says the largest. */
function overflow(spec: UnitSpec, sign: 0 | 1, withSign: (sign: 0 | 1, mag: bigint) => bigint): bigint {
  const result = resultFormat(spec);
  const { rounding } = spec;
  const inward =
    rounding === 'rtz' || (rounding === 'rup' && sign === 1) || (rounding === 'rdn' && sign === 0);
  if (spec.overflow === 'saturate' || inward || result.encoding === 'finite')
    return withSign(sign, maxFiniteMag(result));
  return result.encoding === 'ieee' ? withSign(sign, infMag(result)) : (nanCode(result) as bigint);
}
