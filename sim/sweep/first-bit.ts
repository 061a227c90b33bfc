import type { Literal, Network } from '../network/network.ts';

/** Of a node that no bit of the index reaches. */
export const NEVER = 0xff;

/** For each node the lowest bit of the index that it depends on; sources that are no such bits count as bit 0. */
export function firstBits({ nodes }: Network, index: readonly Literal[]): Uint8Array {
  const first = new Uint8Array(nodes.length);
  const bitOf = new Map(index.map((literal, bit) => [literal >> 1, bit]));
  for (const [node, { operation, left, right }] of nodes.entries()) {
    if (operation !== 'source') first[node] = Math.min(first[left]!, first[right]!);
    else first[node] = node === 0 ? NEVER : (bitOf.get(node) ?? 0);
  }
  return first;
}
