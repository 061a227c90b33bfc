import { decoderOf } from '../../format/index.ts';
import { modelOf } from '../../model/index.ts';
import { resultFormat, type UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit, OperandPairs } from '../../verify/index.ts';
import { resultsOf } from '../results.ts';
import { addendPairs, mantissaPairs } from './mantissa-operands.ts';
import type { MeasuredErrors } from './method.ts';
import { correctlyRounded, operationOf, PairSums } from './pairs.ts';

/** Errors of a checked unit over pairs of mantissas, each once: see `mantissaPairs`. The gate netlist gives the results. */
export function mantissaErrors(unit: CheckedUnit, seed = 1): MeasuredErrors {
  return errorsOfResults(unit.spec, seed, (pairs) => resultsOf(unit, pairs));
}

/** What the model promises of a unit that nobody has built: for choosing what to build, never a figure to print. */
export function foreseenErrors(spec: UnitSpec, seed = 1): MeasuredErrors {
  const model = modelOf(spec);
  return errorsOfResults(spec, seed, ({ a, b }) => a.map((code, at) => model(code, b[at] as bigint)));
}

function errorsOfResults(
  spec: UnitSpec,
  seed: number,
  resultsOf: (pairs: OperandPairs) => readonly bigint[],
): MeasuredErrors {
  const { a, b, kind } =
    spec.product === 'add' ? addendPairs(spec.format, seed) : mantissaPairs(spec.format, seed);
  const [operandOf, resultOf] = [decoderOf(spec.format), decoderOf(resultFormat(spec))];
  const rounded = spec.output === 'closed' ? modelOf(correctlyRounded(spec)) : undefined;
  const exactOf = operationOf(spec);
  const sums = new PairSums(spec);
  let largest = 0;
  for (const [at, code] of resultsOf({ a, b }).entries()) {
    const [x, y] = [a[at] as bigint, b[at] as bigint];
    const exact = exactOf(operandOf(Number(x)), operandOf(Number(y)));
    largest = Math.max(largest, exact);
    const result = resultOf(Number(code));
    sums.add({
      weight: 1,
      exact,
      result,
      ...(rounded === undefined ? {} : { codes: { result: Number(code), rounded: Number(rounded(x, y)) } }),
    });
  }
  const pairs = a.length;
  const method = kind === 'exhaustive' ? ({ kind, pairs } as const) : ({ kind, pairs, seed } as const);
  return { method, ...sums.errors(largest, kind === 'sampled') };
}
