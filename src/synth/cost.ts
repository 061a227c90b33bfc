import type { Timing } from './timing.ts';

/** What a design costs on one target. Each figure names its recipe and the version of the tool that made it. */
export type Cost = GatesCost | Ice40Cost | CellsCost;

export type Target = Cost['target'];

export interface GatesFigures {
  readonly recipe: string;
  /** Two-input gates; inverters and flip-flops apart. */
  readonly gates: number;
  readonly inverters: number;
  readonly flipFlops: number;
  /** See `nand2Weights`; flip-flops included. */
  readonly nand2Equivalents: number;
  /** AND nodes after structural hashing, inverters free. */
  readonly aigNodes: number;
  /** Two-input gates on the longest path between ports or registers, inverters free. */
  readonly depthGates: number;
  readonly depthAig: number;
}

export interface GatesCost extends GatesFigures {
  readonly target: 'gates';
  readonly tools: { readonly yosys: string };
  /** Cells by Yosys type, `$_NAND_` and so on. */
  readonly cells: Readonly<Record<string, number>>;
  /** The same figures by every recipe tried, in the order of `recipes`: the spread. */
  readonly recipes: readonly GatesFigures[];
}

export interface Ice40Cost {
  readonly target: 'ice40';
  readonly recipe: string;
  readonly tools: { readonly yosys: string };
  /** Cells by iCE40 type, `SB_LUT4` and so on. */
  readonly cells: Readonly<Record<string, number>>;
  readonly lut4: number;
  readonly carries: number;
  readonly flipFlops: number;
  /** LUTs on the longest path between ports or registers; carries count nothing. */
  readonly depthLut4: number;
}

/** A netlist of standard cells by one recipe. */
export interface CellsFigures {
  readonly recipe: string;
  /** Flip-flops included; no wires. */
  readonly areaUm2: number;
  /** Of the critical path, by our own timing pass. */
  readonly delayPs: number;
  /** ABC's word on the same netlist, of its combinational part alone: a second opinion on `delayPs`. */
  readonly abcDelayPs: number;
}

/** Over the recipes. */
export interface Spread {
  readonly best: number;
  readonly median: number;
  readonly worst: number;
}

export interface CellsCost extends CellsFigures {
  readonly target: 'cells';
  readonly technology: string;
  readonly corner: string;
  readonly supplyVolts: number;
  readonly tools: { readonly yosys: string };
  /** Cells by the names of the technology. */
  readonly cells: Readonly<Record<string, number>>;
  readonly flipFlops: number;
  readonly leakageNw: number;
  readonly timing: Timing;
  readonly spread: { readonly areaUm2: Spread; readonly delayPs: Spread };
  /** The same figures by every recipe tried, in the order of `cellRecipes`. */
  readonly recipes: readonly CellsFigures[];
  /** The clock to be met; `meets` says whether this netlist does. */
  readonly clock?: { readonly periodPs: number; readonly meets: boolean };
}

/**
 * NAND2-equivalents: transistors of the static CMOS cell over the four of a NAND2. AND and OR are NAND and NOR with an
 * inverter; ANDNOT and ORNOT are NOR and NAND with one; XOR and XNOR the ten-transistor cell (NOR2 and AOI21); the
 * flip-flop is the 24-transistor master-slave pair of transmission gates, with asynchronous reset 28.
 */
export const nand2Weights: Readonly<Record<string, number>> = {
  $_NOT_: 0.5,
  $_NAND_: 1,
  $_NOR_: 1,
  $_AND_: 1.5,
  $_OR_: 1.5,
  $_ANDNOT_: 1.5,
  $_ORNOT_: 1.5,
  $_XOR_: 2.5,
  $_XNOR_: 2.5,
  $_DFF_P_: 6,
  $_DFF_PN0_: 7,
  $_DFF_PN1_: 7,
};
