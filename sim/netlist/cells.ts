import { SimulationError } from '../errors.ts';
import type { Bit } from './expression.ts';
import { type FlipFlopKind, flipFlopKind } from './flip-flops.ts';
import { type GateKind, gates, tableKind } from './gates.ts';

/** Everything the simulator knows about a cell type; both engines work from this and nothing else. */
export type CellKind = GateKind | FlipFlopKind;

/** A cell parameter as Yosys writes it: binary digits, highest first, or a number under -compat-int. */
export type Parameter = string | number;

const gatesByType: ReadonlyMap<string, GateKind> = new Map(gates.map((gate) => [gate.type, gate]));

const withoutFunction: ReadonlySet<string> = new Set(['$scopeinfo', '$print']);

/** Cells that drive nothing and hold nothing: source scopes and messages. They are left out of the netlist. */
export function isIgnored(type: string): boolean {
  return withoutFunction.has(type);
}

/** Latches, generic or word-level: refused by name, since their transparency has no place in a cycle model. */
export function isLatch(type: string): boolean {
  return /^\$_(DLATCH|DLATCHSR|SR)_[PN01]+_$|^\$(dlatch|adlatch|dlatchsr|sr)$/.test(type);
}

/** The rows of a lookup table, lowest first; undefined digits (x) read as 0. */
function tableRows(name: string, parameter: string, value: Parameter | undefined, rows: number): Bit[] {
  const digits = typeof value === 'number' ? value.toString(2) : value;
  if (digits === undefined || !/^[01xz]+$/.test(digits) || digits.length > rows) {
    const got = value === undefined ? 'nothing' : JSON.stringify(value);
    throw new SimulationError(
      'malformed-netlist',
      `cell ${name}: parameter ${parameter} has to be 1 to ${rows} binary digits, got ${got}`,
    );
  }
  const padded = digits.padStart(rows, '0');
  return Array.from({ length: rows }, (_, row) => (padded[rows - 1 - row] === '1' ? 1 : 0));
}

function lookupTable(name: string, parameters: Readonly<Record<string, Parameter>>): GateKind {
  const width = parameters.WIDTH;
  const inputs = typeof width === 'string' ? Number.parseInt(width, 2) : Number(width);
  if (!(inputs >= 1 && inputs <= 6)) {
    const got = JSON.stringify(width) ?? 'nothing';
    throw new SimulationError(
      'malformed-netlist',
      `cell ${name}: a $lut has 1 to 6 inputs, its parameter WIDTH says ${got}`,
    );
  }
  const pins = Array.from({ length: inputs }, (_, index) => `A[${index}]`);
  return tableKind('$lut', pins, 'Y', tableRows(name, 'LUT', parameters.LUT, 2 ** inputs));
}

const lut4Pins = ['I0', 'I1', 'I2', 'I3'];
const lut4Unconnected = { I0: 0, I1: 0, I2: 0, I3: 0 } as const;

/**
 * The kind of cell `name`, or undefined when its type is unknown. `$lut` spells its one wide pin `A` as
 * `A[0]`, `A[1]`, … Throws `malformed-netlist` when a lookup table's parameters cannot be read.
 */
export function cellKind(
  name: string,
  type: string,
  parameters: Readonly<Record<string, Parameter>>,
): CellKind | undefined {
  if (type === 'SB_LUT4') {
    const rows = tableRows(name, 'LUT_INIT', parameters.LUT_INIT, 16);
    return tableKind('SB_LUT4', lut4Pins, 'O', rows, lut4Unconnected);
  }
  if (type === '$lut') return lookupTable(name, parameters);
  return gatesByType.get(type) ?? flipFlopKind(type);
}
