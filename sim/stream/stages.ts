import type { Literal, Network } from '../network/network.ts';

/** Deeper pipelines are run clock after clock. */
const MOST_STAGES = 64;

/**
 * For each state the stage it belongs to: 1 where its next value depends on no state, else one more than the latest stage of those it
 * depends on. Undefined where a state depends on itself, by whatever way.
 */
export function stagesOf(
  network: Network,
  states: readonly Literal[],
  next: readonly Literal[],
): readonly number[] | undefined {
  const { nodes } = network;
  const latest = new Int32Array(nodes.length);
  const stages = states.map(() => 0);
  for (let pass = 0; pass <= MOST_STAGES; pass += 1) {
    for (const [at, state] of states.entries()) latest[state >> 1] = stages[at]!;
    for (const [index, { operation, left, right }] of nodes.entries())
      if (operation !== 'source') latest[index] = Math.max(latest[left]!, latest[right]!);
    let settled = true;
    for (const [at, literal] of next.entries()) {
      const stage = latest[literal >> 1]! + 1;
      if (stage !== stages[at]) settled = false;
      stages[at] = stage;
    }
    if (settled) return stages;
  }
  return undefined;
}
