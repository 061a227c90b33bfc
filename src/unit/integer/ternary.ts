/** Weights in a byte: 3^5 = 243 of its 256 codes are needed. */
export const WEIGHTS_PER_BYTE = 5;

/** Bits of the weights of all lanes. */
export function weightBits({ packed, lanes }: { readonly packed: boolean; readonly lanes: number }): number {
  return packed ? (8 * lanes) / WEIGHTS_PER_BYTE : 2 * lanes;
}

/**
 * The byte that holds five weights, the first one in the highest ternary digit: a digit is a weight plus one, and the
 * byte is the least fraction of 256 whose first five ternary digits these are (as in TQ1_0 of llama.cpp). Every other
 * byte means five weights too.
 */
export function packWeights(weights: readonly number[]): bigint {
  const number = weights.reduce((above, weight) => 3 * above + weight + 1, 0);
  return BigInt(Math.ceil((number * 256) / 243));
}
