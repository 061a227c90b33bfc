import { type Format, hasInf, hasNan, infMag, magBitsOf, maxFiniteMag, nanCode } from './format.ts';
import type { Dyadic, Value } from './value.ts';

/** Nearest even, toward zero, nearest away from zero, toward +Inf, toward -Inf. */
export type Rounding = 'rne' | 'rtz' | 'rna' | 'rup' | 'rdn';
export const ROUNDINGS: readonly Rounding[] = ['rne', 'rtz', 'rna', 'rup', 'rdn'];

export interface EncodeOptions {
  readonly rounding: Rounding;
  /** What a finite value beyond the largest finite number becomes. */
  readonly overflow: 'encoding' | 'saturate';
  /** `keep` rounds into the subnormal range; `flush` makes everything below the normal range a zero. */
  readonly subnormals: 'keep' | 'flush';
}

/** n / 2^shift rounded to an integer, as the magnitude of a number with this sign. Negative shifts are exact. */
export function roundShift(n: bigint, shift: number, sign: 0 | 1, rounding: Rounding): bigint {
  if (shift <= 0) return n << BigInt(-shift);
  const floor = n >> BigInt(shift);
  const remainder = n - (floor << BigInt(shift));
  const half = 1n << BigInt(shift - 1);
  switch (rounding) {
    case 'rne':
      return remainder > half || (remainder === half && floor % 2n === 1n) ? floor + 1n : floor;
    case 'rna':
      return remainder >= half ? floor + 1n : floor;
    case 'rtz':
      return floor;
    case 'rup':
      return remainder > 0n && sign === 0 ? floor + 1n : floor;
    case 'rdn':
      return remainder > 0n && sign === 1 ? floor + 1n : floor;
  }
}

/** floor(log2 |x|) of a non-zero dyadic rational. */
export function floorLog2({ significand, exponent }: Dyadic): number {
  return significand.toString(2).length - 1 + exponent;
}

/**
 * The magnitude of a finite non-zero value rounded once to the format's precision, as if the exponent field had no
 * upper end, and with `unbounded` no lower end either (the magnitude is then negative below exponent field 0).
 */
export function roundMag(
  format: Format,
  value: Dyadic,
  rounding: Rounding,
  range: 'gradual' | 'unbounded',
): bigint {
  const { manBits, bias } = format;
  const log2 = floorLog2(value);
  const exponent = range === 'gradual' ? Math.max(log2, 1 - bias) : log2;
  const significand = roundShift(
    value.significand,
    exponent - manBits - value.exponent,
    value.sign,
    rounding,
  );
  // The significand still holds its leading one (if any), hence the -1; a carry moves into the exponent by itself.
  return (BigInt(exponent + bias - 1) << BigInt(manBits)) + significand;
}

/** The code of a value: rounded once, with the encoding's own NaN, Inf and zero. Inverse of `decode`. */
export function encode(format: Format, value: Value, options: EncodeOptions): bigint {
  if (value.kind === 'nan') return nanOf(format);
  if (value.kind === 'inf')
    return hasInf(format)
      ? signed(format, value.sign, infMag(format))
      : overflowed(format, value.sign, { ...options, rounding: 'rne' });
  if (value.significand === 0n) return signed(format, value.sign, 0n);
  const flush = options.subnormals === 'flush';
  const mag = roundMag(format, value, options.rounding, flush ? 'unbounded' : 'gradual');
  if (flush && mag < 1n << BigInt(format.manBits)) return signed(format, value.sign, 0n);
  if (mag > maxFiniteMag(format)) return overflowed(format, value.sign, options);
  return signed(format, value.sign, mag);
}

/** IEEE 754 §7.4: nearest modes overflow to Inf, directed ones only away from zero; without Inf it is NaN (OFP8). */
function overflowed(format: Format, sign: 0 | 1, { overflow, rounding }: EncodeOptions): bigint {
  const towardZero =
    rounding === 'rtz' || (rounding === 'rup' && sign === 1) || (rounding === 'rdn' && sign === 0);
  if (overflow === 'saturate' || towardZero || !hasNan(format))
    return signed(format, sign, maxFiniteMag(format));
  return hasInf(format) ? signed(format, sign, infMag(format)) : nanOf(format);
}

/** A magnitude with its sign; `fnuz` has no -0. */
function signed(format: Format, sign: 0 | 1, mag: bigint): bigint {
  const keepSign = sign === 1 && !(mag === 0n && format.encoding === 'fnuz');
  return keepSign ? mag | (1n << BigInt(magBitsOf(format))) : mag;
}

/** The canonical NaN. A format that has none cannot be asked for one: no contract produces it there. */
function nanOf(format: Format): bigint {
  const code = nanCode(format);
  if (code === undefined) throw new RangeError(`${format.name} has no NaN`);
  return code;
}
