import { createHash } from 'node:crypto';
import { joinCodes, widthOf } from '../format/index.ts';
import { laneStream, type Matrix, type OperandStream, type StimulusSpec } from '../measure/index.ts';
import type { SystolicSpec } from '../unit/index.ts';
import { systolicOperands } from '../verify/index.ts';
import { operandsOf } from './running.ts';
import type { SystolicOperands } from './systolic-cost.ts';

/** A stimulus on every row and column of an array; sums of so many products. */
export function stimulusOnArray(
  { rows, cols, element }: SystolicSpec,
  spec: StimulusSpec,
  sumLength: number,
): SystolicOperands {
  const { format } = element.product;
  const [left, top] = [rows, cols].map((count) => laneStream(spec, format, count * element.lanes)) as [
    OperandStream,
    OperandStream,
  ];
  return {
    element: operandsOf(element, spec),
    edges: {
      ...left,
      widthB: top.width,
      pairs: (first, count) => ({ a: left.pairs(first, count).a, b: top.pairs(first, count).b }),
    },
    stepsPerSum: Math.ceil(sumLength / element.lanes),
  };
}

/** Two matrices as they go into an array, over and over: into an element sum after sum, into the edges tile after tile. */
export function matricesOnArray(array: SystolicSpec, a: Matrix, b: Matrix): SystolicOperands {
  const { rows, cols, element } = array;
  const { format } = element.product;
  const steps = Math.ceil(a.cols / element.lanes);
  const bits = widthOf(format) * element.lanes;
  const pick = systolicOperands(element.lanes, widthOf(format), {
    ...{ rows: a.rows, inner: a.cols, cols: b.cols },
    ...{ a: a.codes, b: b.codes },
  });
  const side = (count: number, of: (at: number) => bigint): bigint =>
    joinCodes(
      Array.from({ length: count }, (_, at) => of(at)),
      bits,
    );
  const spec = specOf(a, b);
  const sums = a.rows * b.cols;
  const across = Math.ceil(b.cols / cols);
  const tiles = across * Math.ceil(a.rows / rows);
  const places = (first: number, count: number, of: number): { at: number; step: number }[] =>
    Array.from({ length: count }, (_, index) => ({
      at: Math.floor((first + index) / steps) % of,
      step: (first + index) % steps,
    }));
  return {
    element: {
      ...{ spec, width: bits, format },
      pairs: (first, count) => {
        const all = places(first, count, sums);
        return {
          a: all.map(({ at, step }) => pick.a(Math.floor(at / b.cols), step)),
          b: all.map(({ at, step }) => pick.b(at % b.cols, step)),
        };
      },
    },
    edges: {
      ...{ spec, width: rows * bits, widthB: cols * bits, format },
      pairs: (first, count) => {
        const all = places(first, count, tiles);
        return {
          a: all.map(({ at, step }) =>
            side(rows, (row) => pick.a(Math.floor(at / across) * rows + row, step)),
          ),
          b: all.map(({ at, step }) => side(cols, (col) => pick.b((at % across) * cols + col, step))),
        };
      },
    },
    stepsPerSum: steps,
  };
}

/** Matrices as a stimulus: by the digest of their codes. */
function specOf(a: Matrix, b: Matrix): StimulusSpec {
  const [left, right] = [a, b].map(({ file, rows, cols, codes }) => ({
    ...({ kind: 'file', file, shape: [rows, cols], elements: codes.length, used: codes.length } as const),
    digest: createHash('sha256').update(codes.join(',')).digest('hex'),
    scaling: 'none' as const,
    reuse: 1,
  }));
  return { name: 'file', seed: 1, a: left!, b: right! };
}
