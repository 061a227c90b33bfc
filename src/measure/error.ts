import { compile, packLanes, readNetlist, unpackLanes } from '../../sim/index.ts';
import { decode, type Format, toNumber, widthOf } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import { resultFormat, type UnitSpec, unitSpec } from '../unit/index.ts';
import type { CheckedUnit } from '../verify/index.ts';
import { addendPairs, type MantissaPairs, mantissaPairs } from './mantissa-operands.ts';

/**
 * Relative error of a unit against the real product (of an adder: the real sum) of its two operands, over pairs of mantissas (see
 * `mantissaPairs`). All shares are fractions of one, not per cent.
 */
export interface ErrorStatistics {
  readonly pairs: number;
  readonly kind: 'exhaustive' | 'sampled';
  readonly seed: number;
  /** Mean signed relative error. */
  readonly bias: number;
  /** Mean absolute relative error. */
  readonly mred: number;
  /** Root mean square relative error. */
  readonly rms: number;
  readonly min: number;
  readonly max: number;
  /** Share of results that are not the correctly rounded (rne) product or sum; absent for a wide result. */
  readonly notRne?: number;
}

/** Error statistics of a checked unit, computed from what its gate netlist puts out. */
export function errorOf(unit: CheckedUnit, seed = 1): ErrorStatistics {
  const { spec } = unit;
  const pairs = spec.product === 'add' ? addendPairs(spec.format, seed) : mantissaPairs(spec.format, seed);
  return statistics(spec, pairs, simulate(unit, pairs));
}

const WORDS = 256;

/** Results of the gate netlist, pair by pair; a pipeline is clocked until each block has come through. */
export function simulate({ spec, netlists }: CheckedUnit, { a, b }: MantissaPairs): bigint[] {
  const simulator = compile(readNetlist(netlists.gates), { words: WORDS });
  const width = widthOf(spec.format);
  const results: bigint[] = [];
  if (spec.stages > 0) {
    simulator.set('rst_ni', 1n);
    simulator.set('valid_i', 1n);
  }
  for (let base = 0; base < a.length; base += simulator.lanes) {
    simulator.setBits('a_i', packLanes(a.slice(base, base + simulator.lanes), width, WORDS));
    simulator.setBits('b_i', packLanes(b.slice(base, base + simulator.lanes), width, WORDS));
    if (spec.stages > 0) simulator.cycle(spec.stages);
    else simulator.settle();
    const lanes = unpackLanes(simulator.getBits('p_o'), widthOf(resultFormat(spec)), WORDS);
    for (let lane = 0; lane < lanes.length && base + lane < a.length; lane++)
      results.push(lanes[lane] as bigint);
  }
  return results;
}

function statistics(
  spec: UnitSpec,
  { a, b, kind, seed }: MantissaPairs,
  results: readonly bigint[],
): ErrorStatistics {
  const result = resultFormat(spec);
  const rounded = spec.output === 'closed' ? modelOf(correctlyRounded(spec)) : undefined;
  let [sum, absolute, squares, notRne] = [0, 0, 0, 0];
  let [min, max] = [Infinity, -Infinity];
  for (const [i, code] of results.entries()) {
    const [x, y] = [a[i] as bigint, b[i] as bigint];
    const [left, right] = [realOf(spec.format, x), realOf(spec.format, y)];
    const exact = spec.product === 'add' ? left + right : left * right;
    const error = (realOf(result, code) - exact) / exact;
    sum += error;
    absolute += Math.abs(error);
    squares += error * error;
    min = Math.min(min, error);
    max = Math.max(max, error);
    if (rounded !== undefined && rounded(x, y) !== code) notRne += 1;
  }
  const n = results.length;
  return {
    pairs: n,
    kind,
    seed,
    bias: sum / n,
    mred: absolute / n,
    rms: Math.sqrt(squares / n),
    min,
    max,
    ...(rounded === undefined ? {} : { notRne: notRne / n }),
  };
}

/** The unit every closed one is held against: the real product or sum, rounded to nearest even, same contract. */
function correctlyRounded({ product, format, contract }: UnitSpec): UnitSpec {
  return unitSpec(product === 'add' ? 'add' : 'exact', format, { contract, rounding: 'rne' });
}

export function realOf(format: Format, code: bigint): number {
  return toNumber(decode(format, code));
}
