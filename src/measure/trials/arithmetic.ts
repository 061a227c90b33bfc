import { decoderOf, encoderOf } from '../../format/index.ts';
import type { MacSpec, UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../../verify/index.ts';
import type { Sum } from '../along/window-sum.ts';
import { BLOCK, largestOf, type ScaledRun, type Scaling, scaledRuns } from '../operands/quantise.ts';
import type { Matrix } from './matrix.ts';
import { type Products, productsOf } from './products.ts';
import { sumOf } from './sum.ts';

/** Multiplies x by the transpose of y: entry (i, j) is the dot product of row i of x and row j of y. */
export type TimesTransposed = (x: Matrix, y: Matrix) => Matrix;

/** In doubles throughout: what all else is held against. */
export const inDoubles: TimesTransposed = (x, y) =>
  dots(x, y, (row, column, width) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (x.values[row + k] as number) * (y.values[column + k] as number);
    return sum;
  });

/** In binary32: operands, every product and every sum rounded once. */
export const inSingles: TimesTransposed = (x, y) => {
  const [left, right] = [Float32Array.from(x.values), Float32Array.from(y.values)];
  return dots(x, y, (row, column, width) => {
    let sum = 0;
    for (let k = 0; k < width; k++)
      sum = Math.fround(sum + Math.fround((left[row + k] as number) * (right[column + k] as number)));
    return sum;
  });
};

/** `dot`: from the places where a row of either begins, and its length. */
function dots(x: Matrix, y: Matrix, dot: (row: number, column: number, width: number) => number): Matrix {
  const { columns } = x;
  const values = new Float64Array(x.rows * y.rows);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < y.rows; j++) values[i * y.rows + j] = dot(i * columns, j * columns, columns);
  return { rows: x.rows, columns: y.rows, values };
}

/**
 * What the largest operand becomes by scaling: the largest number, where products have a wider range; else a power of
 * two whose square, and what an approximate product makes of it, is a number of the format itself.
 */
function topOf({ format, output }: UnitSpec, scaling: Scaling): number {
  const largest = largestOf(format);
  if (output === 'wide') return largest;
  const top = 2 ** Math.floor(Math.log2(largest) / 2);
  // The largest of a block is less than twice what is given here.
  return scaling === 'block32' ? top / 2 : top;
}

/** The operands rounded as for a unit and nothing else: real products, sums in doubles. What no unit can do better than. */
export function inDoublesOf(spec: UnitSpec, scaling: Scaling): TimesTransposed {
  return (x, y) => inDoubles(rounded(x, spec, scaling), rounded(y, spec, scaling));
}

function rounded(matrix: Matrix, spec: UnitSpec, scaling: Scaling): Matrix {
  const [encode, decode] = [encoderOf(spec.format), decoderOf(spec.format)];
  const values = new Float64Array(matrix.values.length);
  for (const { from, to, scale } of runsOf(matrix, spec, scaling))
    for (let at = from; at < to; at++)
      values[at] = scale * decode(encode((matrix.values[at] as number) / scale));
  return { ...matrix, values };
}

function runsOf({ values, columns }: Matrix, spec: UnitSpec, scaling: Scaling): ScaledRun[] {
  return scaledRuns(spec.format, values, scaling, columns, topOf(spec, scaling));
}

/** Products at a time: enough to fill the lanes of a simulator, few enough to stay in a cache. */
const AT_ONCE = 2 ** 15;

/**
 * With a checked unit and an accumulator: operands scaled and rounded, multiplied by the unit, the products of a dot
 * product added one after the other, first to last, onto zero; the sum times both scales, as binary32. Under `block32` a
 * sum is that of 32 products; the sums of blocks, each times its scales, are added in binary32.
 */
export function withUnit(unit: CheckedUnit<UnitSpec>, mac: MacSpec, scaling: Scaling): TimesTransposed {
  const products = productsOf(unit);
  return (x, y) => {
    const [left, right] = [x, y].map((matrix) => coded(matrix, unit.spec, scaling)) as [Coded, Coded];
    return timesTransposed(left, right, products, sumOf(mac, left.perScale));
  };
}

interface Coded extends Matrix {
  readonly codes: Float64Array;
  /** Neighbours of a row with one scale, and how many scales a row has. */
  readonly perScale: number;
  readonly scales: Float64Array;
}

function coded(matrix: Matrix, spec: UnitSpec, scaling: Scaling): Coded {
  const { rows, columns, values } = matrix;
  const encode = encoderOf(spec.format);
  const perScale = scaling === 'block32' ? Math.min(BLOCK, columns) : columns;
  const perRow = Math.ceil(columns / perScale);
  const codes = new Float64Array(values.length);
  const scales = new Float64Array(rows * perRow);
  const runs = runsOf(matrix, spec, scaling);
  for (const { from, to, scale } of runs)
    for (let at = from; at < to; at++) codes[at] = encode((values[at] as number) / scale);
  if (runs.length === 1) scales.fill(runs[0]?.scale as number);
  else for (const [at, { scale }] of runs.entries()) scales[at] = scale;
  return { ...matrix, codes, perScale, scales };
}

function timesTransposed(x: Coded, y: Coded, products: Products, sum: Sum): Matrix {
  const { columns, perScale } = x;
  const perRow = Math.ceil(columns / perScale);
  const rowsAtOnce = Math.max(1, Math.min(y.rows, Math.floor(AT_ONCE / columns)));
  const [left, terms] = [new Float64Array(rowsAtOnce * columns), new Float64Array(rowsAtOnce * columns)];
  const values = new Float64Array(x.rows * y.rows);
  for (let i = 0; i < x.rows; i++) {
    const row = x.codes.subarray(i * columns, (i + 1) * columns);
    for (let at = 0; at < rowsAtOnce; at++) left.set(row, at * columns);
    for (let first = 0; first < y.rows; first += rowsAtOnce) {
      const end = Math.min(y.rows, first + rowsAtOnce);
      products(left, y.codes.subarray(first * columns, end * columns), (end - first) * columns, terms);
      for (let j = first; j < end; j++) {
        let total = 0;
        for (let block = 0; block < perRow; block++) {
          const from = (j - first) * columns + block * perScale;
          const scale = (x.scales[i * perRow + block] as number) * (y.scales[j * perRow + block] as number);
          const dot = sum(terms, from, Math.min(from + perScale, (j - first + 1) * columns));
          total = Math.fround(total + Math.fround(dot * scale));
        }
        values[i * y.rows + j] = total;
      }
    }
  }
  return { rows: x.rows, columns: y.rows, values };
}
