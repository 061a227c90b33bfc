import { resultFormat } from '../unit/index.ts';
import type { CheckedUnit } from '../verify/index.ts';
import { realOf, simulate } from './error.ts';
import { addendPairs, mantissaPairs } from './mantissa-operands.ts';

/** Mantissa bits that are told apart: of all pairs, and of a sample, which has 32 of them in a cell. */
const SHOWN_BITS = { exhaustive: 7, sampled: 6 } as const;

/** The signed relative error of a unit over the mantissas of its operands. */
export interface ErrorMap {
  readonly kind: 'exhaustive' | 'sampled';
  readonly seed: number;
  readonly pairs: number;
  /** Highest mantissa bits by which operands are told apart: 2^shownBits rows and columns. */
  readonly shownBits: number;
  /** Row by row of the first operand: the mean, as a share, of the pairs in a cell; one pair where all bits are shown. */
  readonly means: readonly (readonly number[])[];
}

/** Computed from what the gate netlist of a checked unit puts out, on the pairs that `errorOf` takes. */
export function errorMapOf(unit: CheckedUnit, seed = 1): ErrorMap {
  const { spec } = unit;
  const { format } = spec;
  const pairs = spec.product === 'add' ? addendPairs(format, seed) : mantissaPairs(format, seed);
  const results = simulate(unit, pairs);
  const result = resultFormat(spec);
  const shownBits = Math.min(format.manBits, SHOWN_BITS[pairs.kind]);
  const side = 2 ** shownBits;
  const sums = Array.from({ length: side }, () => new Float64Array(side));
  const counts = Array.from({ length: side }, () => new Float64Array(side));
  const cellOf = (code: bigint): number =>
    Number(BigInt.asUintN(format.manBits, code) >> BigInt(format.manBits - shownBits));
  for (const [at, code] of results.entries()) {
    const [a, b] = [pairs.a[at]!, pairs.b[at]!];
    const [x, y] = [realOf(format, a), realOf(format, b)];
    const exact = spec.product === 'add' ? x + y : x * y;
    const [row, column] = [cellOf(a), cellOf(b)];
    sums[row]![column]! += (realOf(result, code) - exact) / exact;
    counts[row]![column]! += 1;
  }
  const means = sums.map((line, row) => [...line].map((sum, column) => sum / (counts[row]![column] || 1)));
  return { kind: pairs.kind, seed, pairs: results.length, shownBits, means };
}
