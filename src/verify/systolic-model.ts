import { widthOf } from '../format/index.ts';
import { type AccumulatorState, CLEARED, macModel } from '../model/index.ts';
import type { SystolicSpec } from '../unit/index.ts';

/** Two matrices as codes of the operands' format, row by row: A is rows x inner, B is inner x cols. */
export interface CodeMatrices {
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
}

/** Each sum by the model of one element, its products in the order of the inner dimension. */
export function systolicModel({ element }: SystolicSpec, matrices: CodeMatrices): AccumulatorState[] {
  const accumulate = macModel(element);
  const { rows, inner, cols } = matrices;
  const steps = Math.ceil(inner / element.lanes);
  const pick = systolicOperands(element.lanes, widthOf(element.product.format), matrices);
  const left = indices(rows).map((row) => indices(steps).map((step) => pick.a(row, step)));
  const right = indices(cols).map((col) => indices(steps).map((step) => pick.b(col, step)));
  return left.flatMap((ofRow) =>
    right.map((ofCol) =>
      ofRow.reduce((state, a, step) => accumulate(state, a, ofCol[step] as bigint), CLEARED),
    ),
  );
}

export const indices = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** The operand of a row of A or a column of B in one step: as many of the inner dimension as there are lanes, or zeros. */
export function systolicOperands(
  lanes: number,
  width: number,
  { rows, inner, cols, a, b }: CodeMatrices,
): { a: (row: number, step: number) => bigint; b: (col: number, step: number) => bigint } {
  const packed = (codeAt: (k: number) => bigint, step: number): bigint => {
    let word = 0n;
    for (let lane = lanes - 1; lane >= 0; lane--) {
      const k = step * lanes + lane;
      word = (word << BigInt(width)) | (k < inner ? codeAt(k) : 0n);
    }
    return word;
  };
  return {
    a: (row, step) => (row < rows ? packed((k) => a[row * inner + k] as bigint, step) : 0n),
    b: (col, step) => (col < cols ? packed((k) => b[k * cols + col] as bigint, step) : 0n),
  };
}
