import { decode, toNumber } from '../format/index.ts';
import { accumulatorFixedPoint, type MacSpec, type SystolicSpec } from '../unit/index.ts';
import type { CheckedSystolic } from '../verify/index.ts';
import type { Matrix } from './operands/index.ts';
import { outputError } from './trials/output-error.ts';

/** A product of matrices beside the one in doubles. */
export interface MatrixError {
  /** Root of the sum of squared errors over that of the squared reference (Frobenius norms). */
  readonly relative: number;
  /** Largest absolute error of an element. */
  readonly largest: number;
}

export interface MatrixProduct {
  readonly rows: number;
  readonly cols: number;
  /** What the array has computed, as numbers, row by row. */
  readonly values: Float64Array;
  /** Elements that are NaN or infinite; they are in no error. */
  readonly notNumbers: number;
  /** Beside the product of the codes the array was given: its own error. */
  readonly ofCodes: MatrixError;
  /** Beside the product of the numbers in the files: that of rounding the operands too. */
  readonly ofFiles: MatrixError;
}

/** The sums of a checked array as numbers, with their errors beside products in float64. */
export function matrixProduct({ spec, run }: CheckedSystolic, a: Matrix, b: Matrix): MatrixProduct {
  const scale = a.scale * b.scale;
  const values = Float64Array.from(run.sums, ({ acc, invalid }) =>
    invalid ? Number.NaN : scale * numberOf(spec.element, acc),
  );
  const decoded = (matrix: Matrix): Float64Array => decodedValues(spec, matrix);
  return {
    rows: a.rows,
    cols: b.cols,
    values,
    notNumbers: values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0),
    ofCodes: errorOf(values, productOf(a, decoded(a), b, decoded(b))),
    ofFiles: errorOf(values, productOf(a, a.values, b, b.values)),
  };
}

function decodedValues({ element }: SystolicSpec, { codes, scale }: Matrix): Float64Array {
  return Float64Array.from(codes, (code) => scale * toNumber(decode(element.product.format, code)));
}

/** The number a register stands for. */
function numberOf(element: MacSpec, acc: bigint): number {
  if (element.accumulator.kind !== 'kulisch') return toNumber(decode(element.accumulator.format, acc));
  const { width, fractionBits } = accumulatorFixedPoint(element);
  return Number(BigInt.asIntN(width, acc)) / 2 ** fractionBits;
}

function productOf(
  { rows, cols: inner }: Matrix,
  a: Float64Array,
  { cols }: Matrix,
  b: Float64Array,
): Float64Array {
  const product = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < inner; k++)
      for (let col = 0; col < cols; col++)
        product[row * cols + col] =
          (product[row * cols + col] as number) +
          (a[row * inner + k] as number) * (b[k * cols + col] as number);
  return product;
}

function errorOf(values: Float64Array, reference: Float64Array): MatrixError {
  const { relativeError, maxAbsError } = outputError(values, reference);
  return { relative: maxAbsError === 0 ? 0 : relativeError, largest: maxAbsError };
}
