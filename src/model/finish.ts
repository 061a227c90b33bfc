import { infMag, magBitsOf, maxFiniteMag, nanCode, type Rounding } from '../format/index.ts';
import { resultFormat, rounds, type UnitSpec } from '../unit/index.ts';
import { mask, type Outcome, type RawProduct } from './datapath.ts';

/** How the raw product loses the bits that have no place in the result. */
export interface RoundingStage {
  /** The product before rounding; under `full` moved into the subnormal range where it has to be. */
  readonly raw: bigint;
  /** Bits below the result's last place. */
  readonly droppedBits: number;
  readonly kept: bigint;
  readonly guard: boolean;
  readonly sticky: boolean;
  readonly up: boolean;
  /** The rounded magnitude, not yet bounded. */
  readonly mag: bigint;
}

/** What the result is, and why: the value itself, or a special case or end of the range in its place. */
export interface SelectStage {
  readonly reason: 'value' | 'nan' | 'inf' | 'zero' | 'overflow' | 'underflow' | 'wraps';
  readonly code: bigint;
}

/** Rounds the raw product to the result's mantissa. */
export function roundStage(spec: UnitSpec): (sign: 0 | 1, product: RawProduct) => RoundingStage {
  const { manBits } = resultFormat(spec);
  return (sign, product) =>
    roundRaw(
      spec,
      spec.contract === 'full' ? denormalise(product, manBits) : { ...product, lost: false },
      sign,
    );
}

/** Selects among the rounded product, the specials and the ends of the range. */
export function selectStage(spec: UnitSpec): (outcome: Outcome, mag: bigint) => SelectStage {
  const result = resultFormat(spec);
  const magBits = BigInt(magBitsOf(result));
  const largest = maxFiniteMag(result);
  const nan = nanCode(result);
  const withSign = (sign: 0 | 1, mag: bigint): bigint =>
    sign === 1 && !(mag === 0n && result.encoding === 'fnuz') ? (1n << magBits) | mag : mag;

  return ({ sign, isNan, isInf, isZero }, mag) => {
    if (spec.contract === 'bare') {
      const wrapped = mag & mask(magBitsOf(result));
      return { reason: wrapped === mag ? 'value' : 'wraps', code: (BigInt(sign) << magBits) | wrapped };
    }
    if (isNan && nan !== undefined) return { reason: 'nan', code: nan };
    if (isInf) return { reason: 'inf', code: withSign(sign, infMag(result)) };
    if (isZero) return { reason: 'zero', code: withSign(sign, 0n) };
    if (mag > largest)
      return {
        reason: 'overflow',
        code: spec.contract === 'flush' ? withSign(sign, largest) : overflow(spec, sign, withSign),
      };
    if (spec.contract === 'flush' && mag >> BigInt(result.manBits) <= 0n)
      return { reason: 'underflow', code: withSign(sign, 0n) };
    return { reason: 'value', code: withSign(sign, mag) };
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
function roundRaw(spec: UnitSpec, { raw, fractionBits, lost }: Shifted, sign: 0 | 1): RoundingStage {
  const droppedBits = fractionBits - resultFormat(spec).manBits;
  const kept = raw >> BigInt(droppedBits);
  const guard = droppedBits > 0 && ((raw >> BigInt(droppedBits - 1)) & 1n) === 1n;
  const sticky = lost || (droppedBits > 1 && (raw & mask(droppedBits - 1)) !== 0n);
  const up = rounds(spec) && roundsUp(spec.rounding, sign === 1, (kept & 1n) === 1n, guard, sticky);
  return { raw, droppedBits, kept, guard, sticky, up, mag: up ? kept + 1n : kept };
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

/** Both stages in one: rounds the raw product and selects among it, the specials and the ends of the range. */
export function finish(spec: UnitSpec): (outcome: Outcome, product: RawProduct) => bigint {
  const [round, select] = [roundStage(spec), selectStage(spec)];
  return (outcome, product) => select(outcome, round(outcome.sign, product).mag).code;
}
