import type { DiagnosticFields } from '../src/diagnostic.ts';
import type { UnitSpec } from '../src/unit/index.ts';

/** What is asked of the worker that checks and synthesises. */
export type Order = { readonly kind: 'check'; readonly spec: UnitSpec } | { readonly kind: 'cancel' };

export type CostRows = readonly (readonly [label: string, text: string])[];

/** A unit that has passed its check, and what it costs, in the words of `lmul synth`. */
export interface CheckedCosts {
  readonly name: string;
  readonly checked: string;
  readonly gates: CostRows;
  readonly ice40: CostRows;
  readonly recipes: readonly {
    readonly recipe: string;
    readonly aigNodes: number;
    readonly gates: number;
    readonly nand2Equivalents: number;
    readonly depthGates: number;
  }[];
}

export type Report =
  | { readonly kind: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'runs'; readonly asked: number; readonly done: number }
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'passed'; readonly costs: CheckedCosts }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly diagnostic: DiagnosticFields };
