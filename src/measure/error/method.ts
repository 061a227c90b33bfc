import type { PairErrors } from './pairs.ts';

/** How the pairs behind some figures were chosen. */
export type Method =
  /** Every pair of codes, weighted by the share it has among the operands: nothing is sampled. */
  | { readonly kind: 'weighted'; readonly pairs: number }
  /** Every pair of mantissas, or every number of one tensor with every one of another, each once. */
  | { readonly kind: 'exhaustive'; readonly pairs: number }
  | { readonly kind: 'sampled'; readonly pairs: number; readonly seed: number };

export interface MeasuredErrors extends PairErrors {
  readonly method: Method;
}
