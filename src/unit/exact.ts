import { type Rounding, roundShift } from '../format/index.ts';

/** Widest mantissa for which the correction of the `carry-in` architecture is still a small table. */
export const CARRY_IN_MAX_MAN_BITS = 5;
/** Widest mantissa whose significand product is offered as a truth table. */
export const TABLE_MAX_MAN_BITS = 4;

/**
 * The correction of a carry-in unit at one pair of mantissas: how many codes the rounded product
 * (1 + manA/2^M)(1 + manB/2^M) lies above the plain sum of the two codes. Derived from the definition of rounding;
 * prior art: Lindberg & Gustafsson, arXiv 2406.18441.
 */
export function carryInDelta(
  manBits: number,
  manA: bigint,
  manB: bigint,
  sign: 0 | 1,
  rounding: Rounding,
): bigint {
  const one = 1n << BigInt(manBits);
  const product = (one + manA) * (one + manB);
  // A product of two or more has moved up one binade: one more bit is rounded off, and its code is 2^M higher.
  const carried = product >= 2n * one * one;
  const significand = roundShift(product, manBits + (carried ? 1 : 0), sign, rounding);
  return significand - one + (carried ? one : 0n) - (manA + manB);
}

/** Guard and sticky bits that truncation to manBits leaves behind, for a rounding done later. */
export function carryInRemainder(
  manBits: number,
  manA: bigint,
  manB: bigint,
): { guard: boolean; sticky: boolean } {
  const one = 1n << BigInt(manBits);
  const product = (one + manA) * (one + manB);
  const below = product >= 2n * one * one ? manBits + 1 : manBits;
  const guardWeight = 1n << BigInt(below - 1);
  const remainder = product & (2n * guardWeight - 1n);
  return { guard: remainder >= guardWeight, sticky: (remainder & (guardWeight - 1n)) !== 0n };
}
