import type { Tensor } from '../operands/tensor.ts';
import type { TimesTransposed } from './arithmetic.ts';
import { type Matrix, matricesOf, transposed, wrongShape } from './matrix.ts';

/** One computation, from tensors to numbers in C order. */
export type Computation = (times: TimesTransposed) => Float64Array;

/**
 * softmax(Q Kᵀ / √d) V for every matrix of the stacks: both products by `times`, scores and softmax in binary64, the
 * weights it gives rounded to binary32. With `causal`, a query meets the keys up to its own place, counted from the end.
 *
 * @throws Diagnostic `measure/shape`
 */
export function attention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  { causal = false }: { readonly causal?: boolean } = {},
): Computation {
  const [queries, keys, values] = [matricesOf(q, 'Q'), matricesOf(k, 'K'), matricesOf(v, 'V')];
  const fits = (a: Tensor, b: Tensor, what: string): boolean =>
    what === 'rows' ? a.shape.at(-2) === b.shape.at(-2) : a.shape.at(-1) === b.shape.at(-1);
  if (!fits(q, k, 'columns')) throw wrongShape('Q and K are of one width.', 'Q, K', q, k);
  if (!fits(k, v, 'rows') || k.shape.length < 2)
    throw wrongShape('K and V have one row for each key.', 'K, V', k, v);
  if (queries.length !== keys.length || keys.length !== values.length)
    throw wrongShape('Q, K and V are stacks of as many matrices.', 'Q, K, V', q, k, v);
  return (times) =>
    joined(
      queries.map((query, at) => {
        const scores = times(query, keys[at] as Matrix);
        return times(softmax(scores, query.columns, causal), transposed(values[at] as Matrix));
      }),
    );
}

/** Rows of scores over √width as weights that add up to one. */
function softmax({ rows, columns, values }: Matrix, width: number, causal: boolean): Matrix {
  const weights = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const end = causal ? Math.max(1, columns - rows + row + 1) : columns;
    const scores = values
      .subarray(row * columns, row * columns + end)
      .map((score) => score / Math.sqrt(width));
    const most = scores.reduce((top, score) => Math.max(top, score), -Infinity);
    const powers = scores.map((score) => Math.exp(score - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [column, power] of powers.entries())
      weights[row * columns + column] = Math.fround(power / sum);
  }
  return { rows, columns, values: weights };
}

/**
 * X Wᵀ, a linear layer without bias, W with a row for each output, as PyTorch keeps it; `transposeW` for one with a column
 * for each.
 *
 * @throws Diagnostic `measure/shape`
 */
export function linear(
  x: Tensor,
  w: Tensor,
  { transposeW = false }: { readonly transposeW?: boolean } = {},
): Computation {
  const inputs = matricesOf(x, 'X');
  const [given, ...more] = matricesOf(w, 'W');
  if (given === undefined || more.length > 0 || w.shape.length < 2)
    throw wrongShape('W is one matrix.', 'W', w);
  const weights = transposeW ? transposed(given) : given;
  if (weights.columns !== x.shape.at(-1))
    throw wrongShape('W has as many columns as X.', 'X, W', x, { shape: [weights.rows, weights.columns] });
  return (times) => joined(inputs.map((input) => times(input, weights)));
}

function joined(matrices: readonly Matrix[]): Float64Array {
  const whole = new Float64Array(matrices.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of matrices) {
    whole.set(values, at);
    at += values.length;
  }
  return whole;
}
