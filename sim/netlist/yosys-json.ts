import { SimulationError } from '../errors.ts';
import { inside, object, optional, type Reader, record, refuse, text } from './json-shape.ts';

/** Sizes beyond these are taken for a mistake and refused before any memory is spent on them. */
export const maxCells = 1_000_000;
export const maxPortWidth = 65_536;

/** A bit of a connection: a net's number in the file, or a constant. */
export type YosysBit = number | '0' | '1' | 'x' | 'z';

export type YosysValue = string | number;

/** What is read of a module; anything else that Yosys writes is passed over. */
export interface YosysModule {
  readonly ports: Record<string, { direction: 'input' | 'output' | 'inout'; bits: YosysBit[] }>;
  readonly cells: Record<
    string,
    { type: string; parameters: Record<string, YosysValue>; connections: Record<string, YosysBit[]> }
  >;
  readonly netnames: Record<
    string,
    {
      hide_name: number;
      bits: YosysBit[];
      offset: number;
      upto: number;
      attributes: Record<string, YosysValue>;
    }
  >;
}

interface YosysDesign {
  readonly modules: Record<string, { attributes: Record<string, YosysValue> }>;
}

const CONSTANTS: readonly unknown[] = ['0', '1', 'x', 'z'];

const bits: Reader<YosysBit[]> = (value, path) => {
  if (!Array.isArray(value)) return refuse(path, 'a list of bits', value);
  value.forEach((bit: unknown, at) => {
    const isNet = typeof bit === 'number' && Number.isSafeInteger(bit) && bit >= 0;
    if (!isNet && !CONSTANTS.includes(bit))
      refuse(inside(path, at), 'the number of a net, "0", "1", "x" or "z"', bit);
  });
  return value;
};

const scalar: Reader<YosysValue> = (value, path) =>
  typeof value === 'string' || typeof value === 'number'
    ? value
    : refuse(path, 'a string or a number', value);

const number: Reader<number> = (value, path) =>
  typeof value === 'number' ? value : refuse(path, 'a number', value);

const values = optional(record(scalar), {});

const DIRECTIONS = ['input', 'output', 'inout'] as const;

const port: Reader<YosysModule['ports'][string]> = (value, path) => {
  const { direction, bits: nets } = object(value, path);
  const known = DIRECTIONS.find((each) => each === direction);
  if (known === undefined) return refuse(inside(path, 'direction'), 'input, output or inout', direction);
  return { direction: known, bits: bits(nets, inside(path, 'bits')) };
};

const cell: Reader<YosysModule['cells'][string]> = (value, path) => {
  const { type, parameters, connections } = object(value, path);
  return {
    type: text(type, inside(path, 'type')),
    parameters: values(parameters, inside(path, 'parameters')),
    connections: record(bits)(connections, inside(path, 'connections')),
  };
};

const netName: Reader<YosysModule['netnames'][string]> = (value, path) => {
  const each = object(value, path);
  const numberOr0 = (key: string): number => optional(number, 0)(each[key], inside(path, key));
  return {
    hide_name: numberOr0('hide_name'),
    bits: bits(each.bits, inside(path, 'bits')),
    offset: numberOr0('offset'),
    upto: numberOr0('upto'),
    attributes: values(each.attributes, inside(path, 'attributes')),
  };
};

const moduleOf: Reader<YosysModule> = (value, path) => {
  const { ports, cells, netnames } = object(value, path);
  return {
    ports: record(port)(ports, inside(path, 'ports')),
    cells: record(cell)(cells, inside(path, 'cells')),
    netnames: record(netName)(netnames, inside(path, 'netnames')),
  };
};

const attributesOf: Reader<YosysDesign['modules'][string]> = (value, path) => ({
  attributes: values(object(value, path).attributes, inside(path, 'attributes')),
});

export interface YosysTop {
  readonly name: string;
  readonly module: YosysModule;
  /** Modules of the same file that a cell could be an instance of (library cells left out). */
  readonly submodules: ReadonlySet<string>;
}

const isSet = (attribute: string | number | undefined): boolean =>
  attribute !== undefined && /1/.test(String(attribute));

/**
 * Validates a design once, at the boundary, and picks its top: the module asked for, else the one marked `top`,
 * else the only one. Throws `malformed-netlist`, `no-top` or `too-large`.
 */
export function parseYosysJson(json: unknown, top?: string): YosysTop {
  const modules = record(attributesOf)(object(json, '').modules, 'modules');
  const own = Object.keys(modules).filter((name) => {
    const { attributes } = modules[name]!;
    return !isSet(attributes.blackbox) && !isSet(attributes.whitebox);
  });
  const marked = own.filter((name) => isSet(modules[name]!.attributes.top));
  const name = top ?? (marked.length === 1 ? marked[0] : own.length === 1 ? own[0] : undefined);
  if (name === undefined || !own.includes(name)) {
    const text =
      top === undefined ? 'the netlist has no single top module' : `the netlist has no module ${top}`;
    throw new SimulationError('no-top', text, [
      `its modules are: ${own.join(', ') || '(none)'}`,
      'name one of them, or run hierarchy -auto-top before write_json',
    ]);
  }
  const raw = (json as { modules: Record<string, unknown> }).modules[name];
  const module = moduleOf(raw, `modules.${name}`);

  const cellCount = Object.keys(module.cells).length;
  if (cellCount > maxCells) {
    throw new SimulationError('too-large', `module ${name} has ${cellCount} cells, the limit is ${maxCells}`);
  }
  for (const [port, { bits }] of Object.entries(module.ports)) {
    if (bits.length > maxPortWidth) {
      const text = `port ${port} is ${bits.length} bits wide, the limit is ${maxPortWidth}`;
      throw new SimulationError('too-large', text);
    }
  }
  return { name, module, submodules: new Set(own) };
}
