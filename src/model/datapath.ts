/** The sign of a result, and whether it is one of the special cases. */
export interface Outcome {
  readonly sign: 0 | 1;
  readonly isNan: boolean;
  readonly isInf: boolean;
  readonly isZero: boolean;
}

/** What the decode stage of a product hands on: its outcome, and both operands as exponent and mantissa. */
export interface Decoded extends Outcome {
  /** Exponent fields; under `full` those of subnormals are normalised and may be zero or negative. */
  readonly expA: bigint;
  readonly expB: bigint;
  readonly manA: bigint;
  readonly manB: bigint;
}

/**
 * An unrounded product: exponent and fraction as one two's-complement integer, `raw = exp * 2^fractionBits + fraction`,
 * with the exponent in the bias of the result format and not yet bounded.
 */
export interface RawProduct {
  readonly raw: bigint;
  readonly fractionBits: number;
}

/** The middle of the datapath, the one part in which products differ. */
export type Core = (decoded: Decoded) => RawProduct;

export const mask = (bits: number): bigint => (1n << BigInt(bits)) - 1n;
