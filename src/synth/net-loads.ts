import type { TechCell, Technology } from '../tech/index.ts';
import type { NetBit, NetlistModule } from './netlist-json.ts';

export interface LoadOptions {
  /** Capacitance of a wire, whatever it drives. Default 0: no wires. */
  readonly wireFf?: number;
  /** And for each pin it drives. Default 0; 1 to 3 fF are usual before layout. */
  readonly wireFfPerPin?: number;
  /** At every bit of an output port. Default: the technology's, four inverters. */
  readonly outputLoadFf?: number;
}

/** Cells of a technology by name. */
export function cellsByName({ cells }: Technology): ReadonlyMap<string, TechCell> {
  return new Map(cells.map((cell) => [cell.name, cell]));
}

/** What each net has to charge: the pins it drives, its wire, and the load outside of an output port. In fF. */
export function netLoads(
  module: NetlistModule,
  technology: Technology,
  options: LoadOptions = {},
): ReadonlyMap<NetBit, number> {
  const { wireFf = 0, wireFfPerPin = 0, outputLoadFf = technology.defaultOutputLoadFf } = options;
  const known = cellsByName(technology);
  const loads = new Map<NetBit, number>();
  const add = (bit: NetBit | undefined, loadFf: number): void => {
    if (typeof bit !== 'number') return;
    loads.set(bit, (loads.get(bit) ?? wireFf) + wireFfPerPin + loadFf);
  };
  for (const { type, connections } of Object.values(module.cells)) {
    for (const { name, capFf } of known.get(type)?.inputs ?? []) add(connections[name]?.[0], capFf);
  }
  for (const { direction, bits } of Object.values(module.ports)) {
    if (direction === 'output') for (const bit of bits) add(bit, outputLoadFf);
  }
  return loads;
}
