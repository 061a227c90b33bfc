import type { CellsCost, Cost, GatesCost, Ice40Cost } from './cost.ts';
import type { EffortOptions } from './effort.ts';
import type { YosysJson } from './netlist-json.ts';
import type { VerilogSource } from './source.ts';
import { type CellsOptions, synthesizeCells } from './synthesize-cells.ts';
import { synthesizeGates } from './synthesize-gates.ts';
import { synthesizeIce40 } from './synthesize-ice40.ts';

export interface Synthesis<C extends Cost = Cost> {
  readonly netlist: YosysJson;
  readonly cost: C;
}

/** Maps a source to a target. The same source gives the same netlist and cost. Throws ToolError. */
export function synthesize(
  source: VerilogSource,
  options: { readonly target: 'gates' } & EffortOptions,
): Promise<Synthesis<GatesCost>>;
export function synthesize(
  source: VerilogSource,
  options: { readonly target: 'ice40' } & EffortOptions,
): Promise<Synthesis<Ice40Cost>>;
export function synthesize(
  source: VerilogSource,
  options: { readonly target: 'cells' } & CellsOptions,
): Promise<Synthesis<CellsCost>>;
export function synthesize(
  source: VerilogSource,
  options: { readonly target: 'gates' | 'ice40' } & EffortOptions,
): Promise<Synthesis>;
export function synthesize(
  source: VerilogSource,
  options:
    | ({ readonly target: 'gates' | 'ice40' } & EffortOptions)
    | ({ readonly target: 'cells' } & CellsOptions),
): Promise<Synthesis> {
  switch (options.target) {
    case 'gates':
      return synthesizeGates(source, options);
    case 'ice40':
      return synthesizeIce40(source, options);
    case 'cells':
      return synthesizeCells(source, options);
  }
}
