import type { Bit, Expression } from './expression.ts';
import type { FlipFlopShape } from './flip-flops.ts';

/** The nets that hold the constants; every other net is numbered from 2 in order of first mention. */
export const net0 = 0;
export const net1 = 1;

export interface PortShape {
  readonly name: string;
  readonly direction: 'input' | 'output';
  readonly width: number;
}

/** `nets[i]` carries bit i, lowest first. */
export interface Port extends PortShape {
  readonly nets: readonly number[];
}

/** A combinational cell. `functions[i]` gives `outputs[i]` from `inputs`. */
export interface Cell {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly functions: readonly Expression[];
  /** 1 + the highest level of its inputs; ports, constants and flip-flops are level 0. */
  readonly level: number;
}

export interface FlipFlop extends FlipFlopShape<number> {
  readonly name: string;
  readonly type: string;
  /** Name of the port whose edge clocks it; the edge is seen from that port. */
  readonly clockPort: string;
  readonly init: Bit;
}

/**
 * One thing to do while settling, in order: evaluate a cell, or let an asynchronous reset force its flip-flop.
 * A forced flip-flop is ordered like a cell whose input is the reset and whose output is the state.
 */
export type Step =
  | { readonly kind: 'evaluate'; readonly cell: Cell }
  | { readonly kind: 'force'; readonly flipFlop: FlipFlop };

export interface Clock {
  readonly port: string;
  readonly net: number;
  /** Whether anything happens between the rising and the falling edge: falling flip-flops, or logic that reads the clock. */
  readonly hasHighPhase: boolean;
}

/** A flat netlist, checked and levelised: every net has one driver, and walking `steps` once settles it. */
export interface Netlist {
  readonly top: string;
  readonly ports: readonly Port[];
  readonly clocks: readonly Clock[];
  readonly netCount: number;
  /** A readable name for each net: `carry[3]`, the constants `0` and `1`. */
  readonly netNames: readonly string[];
  /** The visible names of the design with their nets, lowest bit first: ports and inner signals. */
  readonly signals: readonly { readonly name: string; readonly nets: readonly number[] }[];
  /** By level, then in the order of the file. */
  readonly cells: readonly Cell[];
  readonly flipFlops: readonly FlipFlop[];
  readonly steps: readonly Step[];
  /** The highest level. */
  readonly depth: number;
}
