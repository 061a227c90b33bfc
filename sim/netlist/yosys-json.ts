import { z } from 'zod';
import { SimulationError } from '../errors.ts';

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

const bits: z.ZodType<YosysBit[]> = z.array(z.union([z.int().nonnegative(), z.enum(['0', '1', 'x', 'z'])]));
const values: z.ZodType<Record<string, YosysValue>> = z.record(z.string(), z.union([z.string(), z.number()]));

const moduleSchema: z.ZodType<YosysModule> = z.object({
  ports: z.record(z.string(), z.object({ direction: z.enum(['input', 'output', 'inout']), bits })),
  cells: z.record(
    z.string(),
    z.object({ type: z.string(), parameters: values.default({}), connections: z.record(z.string(), bits) }),
  ),
  netnames: z.record(
    z.string(),
    z.object({
      hide_name: z.number().default(0),
      bits,
      offset: z.number().default(0),
      upto: z.number().default(0),
      attributes: values.default({}),
    }),
  ),
});

const designSchema: z.ZodType<YosysDesign> = z.object({
  modules: z.record(z.string(), z.object({ attributes: values.default({}) })),
});

export interface YosysTop {
  readonly name: string;
  readonly module: YosysModule;
  /** Modules of the same file that a cell could be an instance of (library cells left out). */
  readonly submodules: ReadonlySet<string>;
}

function parse<T>(schema: z.ZodType<T>, json: unknown, where: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = [where, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  throw new SimulationError(
    'malformed-netlist',
    `not a Yosys netlist: ${path || 'the whole'}: ${issue.message}`,
    ['expected the parsed object that write_json writes'],
  );
}

const isSet = (attribute: string | number | undefined): boolean =>
  attribute !== undefined && /1/.test(String(attribute));

/**
 * Validates a design once, at the boundary, and picks its top: the module asked for, else the one marked `top`,
 * else the only one. Throws `malformed-netlist`, `no-top` or `too-large`.
 */
export function parseYosysJson(json: unknown, top?: string): YosysTop {
  const { modules } = parse(designSchema, json, '');
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
  const module = parse(moduleSchema, raw, `modules.${name}`);

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
