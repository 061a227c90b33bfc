import type { AddSpec } from './spec.ts';

/**
 * Bits that the smaller operand keeps below the larger one's last place, the last of them sticky. After a cancellation
 * of one place, a rounding to nearest still needs a guard and a sticky bit; a directed one only knows zero and not zero.
 */
export function guardBits({ rounding }: Pick<AddSpec, 'rounding'>): 2 | 3 {
  return rounding === 'rne' || rounding === 'rna' ? 3 : 2;
}

/** Fraction bits of a normalised sum: mantissa, the place that a carry leaves behind, and the guard bits. */
export function sumFractionBits(spec: Pick<AddSpec, 'rounding' | 'format'>): number {
  return spec.format.manBits + 1 + guardBits(spec);
}
