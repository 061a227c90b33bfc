import type { Edge, Technology } from '../tech/index.ts';
import { type Arrivals, arrivalsOf, EDGES, type TimingOptions } from './arrivals.ts';
import { cellsByName } from './net-loads.ts';
import type { NetBit, NetlistModule } from './netlist-json.ts';

/** Where a path ends: at a bit of an output port, or at the data pin of a register, its setup time before the clock. */
export type Endpoint =
  | { readonly kind: 'output'; readonly port: string; readonly bit: number }
  | { readonly kind: 'register'; readonly cell: string; readonly type: string; readonly setupPs: number };

/** One cell on the critical path. */
export interface PathStep {
  readonly cell: string;
  readonly type: string;
  readonly input: string;
  readonly output: string;
  /** Of the output. */
  readonly edge: Edge;
  readonly delayPs: number;
  readonly arrivalPs: number;
  readonly slewPs: number;
  readonly loadFf: number;
}

export interface Timing {
  /** Of the longest path, setup included: the shortest clock period, or the delay of a combinational design. */
  readonly delayPs: number;
  readonly endpoint?: Endpoint;
  /** In the order of the signal; the first step starts at an input port or is a register. */
  readonly path: readonly PathStep[];
}

/**
 * The critical path of a netlist of a technology's cells. Before layout: no wires but those the options state, an ideal
 * clock. See `arrivalsOf`.
 */
export function timingOf(module: NetlistModule, technology: Technology, options: TimingOptions = {}): Timing {
  const { arrivals } = arrivalsOf(module, technology, options);
  let worst: { delayPs: number; net: NetBit; edge: Edge; endpoint: Endpoint } | undefined;
  for (const { net, endpoint } of endpointsOf(module, technology)) {
    for (const edge of EDGES) {
      const arrival = arrivals.get(net)?.[edge];
      if (arrival === undefined) continue;
      const delayPs = arrival.atPs + (endpoint.kind === 'register' ? endpoint.setupPs : 0);
      if (worst === undefined || delayPs > worst.delayPs) worst = { delayPs, net, edge, endpoint };
    }
  }
  if (worst === undefined) return { delayPs: 0, path: [] };
  const { delayPs, endpoint, net, edge } = worst;
  return { delayPs, endpoint, path: pathTo(arrivals, net, edge) };
}

function endpointsOf(
  module: NetlistModule,
  technology: Technology,
): { readonly net: NetBit; readonly endpoint: Endpoint }[] {
  const known = cellsByName(technology);
  const outputs = Object.entries(module.ports).flatMap(([port, { direction, bits }]) =>
    direction === 'input'
      ? []
      : bits.map((net, bit) => ({ net, endpoint: { kind: 'output', port, bit } as const })),
  );
  const registers = Object.entries(module.cells).flatMap(([cell, { type, connections }]) => {
    const facts = known.get(type)?.flipFlop;
    const net = facts && connections[facts.data]?.[0];
    if (net === undefined) return [];
    return [{ net, endpoint: { kind: 'register', cell, type, setupPs: facts!.setupPs } as const }];
  });
  return [...outputs, ...registers];
}

function pathTo(arrivals: Arrivals, end: NetBit, endEdge: Edge): PathStep[] {
  const path: PathStep[] = [];
  let [net, edge] = [end, endEdge];
  for (;;) {
    const arrival = arrivals.get(net)?.[edge];
    const through = arrival?.through;
    if (arrival === undefined || through === undefined) return path.reverse();
    const { cell, type, arc, delayPs, loadFf } = through;
    const { atPs: arrivalPs, slewPs } = arrival;
    path.push({ cell, type, input: arc.input, output: arc.output, edge, delayPs, arrivalPs, slewPs, loadFf });
    if (through.from === undefined) return path.reverse();
    [net, edge] = [through.from, through.edge];
  }
}
