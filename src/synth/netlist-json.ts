import { z } from 'zod';

/** A bit of a connection: the number of a net, or a constant. */
export type NetBit = number | '0' | '1' | 'x' | 'z';

export type Direction = 'input' | 'output' | 'inout';

export interface NetlistCell {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly port_directions: Readonly<Record<string, Direction>>;
  readonly connections: Readonly<Record<string, readonly NetBit[]>>;
}

export interface NetlistModule {
  readonly ports: Readonly<
    Record<string, { readonly direction: Direction; readonly bits: readonly NetBit[] }>
  >;
  readonly cells: Readonly<Record<string, NetlistCell>>;
  /** Names of nets; those Yosys made up begin with `$`. */
  readonly netnames?: Readonly<Record<string, { readonly bits: readonly NetBit[] }>>;
}

/** The design Yosys writes, with one module only: the flat top. What is not typed here is kept as it came. */
export interface YosysJson {
  readonly creator: string;
  readonly modules: Readonly<Record<string, NetlistModule>>;
}

const bits = z.array(z.union([z.int().nonnegative(), z.enum(['0', '1', 'x', 'z'])]));
const direction = z.enum(['input', 'output', 'inout']);
const moduleSchema = z.looseObject({
  ports: z.record(z.string(), z.looseObject({ direction, bits })),
  cells: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      port_directions: z.record(z.string(), direction).default({}),
      attributes: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      connections: z.record(z.string(), bits),
    }),
  ),
  netnames: z.record(z.string(), z.looseObject({ bits })).default({}),
});
const designSchema = z.object({ creator: z.string(), modules: z.record(z.string(), z.unknown()) });

/**
 * Reads `write_json` text and keeps the module `top` alone: Yosys writes its cell library along with it. Throws an
 * Error that says where the text is not such a netlist.
 */
export function parseNetlist(text: string, top: string): YosysJson {
  const design = designSchema.parse(JSON.parse(text));
  if (!(top in design.modules)) throw new Error(`the netlist has no module ${top}`);
  const module = moduleSchema.parse(design.modules[top]);
  // Left by synth_ice40; it would keep a later `hierarchy` from giving the cell its parameters.
  for (const cell of Object.values(module.cells)) delete cell.attributes.module_not_derived;
  return { creator: design.creator, modules: { [top]: module } };
}

/** The one module of a parsed netlist, with its name. */
export function topOf(netlist: YosysJson): { name: string; module: NetlistModule } {
  const entries = Object.entries(netlist.modules);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1)
    throw new Error(`expected one module, got ${entries.length}`);
  return { name: entry[0], module: entry[1] };
}

/** How many cells there are of each type, types in alphabetical order; `$scopeinfo` is no hardware. */
export function countCells({ cells }: NetlistModule): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of Object.values(cells)) {
    if (type !== '$scopeinfo') counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
