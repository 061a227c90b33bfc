import {
  arcDelayPs,
  arcSlewPs,
  drivingCellOf,
  type Edge,
  type TechCell,
  type Technology,
  type TimingArc,
} from '../tech/index.ts';
import { cellsByName, type LoadOptions, netLoads } from './net-loads.ts';
import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';

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

export type Arrivals = ReadonlyMap<NetBit, { readonly [edge in Edge]?: Arrival }>;

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
  const arrivals = new Map<NetBit, { [edge in Edge]?: Arrival }>();
  const start: Arrival = { atPs: 0, slewPs: inputSlewPs };
  const driver = drivingCellOf(technology)?.arcs[0];
  for (const { direction, bits } of Object.values(module.ports)) {
    if (direction !== 'input') continue;
    for (const bit of bits) {
      const driven = (edge: Edge): Arrival => driverArrival(driver, inputSlewPs, loads.get(bit) ?? 0, edge);
      arrivals.set(bit, { rise: driven('rise'), fall: driven('fall') });
    }
  }
  for (const { name, cell, kind } of inOrder(module, technology)) {
    for (const { name: output } of kind.outputs) {
      const bit = cell.connections[output]?.[0];
      if (typeof bit !== 'number') continue;
      const loadFf = loads.get(bit) ?? 0;
      const latest: { [edge in Edge]?: Arrival } = {};
      for (const arc of kind.arcs) {
        if (arc.output !== output || (kind.flipFlop && arc.input !== kind.flipFlop.clock)) continue;
        const from = cell.connections[arc.input]?.[0];
        if (from === undefined) continue;
        // A clock is ideal: it comes everywhere at once.
        const before = kind.flipFlop ? { rise: start, fall: start } : arrivals.get(from);
        for (const [edge, result] of transitions(arc, kind)) {
          const input = before?.[edge];
          if (input === undefined || lacks(arc, result)) continue;
          const delayPs = arcDelayPs(arc, input.slewPs, loadFf, result);
          const slewPs = arcSlewPs(arc, input.slewPs, loadFf, result);
          const path = kind.flipFlop ? {} : { from };
          const through = { cell: name, type: cell.type, arc, delayPs, loadFf, edge, ...path };
          latest[result] = later(latest[result], { atPs: input.atPs + delayPs, slewPs, through });
        }
      }
      arrivals.set(bit, latest);
    }
  }
  return { arrivals, loads };
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

interface PlacedCell {
  readonly name: string;
  readonly cell: NetlistCell;
  readonly kind: TechCell;
}

/** Flip-flops, then the other cells after all that drive them. */
function inOrder(module: NetlistModule, technology: Technology): PlacedCell[] {
  const known = cellsByName(technology);
  const placed = Object.entries(module.cells)
    .filter(([, { type }]) => type !== '$scopeinfo')
    .map(([name, cell]): PlacedCell => {
      const kind = known.get(cell.type);
      if (kind === undefined)
        throw new Error(`cell ${name} has type ${cell.type}, none of ${technology.name}`);
      return { name, cell, kind };
    });
  const readers = new Map<NetBit, PlacedCell[]>();
  const waitsFor = new Map<PlacedCell, number>();
  const driven = new Set<NetBit>();
  const outputsOf = ({ cell, kind }: PlacedCell): NetBit[] =>
    kind.outputs.flatMap(({ name }) => cell.connections[name]?.slice(0, 1) ?? []);
  for (const each of placed) for (const bit of outputsOf(each)) driven.add(bit);
  for (const each of placed) {
    const { cell, kind } = each;
    const inputs = kind.flipFlop ? [] : kind.inputs.flatMap(({ name }) => cell.connections[name] ?? []);
    const waited = inputs.filter((bit) => driven.has(bit));
    waitsFor.set(each, waited.length);
    for (const bit of waited) readers.set(bit, [...(readers.get(bit) ?? []), each]);
  }
  const order = placed.filter((each) => waitsFor.get(each) === 0);
  for (const each of order) {
    for (const bit of outputsOf(each)) {
      for (const reader of readers.get(bit) ?? []) {
        const left = waitsFor.get(reader)! - 1;
        waitsFor.set(reader, left);
        if (left === 0) order.push(reader);
      }
    }
  }
  if (order.length < placed.length) throw new Error('the netlist has a combinational loop');
  return order;
}
