/**
 * The gate counts of van Baalen et al., arXiv 2303.17951, appendix B: what each component costs in equivalents of a
 * two-input gate. A model on paper, for comparison with published figures; it is never mixed with what was synthesised.
 */
export const gateWeights = {
  and2: 1,
  or2: 1,
  xor2: 3,
  mux2: 3,
  halfAdder: 3,
  fullAdder: 7,
  flipFlop: 6,
} as const;

/** A ripple-carry adder of `width` bits: a half adder and full adders. */
export function adderGates(width: number): number {
  return gateWeights.halfAdder + (width - 1) * gateWeights.fullAdder;
}

/**
 * An array multiplier of `width` x `rows` bits: an AND for each pair of bits, and an adder of `width` bits for each row
 * but the first. 8 x 8 gives 64 + 7 x (3 + 49) = 428, the published figure.
 */
export function multiplierGates(width: number, rows: number = width): number {
  return width * rows * gateWeights.and2 + (rows - 1) * adderGates(width);
}
