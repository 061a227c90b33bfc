import type { FlipFlop } from '../netlist/netlist.ts';

/** The flip-flops that switch together: those of one clock port and edge. */
export function groupByEdge(flipFlops: readonly FlipFlop[]): FlipFlop[][] {
  const groups = new Map<string, FlipFlop[]>();
  for (const flipFlop of flipFlops) {
    const key = `${flipFlop.edge} ${flipFlop.clockPort}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [flipFlop]);
    else group.push(flipFlop);
  }
  return [...groups.values()];
}
