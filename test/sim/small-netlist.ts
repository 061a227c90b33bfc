import { SimulationError } from '../../sim/errors.ts';
import { type ReadNetlistOptions, readNetlist } from '../../sim/netlist/read-netlist.ts';
import { type Connection, design, type TestCell, type TestModule } from './support.ts';

/** `a` (bit 2) and `b` (bit 3) in, `y` (bit 4) out, and the given cells between. */
export const between = (cells: Record<string, TestCell>, more: Partial<TestModule> = {}): unknown =>
  design({
    ports: {
      a: { direction: 'input', bits: [2] },
      b: { direction: 'input', bits: [3] },
      y: { direction: 'output', bits: [4] },
    },
    cells,
    ...more,
  });
export const gate = (type: string, connections: Record<string, Connection[]>): TestCell => ({
  type,
  connections,
});

/** The error that reading this netlist ends in. */
export function errorOf(json: unknown, options: ReadNetlistOptions = {}): SimulationError {
  try {
    readNetlist(json, options);
  } catch (error) {
    if (error instanceof SimulationError) return error;
    throw error;
  }
  throw new Error('the netlist was accepted');
}
