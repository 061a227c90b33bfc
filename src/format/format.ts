/**
 * A small floating-point format, as facts. Layout of a code, most significant bit first:
 *
 *   sign (1) | exponent field (expBits) | mantissa (manBits, the stored fraction)
 *
 * value = (-1)^sign * 2^(exp - bias) * (1 + man / 2^manBits)   for exp > 0
 *         (-1)^sign * 2^(1 - bias)   * (man / 2^manBits)       for exp = 0
 */
export interface Format {
  readonly name: string;
  readonly expBits: number;
  readonly manBits: number;
  readonly bias: number;
  readonly encoding: Encoding;
}

/**
 * Which codes are not numbers:
 * `ieee`   all-ones exponent is Inf (man = 0) or NaN
 * `fn`     no Inf; the all-ones code of each sign is NaN
 * `fnuz`   no Inf, no -0; the code of -0 is the only NaN
 * `finite` every code is a number
 */
export type Encoding = 'ieee' | 'fn' | 'fnuz' | 'finite';
export const ENCODINGS: readonly Encoding[] = ['ieee', 'fn', 'fnuz', 'finite'];

/** Bits of a code. */
export function widthOf(format: Format): number {
  return 1 + format.expBits + format.manBits;
}

/** Bits of a magnitude: exponent and mantissa read as one integer. */
export function magBitsOf(format: Format): number {
  return format.expBits + format.manBits;
}

/** Bias a format of this encoding has unless told otherwise; `fnuz` gains one because it has no Inf. */
export function defaultBias(expBits: number, encoding: Encoding): number {
  return 2 ** (expBits - 1) - (encoding === 'fnuz' ? 0 : 1);
}

/** Largest magnitude that is a finite number. */
export function maxFiniteMag({ expBits, manBits, encoding }: Format): bigint {
  const allOnes = (1n << BigInt(expBits + manBits)) - 1n;
  switch (encoding) {
    case 'ieee':
      return allOnes - (1n << BigInt(manBits));
    case 'fn':
      return allOnes - 1n;
    case 'fnuz':
    case 'finite':
      return allOnes;
  }
}

export function hasInf(format: Format): boolean {
  return format.encoding === 'ieee';
}

export function hasNan(format: Format): boolean {
  return format.encoding !== 'finite';
}

/** Magnitude of +Inf; only `ieee` has one. */
export function infMag({ expBits, manBits }: Format): bigint {
  return ((1n << BigInt(expBits)) - 1n) << BigInt(manBits);
}

/**
 * The canonical NaN code: `ieee` positive quiet (top mantissa bit set), `fn` all-ones magnitude with positive sign,
 * `fnuz` its only NaN. Undefined for `finite`.
 */
export function nanCode(format: Format): bigint | undefined {
  const { expBits, manBits, encoding } = format;
  switch (encoding) {
    case 'ieee':
      return infMag(format) | (1n << BigInt(manBits - 1));
    case 'fn':
      return (1n << BigInt(expBits + manBits)) - 1n;
    case 'fnuz':
      return 1n << BigInt(expBits + manBits);
    case 'finite':
      return undefined;
  }
}
