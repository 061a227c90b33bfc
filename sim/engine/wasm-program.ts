import { chunksOf, type Store, type Task } from '../kernel/chunks.ts';
import { chunkFunction, parameters } from '../kernel/emit.ts';
import { Layout, type Place, VECTOR_BYTES } from '../kernel/layout.ts';
import { type FlipFlop, type Netlist, net0, net1 } from '../netlist/netlist.ts';
import { observedNets } from '../netlist/order.ts';
import { lower, nextState } from '../network/lower.ts';
import { Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';
import { groupByEdge } from './edges.ts';

/** The functions of the module: `settle()`, `edge0()`, `edge1()`, … in the order of `edges`, and `cycles(n)`. */
export interface WasmProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each net that can be asked for lives: -1 for the others. Byte offset of `groups` vectors. */
  readonly offsets: Int32Array;
  readonly edges: readonly { readonly clockPort: string; readonly edge: 'rising' | 'falling' }[];
  /** The one clock whose cycles can run without settling between its edges, if the design has just that. */
  readonly cycleClock?: string;
  readonly memoryBytes: number;
}

/** Emits the WebAssembly of a netlist for `groups` vectors of 128 lanes. */
export function wasmProgram(netlist: Netlist, groups: number, operations?: number): WasmProgram {
  const layout = new Layout(groups);
  const network = new Network();
  const lowered = lower(netlist, network);
  const byEdge = groupByEdge(netlist.flipFlops);
  const offsets = new Int32Array(netlist.netCount).fill(-1);
  const places = new Map<number, Place>();
  const place = (net: number): Place => {
    if (offsets[net] === -1) offsets[net] = layout.lane().offset;
    return { kind: 'lane', offset: offsets[net]! };
  };
  place(net0);
  place(net1);
  // The states of one edge lie side by side, so that taking over the next states is a single copy.
  for (const group of byEdge) for (const { output } of group) place(output);
  netlist.flipFlops.forEach(({ output }, index) => {
    places.set(lowered.states[index]! >> 1, place(output));
  });
  for (const { direction, nets } of netlist.ports) {
    for (const net of nets) {
      const at = place(net);
      if (direction === 'input') places.set(lowered.literals[net]! >> 1, at);
    }
  }
  const observed = [...new Set(observedNets(netlist))];
  const stores = observed.flatMap((net): Store[] => {
    const at = place(net);
    const literal = lowered.literals[net]!;
    const stands = (literal & 1) === 0 && places.get(literal >> 1)?.offset === at.offset;
    return net === net0 || net === net1 || stands ? [] : [{ literal, place: at }];
  });

  const functions: FunctionCode[] = [];
  const add = (task: Task): number[] => {
    const chunks = chunksOf(task, layout, { operations });
    return chunks.map((chunk) => functions.push(chunkFunction(task.network, chunk, groups, layout)) - 1);
  };
  const settle = add({ network, places, stores });
  const largest = byEdge.reduce((most, group) => Math.max(most, group.length), 0);
  const shadow = Array.from({ length: largest }, () => layout.lane());
  const takeOver = (group: readonly FlipFlop[]): ((code: Assembler) => void) => {
    const bytes = group.length * groups * VECTOR_BYTES;
    const target = place(group[0]!.output).offset;
    return (code) => {
      code.constant(target).constant(shadow[0]!.offset).constant(bytes).op('memory.copy');
    };
  };

  const edges = byEdge.map((group) => {
    const edgeNetwork = new Network();
    const edgePlaces = new Map<number, Place>();
    const literals = new Int32Array(netlist.netCount);
    for (const net of observed) {
      literals[net] = net === net0 ? 0 : net === net1 ? 1 : edgeNetwork.source();
      edgePlaces.set(literals[net]! >> 1, place(net));
    }
    const next = group.map(
      (flipFlop, at): Store => ({
        literal: nextState(edgeNetwork, flipFlop, literals),
        place: shadow[at]!,
      }),
    );
    return { calls: add({ network: edgeNetwork, places: edgePlaces, stores: next }), copy: takeOver(group) };
  });
  // Between the edges of one clock that only rises, states follow from states: nothing else needs to be stored.
  const only = byEdge.length === 1 && !netlist.clocks[0]!.hasHighPhase ? byEdge[0]! : undefined;
  const fused = only?.map(
    (flipFlop, at): Store => ({
      literal: lowered.next[netlist.flipFlops.indexOf(flipFlop)]!,
      place: shadow[at]!,
    }),
  );
  const cycleCalls = fused === undefined ? [] : add({ network, places, stores: fused });

  functions.push(caller('settle', settle));
  edges.forEach(({ calls, copy }, index) => {
    functions.push(caller(`edge${index}`, calls, copy));
  });
  if (only !== undefined) functions.push(repeater('cycles', cycleCalls, takeOver(only)));
  return {
    bytes: moduleOf(functions, layout.pages),
    offsets,
    edges: byEdge.map((group) => ({ clockPort: group[0]!.clockPort, edge: group[0]!.edge })),
    ...(only === undefined ? {} : { cycleClock: only[0]!.clockPort }),
    memoryBytes: layout.bytes,
  };
}

/** The chunks have no banks of states and no tapes here: everything is at offset 0. */
function callAll(code: Assembler, calls: readonly number[]): void {
  for (const index of calls) {
    for (const _ of parameters) code.constant(0);
    code.call(index);
  }
}

function caller(exportAs: string, calls: readonly number[], after?: (code: Assembler) => void): FunctionCode {
  const code = new Assembler(0);
  callAll(code, calls);
  after?.(code);
  return { exportAs, parameters: [], results: [], locals: code.locals, body: code.body };
}

function repeater(
  exportAs: string,
  calls: readonly number[],
  after: (code: Assembler) => void,
): FunctionCode {
  const code = new Assembler(1);
  code.loop();
  callAll(code, calls);
  after(code);
  code.get(0).constant(1).op('i32.sub').tee(0).branchIf(0).op('end');
  return { exportAs, parameters: ['i32'], results: [], locals: code.locals, body: code.body };
}
