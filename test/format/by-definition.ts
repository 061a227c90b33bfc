import type { Format } from '../../src/format/index.ts';

/**
 * The value of a magnitude (exponent and mantissa as one integer) by the formula of numerics §1 alone, specials not
 * regarded. A double is exact here: at most 24 significand bits, and no exponent below 2^-1074.
 */
export function magnitudeByFormula({ bias, manBits }: Format, mag: number): number {
  const exp = Math.floor(mag / 2 ** manBits);
  const fraction = (mag % 2 ** manBits) / 2 ** manBits;
  return exp === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exp - bias);
}

/** The value of a code as a double, the encodings spelled out as numerics §1 has them. */
export function valueByDefinition(format: Format, code: number): number {
  const { expBits, manBits, encoding } = format;
  const signWeight = 2 ** (expBits + manBits);
  const negative = code >= signWeight;
  const mag = negative ? code - signWeight : code;
  const man = mag % 2 ** manBits;
  const allOnesExponent = (mag - man) / 2 ** manBits === 2 ** expBits - 1;
  if (encoding === 'fnuz' && negative && mag === 0) return Number.NaN;
  if (encoding === 'fn' && mag === signWeight - 1) return Number.NaN;
  if (encoding === 'ieee' && allOnesExponent) return man !== 0 ? Number.NaN : negative ? -Infinity : Infinity;
  return negative ? -magnitudeByFormula(format, mag) : magnitudeByFormula(format, mag);
}

/** Magnitude of the largest finite number, found by walking down from the top. */
export function largestMagnitude(format: Format): number {
  let mag = 2 ** (format.expBits + format.manBits) - 1;
  while (!Number.isFinite(valueByDefinition(format, mag))) mag--;
  return mag;
}
