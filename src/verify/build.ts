import type { CellKind } from '../../sim/index.ts';
import { emitVerilog, shippedTemplates, type Templates } from '../rtl/index.ts';
import {
  type CellsCost,
  elaborate,
  type GatesCost,
  type Ice40Cost,
  synthesize,
  type ToolLimits,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
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
}

/** Emits the Verilog, elaborates it, and synthesises it for gates, for iCE40 and for the given technologies. */
export async function buildUnit(spec: UnitSpec, options: BuildOptions = {}): Promise<BuiltUnit> {
  const { templates = shippedTemplates(), source: foreign, technologies = [], clockPs, ...limits } = options;
  const source = foreign ?? { top: shortName(spec), text: emitVerilog(spec, templates) };
  const toCells = async (technology: Technology): Promise<MappedUnit> => {
    const clock = clockPs === undefined ? {} : { clockPs };
    return {
      technology,
      ...(await synthesize(source, { target: 'cells', technology, ...clock, ...limits })),
    };
  };
  const [rtl, gates, ice40, ...mapped] = await Promise.all([
    elaborate(source, limits),
    synthesize(source, { target: 'gates', ...limits }),
    synthesize(source, { target: 'ice40', ...limits }),
    ...technologies.map(toCells),
  ]);
  return {
    source,
    netlists: { rtl, gates: gates.netlist, ice40: ice40.netlist },
    costs: { gates: gates.cost, ice40: ice40.cost },
    mapped,
  };
}

/** Every level of a unit that there is, in order. */
export function levelsOf({ mapped }: BuiltUnit): Level[] {
  return [...LEVELS, ...mapped.map(({ technology }): Level => `cells:${technology.name}`)];
}

/** The netlist of a level as the simulator takes it, with the cells it is made of. */
export function netlistAt(
  { netlists, mapped }: BuiltUnit,
  level: Level,
): { readonly json: YosysJson; readonly cells: readonly CellKind[] } {
  if (level === 'rtl' || level === 'gates' || level === 'ice40') return { json: netlists[level], cells: [] };
  const found = mapped.find(({ technology }) => level === `cells:${technology.name}`);
  if (found === undefined) throw new Error(`the unit was not built at level ${level}`);
  return { json: found.netlist, cells: cellKindsOf(found.technology) };
}
