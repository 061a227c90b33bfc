import {
  arcDelayPs,
  arcSlewPs,
  drivingCellOf,
  type Edge,
  type TechCell,
  type Technology,
  type TimingArc,
} from '../tech/index.ts';
import { inOrder, type PlacedCell } from './cell-order.ts';
import { type LoadOptions, netLoads } from './net-loads.ts';
import type { NetBit, NetlistModule } from './netlist-json.ts';

export interface TimingOptions extends LoadOptions {
  /** At the clock pins, and into the inverter that drives each input port. Default: the technology's. */
  readonly inputSlewPs?: number;
}

/** When an edge of a net has come at the latest, how slow it is, and through what. */
export interface Arrival {
  readonly atPs: number;
  readonly slewPs: number;
  /** None at an input port. */
  readonly through?: {
    readonly cell: string;
    readonly type: string;
    readonly arc: TimingArc;
    readonly delayPs: number;
    readonly loadFf: number;
    /** Edge of the input that set it off. */
    readonly edge: Edge;
    /** None for a register: a path starts at its clock. */
    readonly from?: NetBit;
  };
}

export type EdgeArrivals = { readonly [edge in Edge]?: Arrival };
export type Arrivals = ReadonlyMap<NetBit, EdgeArrivals>;

export const EDGES: readonly Edge[] = ['rise', 'fall'];

/**
 * One pass in topological order: of each net the latest arrival and the slowest slew, edge by edge, each by itself, as
 * static timing tools have it. Clocks come at 0 ps everywhere, input ports as late as the load makes the inverter that
 * drives them; asynchronous resets are not timed. Throws an Error for a cell that is not of the technology and for a
 * combinational loop.
 */
export function arrivalsOf(
  module: NetlistModule,
  technology: Technology,
  options: TimingOptions = {},
): { readonly arrivals: Arrivals; readonly loads: ReadonlyMap<NetBit, number> } {
  const { inputSlewPs = technology.defaultInputSlewPs } = options;
  const loads = netLoads(module, technology, options);
  const arrivals = new Map<NetBit, EdgeArrivals>();
  const start: Arrival = { atPs: 0, slewPs: inputSlewPs };
  const driver = drivingCellOf(technology)?.arcs[0];
  for (const { direction, bits } of Object.values(module.ports)) {
    if (direction !== 'input') continue;
    for (const bit of bits) {
      const driven = (edge: Edge): Arrival => driverArrival(driver, inputSlewPs, loads.get(bit) ?? 0, edge);
      arrivals.set(bit, { rise: driven('rise'), fall: driven('fall') });
    }
  }
  // A clock is ideal: it comes everywhere at once.
  const clock = { rise: start, fall: start };
  for (const placed of inOrder(module, technology)) {
    const { cell, kind } = placed;
    for (const { name: output } of kind.outputs) {
      const bit = cell.connections[output]?.[0];
      if (typeof bit !== 'number') continue;
      const before = (from: NetBit): EdgeArrivals | undefined => (kind.flipFlop ? clock : arrivals.get(from));
      arrivals.set(bit, latestThrough(placed, output, loads.get(bit) ?? 0, before));
    }
  }
  return { arrivals, loads };
}

/** The latest of what comes to an output through all arcs of its cell. */
function latestThrough(
  { name, cell, kind }: PlacedCell,
  output: string,
  loadFf: number,
  before: (from: NetBit) => EdgeArrivals | undefined,
): EdgeArrivals {
  const latest: { [edge in Edge]?: Arrival } = {};
  for (const arc of kind.arcs) {
    const from = cell.connections[arc.input]?.[0];
    const isReset = kind.flipFlop !== undefined && arc.input !== kind.flipFlop.clock;
    if (arc.output !== output || from === undefined || isReset) continue;
    for (const [edge, result] of transitions(arc, kind)) {
      const input = before(from)?.[edge];
      if (input === undefined || lacks(arc, result)) continue;
      const delayPs = arcDelayPs(arc, input.slewPs, loadFf, result);
      const slewPs = arcSlewPs(arc, input.slewPs, loadFf, result);
      const path = kind.flipFlop ? {} : { from };
      const through = { cell: name, type: cell.type, arc, delayPs, loadFf, edge, ...path };
      latest[result] = later(latest[result], { atPs: input.atPs + delayPs, slewPs, through });
    }
  }
  return latest;
}

/** As set_driving_cell has it: what the load adds to the driver's delay, and its slew. */
function driverArrival(
  driver: TimingArc | undefined,
  inputSlewPs: number,
  loadFf: number,
  edge: Edge,
): Arrival {
  if (driver === undefined) return { atPs: 0, slewPs: inputSlewPs };
  const delayPs = (ofLoadFf: number): number => arcDelayPs(driver, inputSlewPs, ofLoadFf, edge);
  return { atPs: delayPs(loadFf) - delayPs(0), slewPs: arcSlewPs(driver, inputSlewPs, loadFf, edge) };
}

function later(a: Arrival | undefined, b: Arrival): Arrival {
  if (a === undefined) return b;
  return { ...(b.atPs > a.atPs ? b : a), slewPs: Math.max(a.slewPs, b.slewPs) };
}

/** Which edge of the input gives which edge of the output. */
function transitions(arc: TimingArc, { flipFlop }: TechCell): readonly (readonly [Edge, Edge])[] {
  if (flipFlop !== undefined) {
    const edge = flipFlop.edge === 'rising' ? 'rise' : 'fall';
    return EDGES.map((result) => [edge, result]);
  }
  const sense = arc.kind === 'linear' ? 'both' : arc.sense;
  return EDGES.flatMap((edge) =>
    EDGES.filter((result) => sense === 'both' || (edge === result) === (sense === 'positive')).map(
      (result) => [edge, result] as const,
    ),
  );
}

const lacks = (arc: TimingArc, edge: Edge): boolean =>
  arc.kind === 'table' && arc.delayPs[edge] === undefined;
