import type { CellKind } from '../../sim/index.ts';
import { emitText, type Templates } from '../rtl/index.ts';
import {
  type CellsCost,
  type Effort,
  elaborate,
  type GatesCost,
  type Ice40Cost,
  synthesize,
  type ToolLimits,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { type AnySpec, nameOf } from '../unit/index.ts';
import { cellKindsOf } from './cell-kinds.ts';
import { type BaseLevel, LEVELS, type Level } from './verdict.ts';

/** A unit in hardware at three levels or more, not yet checked; its costs are for `checkUnit` to hand out. */
export interface BuiltUnit {
  readonly source: VerilogSource;
  readonly netlists: Readonly<Record<BaseLevel, YosysJson>>;
  readonly costs: { readonly gates: GatesCost; readonly ice40: Ice40Cost };
  /** In the cells of each technology that was asked for, in that order. */
  readonly mapped: readonly MappedUnit[];
}

/** A unit in the cells of one technology. */
export interface MappedUnit {
  readonly technology: Technology;
  readonly netlist: YosysJson;
  readonly cost: CellsCost;
}

export interface BuildOptions extends ToolLimits {
  /** Default: the templates shipped with the package. */
  readonly templates?: Templates;
  /** A circuit in place of our own, with the ports of the unit: see `wrapForeign`. */
  readonly source?: VerilogSource;
  /** Standard cells to map to as well. Default: none. */
  readonly technologies?: readonly Technology[];
  /** The clock those netlists have to meet; see `synthesize`. */
  readonly clockPs?: number;
  /** How much is tried. Default: by the unit's lanes, see `effortOf`. */
  readonly effort?: Effort;
  /** The only recipe of standard cells to be used; see `synthesize`. Default: the best of all. */
  readonly recipe?: string;
}

/** The Verilog of a unit as the tools take it. */
export function generatedSource(spec: AnySpec, templates?: Templates): VerilogSource {
  return { top: nameOf(spec), text: emitText(spec, templates), generated: true };
}

/** Emits the Verilog of any unit, elaborates it, and synthesises it for gates, for iCE40 and for the given technologies. */
export async function buildUnit(spec: AnySpec, options: BuildOptions = {}): Promise<BuiltUnit> {
  const { templates, source = generatedSource(spec, templates), ...build } = options;
  return buildSource(source, { effort: effortOf(spec), ...build });
}

/** From so many lanes on a dot product has ten thousand gates. */
const LIGHT_LANES = 16;

/** What is tried on a unit: by its lanes alone, so that all that are compared get the same. */
export function effortOf(spec: AnySpec): Effort {
  return 'lanes' in spec && spec.lanes >= LIGHT_LANES ? 'light' : 'full';
}

/** Takes a source through every level. */
export async function buildSource(
  source: VerilogSource,
  { technologies = [], clockPs, recipe, effort, ...limits }: Omit<BuildOptions, 'templates' | 'source'>,
): Promise<BuiltUnit> {
  const tried = effort === undefined ? {} : { effort };
  const toCells = async (technology: Technology): Promise<MappedUnit> => {
    const how = {
      ...tried,
      ...(clockPs !== undefined && { clockPs }),
      ...(recipe !== undefined && { recipe }),
    };
    return {
      technology,
      ...(await synthesize(source, { target: 'cells', technology, ...how, ...limits })),
    };
  };
  const [rtl, gates, ice40, ...mapped] = await Promise.all([
    elaborate(source, limits),
    synthesize(source, { target: 'gates', ...tried, ...limits }),
    synthesize(source, { target: 'ice40', ...tried, ...limits }),
    ...technologies.map(toCells),
  ]);
  return {
    source,
    netlists: { rtl, gates: gates.netlist, ice40: ice40.netlist },
    costs: { gates: gates.cost, ice40: ice40.cost },
    mapped,
  };
}

/** A unit at one level, as the simulator takes it. */
export interface LevelNetlist {
  readonly level: Level;
  readonly json: YosysJson;
  /** What the netlist is made of, beyond the cells the simulator knows. */
  readonly cells: readonly CellKind[];
}

/** Every level of a unit that there is, in order. */
export function levelsOf({ mapped }: BuiltUnit): Level[] {
  return [...LEVELS, ...mapped.map(({ technology }): Level => `cells:${technology.name}`)];
}

export function netlistAt({ netlists, mapped }: BuiltUnit, level: Level): LevelNetlist {
  if (level === 'rtl' || level === 'gates' || level === 'ice40')
    return { level, json: netlists[level], cells: [] };
  const found = mapped.find(({ technology }) => level === `cells:${technology.name}`);
  if (found === undefined) throw new Error(`the unit was not built at level ${level}`);
  return { level, json: found.netlist, cells: cellKindsOf(found.technology) };
}
