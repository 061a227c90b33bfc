import { decoderOf } from '../../format/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit, Extent } from '../../verify/index.ts';
import { resultsOf } from '../results.ts';
import { addendPairs, mantissaPairs } from './mantissa-operands.ts';
import { operationOf } from './pairs.ts';

/** Signed relative error over the two mantissas: a picture as data. */
export interface HeatMap {
  readonly unit: string;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  /** Rows and columns: mantissas of the first and of the second operand, ascending, each an equal part of them. */
  readonly size: number;
  /** Mantissas behind a row or a column: 1 shows each of them. */
  readonly mantissasPerCell: number;
  readonly kind: 'exhaustive' | 'sampled';
  readonly pairs: number;
  readonly seed: number;
  /** Mean signed relative error of the pairs in each cell, as a fraction of one; null in a cell that no draw met. */
  readonly relativeError: readonly (readonly (number | null)[])[];
}

/** More rows than this are not shown apart, unless asked for. */
const MOST_CELLS = 128;

/**
 * The heat map of a checked unit, from its gate netlist, over pairs of mantissas (see `mantissaPairs`). `cells`: rows and
 * columns at most, rounded down to a power of two; default 128, which shows every mantissa of up to 7 bits.
 */
export function heatMap(
  unit: CheckedUnit,
  { cells = MOST_CELLS, seed = 1 }: { readonly cells?: number; readonly seed?: number } = {},
): HeatMap {
  const { spec, verdict } = unit;
  const { format } = spec;
  const { a, b, kind } = spec.product === 'add' ? addendPairs(format, seed) : mantissaPairs(format, seed);
  const mantissas = 2 ** format.manBits;
  const size = Math.min(mantissas, 2 ** Math.floor(Math.log2(cells)));
  const mantissasPerCell = mantissas / size;
  const [operandOf, resultOf] = [decoderOf(format), decoderOf(resultFormat(spec))];
  const exactOf = operationOf(spec);
  const cellOf = (code: number): number => Math.floor((code % mantissas) / mantissasPerCell);
  const [sums, counts] = [new Float64Array(size * size), new Float64Array(size * size)];
  for (const [at, code] of resultsOf(unit, { a, b }).entries()) {
    const [x, y] = [Number(a[at]), Number(b[at])];
    const exact = exactOf(operandOf(x), operandOf(y));
    const cell = cellOf(x) * size + cellOf(y);
    sums[cell]! += (resultOf(Number(code)) - exact) / exact;
    counts[cell]! += 1;
  }
  const meanAt = (cell: number): number | null => (counts[cell] === 0 ? null : sums[cell]! / counts[cell]!);
  const relativeError = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => meanAt(row * size + column)),
  );
  const pairs = a.length;
  const head = { unit: shortName(spec), spec, extent: verdict.extent };
  return { ...head, size, mantissasPerCell, kind, pairs, seed, relativeError };
}
