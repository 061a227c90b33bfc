import type { Netlist, Step } from '../netlist/netlist.ts';
import { net0, net1 } from '../netlist/netlist.ts';
import { depthFirst, inputsOf, observedNets, outputsOf } from '../netlist/order.ts';
import { groupByEdge } from './edges.ts';
import { FunctionText, operationCount } from './javascript-text.ts';

/** Bodies of functions of one parameter `m`, the memory; a list is to be called in order. */
export interface Program {
  readonly settle: readonly string[];
  readonly edges: readonly EdgeProgram[];
  /** Where each net lives in `m`: its words start at slot * words. -1: nowhere, it only lives within a function. */
  readonly slots: Int32Array;
  readonly slotCount: number;
}

/** The flip-flops of one clock and edge: `next` computes their states into a shadow, which is then copied over. */
export interface EdgeProgram {
  readonly clockPort: string;
  readonly edge: 'rising' | 'falling';
  readonly next: readonly string[];
  readonly stateSlot: number;
  readonly shadowSlot: number;
  readonly count: number;
}

/**
 * Writes a netlist as straight-line JavaScript over 32-bit words. Nets are local variables; only those that a
 * port, a flip-flop or another function needs go through memory. No name of the design enters the text.
 */
export function generate(netlist: Netlist, words: number, operations: number): Program {
  const chunks = chop(depthFirst(netlist), (step) => operationsOf(step), operations);
  const groups = groupByEdge(netlist.flipFlops);
  const slots = new Int32Array(netlist.netCount).fill(-1);
  let slotCount = 0;
  const place = (net: number): void => {
    if (slots[net] !== -1) return;
    slots[net] = slotCount;
    slotCount += 1;
  };
  place(net0);
  place(net1);
  // States of one group lie side by side, so that taking over the next states is a single copy.
  const stateSlots = groups.map((group) => {
    const first = slotCount;
    for (const { output } of group) place(output);
    return first;
  });
  for (const net of netlist.ports.flatMap((port) => port.nets)) place(net);
  for (const net of observedNets(netlist)) place(net);
  for (const net of crossing(chunks, netlist.netCount)) place(net);

  const settle = chunks.map((steps) => {
    const text = new FunctionText(slots, words);
    for (const step of steps) text.step(step);
    return text.body();
  });
  const edges = groups.map((group, index): EdgeProgram => {
    const { clockPort, edge } = group[0]!;
    let shadow = slotCount;
    const next = chop(group, () => 4, operations).map((part) => {
      const text = new FunctionText(slots, words);
      for (const flipFlop of part) {
        text.nextState(flipFlop, shadow);
        shadow += 1;
      }
      return text.body();
    });
    return {
      clockPort,
      edge,
      next,
      stateSlot: stateSlots[index]!,
      shadowSlot: slotCount,
      count: group.length,
    };
  });
  // One shadow serves every group: it is filled and emptied within one edge.
  const largest = groups.reduce((most, group) => Math.max(most, group.length), 0);
  return { settle, edges, slots, slotCount: slotCount + largest };
}

/** Cuts a list where the cost of a piece would pass the limit. */
function chop<T>(items: readonly T[], cost: (item: T) => number, limit: number): T[][] {
  const pieces: T[][] = [];
  let room = 0;
  for (const item of items) {
    const needed = cost(item);
    if (needed > room || pieces.length === 0) {
      pieces.push([]);
      room = limit;
    }
    pieces.at(-1)!.push(item);
    room -= needed;
  }
  return pieces;
}

function operationsOf(step: Step): number {
  if (step.kind === 'force') return 2;
  return step.cell.functions.reduce((sum, each) => sum + operationCount(each), 1);
}

/** The nets that one function makes and another reads, in the order they are made. */
function crossing(chunks: readonly Step[][], netCount: number): number[] {
  const home = new Int32Array(netCount).fill(-1);
  chunks.forEach((steps, chunk) => {
    for (const step of steps) for (const net of outputsOf(step)) home[net] = chunk;
  });
  const crosses = new Uint8Array(netCount);
  chunks.forEach((steps, chunk) => {
    for (const step of steps) for (const net of inputsOf(step)) if (home[net] !== chunk) crosses[net] = 1;
  });
  return [...crosses.keys()].filter((net) => crosses[net] === 1);
}
