import type { TechCell, Technology } from '../tech/index.ts';
import { cellsByName } from './net-loads.ts';
import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';

/** A cell of a netlist with what its technology says of it. */
export interface PlacedCell {
  readonly name: string;
  readonly cell: NetlistCell;
  readonly kind: TechCell;
}

/**
 * Flip-flops, then the other cells after all that drive them. Throws an Error for a cell that is not of the technology and
 * for a combinational loop.
 */
export function inOrder(module: NetlistModule, technology: Technology): PlacedCell[] {
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
