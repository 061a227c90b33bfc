import { emitMacModules, emitVerilog, shippedTemplates, type Templates } from '../rtl/index.ts';
import {
  elaborate,
  type GatesCost,
  type Ice40Cost,
  synthesize,
  type ToolLimits,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import { type MacSpec, macName, shortName, type UnitSpec } from '../unit/index.ts';
import type { Level } from './verdict.ts';

/** A unit in hardware at three levels, not yet checked; its costs are for `checkUnit` to hand out. */
export interface BuiltUnit {
  readonly source: VerilogSource;
  readonly netlists: Readonly<Record<Level, YosysJson>>;
  readonly costs: { readonly gates: GatesCost; readonly ice40: Ice40Cost };
}

export interface BuildOptions extends ToolLimits {
  /** Default: the templates shipped with the package. */
  readonly templates?: Templates;
  /** A circuit in place of our own, with the ports of the unit: see `wrapForeign`. */
  readonly source?: VerilogSource;
}

/** Emits the Verilog, elaborates it, and synthesises it for gates and for iCE40. */
export async function buildUnit(spec: UnitSpec, options: BuildOptions = {}): Promise<BuiltUnit> {
  const { templates = shippedTemplates(), source: foreign, ...limits } = options;
  return buildSource(foreign ?? { top: shortName(spec), text: emitVerilog(spec, templates) }, limits);
}

/** Emits the modules of a multiply-accumulate unit and takes them through the same three levels. */
export async function buildMac(spec: MacSpec, options: BuildOptions = {}): Promise<BuiltUnit> {
  const { templates = shippedTemplates(), source: foreign, ...limits } = options;
  const text = Object.values(emitMacModules(spec, templates)).join('\n');
  return buildSource(foreign ?? { top: macName(spec), text }, limits);
}

async function buildSource(source: VerilogSource, limits: ToolLimits): Promise<BuiltUnit> {
  const [rtl, gates, ice40] = await Promise.all([
    elaborate(source, limits),
    synthesize(source, { target: 'gates', ...limits }),
    synthesize(source, { target: 'ice40', ...limits }),
  ]);
  return {
    source,
    netlists: { rtl, gates: gates.netlist, ice40: ice40.netlist },
    costs: { gates: gates.cost, ice40: ice40.cost },
  };
}
