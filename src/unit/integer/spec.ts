import type { Format } from '../../format/index.ts';

/**
 * How an integer product is formed: `multiply`, a `*` left to the synthesiser, or `array`, a Dadda tree. Both compute
 * the same function.
 */
export type IntegerArchitecture = 'multiply' | 'array';
export const INTEGER_ARCHITECTURES: readonly IntegerArchitecture[] = ['array', 'multiply'];

/** The product of two signed integers, every bit of it. */
export interface IntSpec {
  readonly kind: 'int';
  /** Of an operand, in two's complement; the product has twice as many. */
  readonly bits: number;
  readonly architecture: IntegerArchitecture;
}

/** Nearest even, toward zero, nearest with ties up, down. */
export type FixedRounding = 'rne' | 'rtz' | 'half-up' | 'rdn';
export const FIXED_ROUNDINGS: readonly FixedRounding[] = ['rne', 'rtz', 'half-up', 'rdn'];

/**
 * The product of two fixed-point numbers Qm.n (a sign, m integer bits, n fraction bits, two's complement) as one of the
 * same format: rounded once, and kept within its ends.
 */
export interface FixedSpec {
  readonly kind: 'fixed';
  readonly integerBits: number;
  readonly fractionBits: number;
  readonly rounding: FixedRounding;
  readonly architecture: IntegerArchitecture;
}

/** Bits of a number Qm.n. */
export function fixedBits({ integerBits, fractionBits }: FixedSpec): number {
  return 1 + integerBits + fractionBits;
}

/** A register in two's complement. */
export interface IntegerRegister {
  readonly bits: number;
  /** Its unit is 2^-fractionBits. Left out of what only ever holds integers. */
  readonly fractionBits?: number;
  /** What a sum beyond the ends becomes: itself modulo 2^bits, or the end. */
  readonly overflow: 'wrap' | 'saturate';
}

/** Products of signed integers added to a register, one or several a clock. */
export interface IntMacSpec {
  readonly kind: 'int-mac';
  readonly bits: number;
  readonly architecture: IntegerArchitecture;
  /** Products a clock. */
  readonly lanes: number;
  readonly register: IntegerRegister;
}

/**
 * Activations added, subtracted or left out as a weight of 1, -1 or 0 says, one or several a clock. A weight is a
 * two-bit integer, of which 10 counts as zero; or five of them are packed in a byte, see `unpackWeights`.
 */
export interface TernaryMacSpec {
  readonly kind: 'ternary-mac';
  /** Of an activation as a signed integer. */
  readonly bits: number;
  /**
   * What an activation is, if no integer: a number of this format, in units of its smallest subnormal. Every number is
   * added exactly; codes that are none, NaN and Inf, count as zero.
   */
  readonly activation?: Format;
  readonly packed: boolean;
  readonly lanes: number;
  readonly register: IntegerRegister;
}

/** Any unit that computes on integers. */
export type IntegerSpec = IntSpec | FixedSpec | IntMacSpec | TernaryMacSpec;
/** One with two operands and a product, without state. */
export type IntegerProductSpec = Extract<IntegerSpec, { kind: 'int' | 'fixed' }>;
/** One with a register. */
export type IntegerMacSpec = Exclude<IntegerSpec, IntegerProductSpec>;

export function isIntegerMac(spec: IntegerSpec): spec is IntegerMacSpec {
  return 'register' in spec;
}
