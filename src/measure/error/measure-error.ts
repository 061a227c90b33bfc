import { decode, decoderOf, type Format, maxFiniteMag, toNumber, widthOf } from '../../format/index.ts';
import { modelOf, tabulate } from '../../model/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit, Extent } from '../../verify/index.ts';
import { type StimulusName, type StimulusSpec, stimulusSpec } from '../operands/stimulus.ts';
import { hasResultTable, resultsOf, resultTable } from '../results.ts';
import { codeWeights } from './code-weights.ts';
import { type Draws, drawPairs, everyPair, isRounded } from './draws.ts';
import { mantissaErrors } from './mantissa-errors.ts';
import type { MeasuredErrors } from './method.ts';
import { correctlyRounded, operationOf, PairSums } from './pairs.ts';

/** What a unit is measured on: a stimulus, or pairs of mantissas as published tables have them. */
export type ErrorOperands = StimulusSpec | { readonly name: 'mantissas'; readonly seed: number };

/** In a word: operands of that name, seed 1. */
export type OperandsName = StimulusName | 'mantissas';

/** The errors of a checked unit under a stimulus. */
export interface ErrorReport {
  readonly unit: string;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly operands: ErrorOperands;
  /** Against the product (of an adder: the sum) of the operands as the unit gets them. */
  readonly quantised: MeasuredErrors;
  /** Against that of the real operands before they were rounded to the format; absent where codes are drawn themselves. */
  readonly unquantised?: MeasuredErrors;
}

/** Draws of a sample, unless told. */
export const SAMPLES: number = 2 ** 18;

export interface ErrorOptions {
  /** Draws of a sample. Default 2^18. */
  readonly samples?: number;
  /**
   * Against the real operands, leave out pairs of which one is below the normal range of the format: what a contract
   * makes of subnormals is then no part of the figure. Default false.
   */
  readonly normalOperands?: boolean;
}

/**
 * The errors of a checked unit, from what its gate netlist puts out. The two operands of a pair are independent: of two
 * tensors, every number of the one meets every number of the other. Against quantised operands nothing is sampled in
 * formats of up to 10 bits; all else is, seeded, with confidence intervals.
 */
export function measureError(
  unit: CheckedUnit,
  asked: ErrorOperands | OperandsName,
  { samples = SAMPLES, normalOperands = false }: ErrorOptions = {},
): ErrorReport {
  const { spec, verdict } = unit;
  const operands = typeof asked === 'string' ? named(asked, spec.format) : asked;
  const head = { unit: shortName(spec), spec, extent: verdict.extent, operands };
  if (operands.name === 'mantissas') return { ...head, quantised: mantissaErrors(unit, operands.seed) };
  if (!isRounded(operands)) return { ...head, quantised: quantisedErrors(unit, operands, samples) };
  const draws = sample(unit, operands, samples);
  return {
    ...head,
    quantised: hasResultTable(spec) ? weighted(unit, operands) : draws.errors('quantised'),
    unquantised: draws.errors('unquantised', normalOperands ? smallestNormal(spec.format) : 0),
  };
}

/** Those against quantised operands alone: in formats of up to 10 bits nothing is drawn for them. */
export function quantisedErrors(
  unit: CheckedUnit,
  operands: StimulusSpec,
  samples: number = SAMPLES,
): MeasuredErrors {
  return hasResultTable(unit.spec)
    ? weighted(unit, operands)
    : sample(unit, operands, samples).errors('quantised');
}

function named(name: OperandsName, format: Format): ErrorOperands {
  return name === 'mantissas' ? { name, seed: 1 } : stimulusSpec(name, format);
}

/** Sums over all pairs of codes. */
function weighted(unit: CheckedUnit, { a, b }: StimulusSpec): MeasuredErrors {
  const { spec } = unit;
  const [left, right] = [codeWeights(a, spec.format), codeWeights(b, spec.format)];
  const size = left.length;
  const results = resultTable(unit);
  const rounded = spec.output === 'closed' ? tabulate(correctlyRounded(spec)) : undefined;
  const [numberOf, realOf] = [decoderOf(resultFormat(spec)), decoderOf(spec.format)];
  const exactOf = operationOf(spec);
  const sums = new PairSums(spec);
  let pairs = 0;
  for (let x = 0; x < size; x++) {
    const weight = left[x] as number;
    for (let y = 0; weight > 0 && y < size; y++) {
      if (right[y] === 0) continue;
      const at = x * size + y;
      const code = results[at] as number;
      pairs += 1;
      sums.add({
        weight: weight * (right[y] as number),
        exact: exactOf(realOf(x), realOf(y)),
        result: numberOf(code),
        ...(rounded === undefined ? {} : { codes: { result: code, rounded: rounded[at] as number } }),
      });
    }
  }
  return { method: { kind: 'weighted', pairs }, ...sums.errors(largestExact(spec)) };
}

/** A seeded sample, or all pairs of two small tensors, whose results serve both references. */
function sample(
  unit: CheckedUnit,
  operands: StimulusSpec,
  count: number,
): { errors: (reference: 'quantised' | 'unquantised', leastOperand?: number) => MeasuredErrors } {
  const { spec } = unit;
  const all = everyPair(operands, spec.format, count);
  const draws = all ?? drawPairs(operands, spec.format, count);
  const { values, codes } = resultsOfDraws(unit, draws);
  const rounded = spec.output === 'closed' ? roundedOf(spec, draws) : undefined;
  const exactOf = operationOf(spec);
  return {
    errors: (reference, leastOperand = 0) => {
      const realOf = decoderOf(spec.format);
      const sums = new PairSums(spec);
      let pairs = 0;
      for (let at = 0; at < draws.a.length; at++) {
        const [x, y] = [draws.x[at] as number, draws.y[at] as number];
        if (Math.min(Math.abs(x), Math.abs(y)) < leastOperand) continue;
        pairs += 1;
        const exact =
          reference === 'quantised'
            ? exactOf(realOf(draws.a[at] as number), realOf(draws.b[at] as number))
            : exactOf(x, y);
        sums.add({
          weight: 1,
          exact,
          result: values[at] as number,
          ...(rounded === undefined
            ? {}
            : { codes: { result: codes[at] as number, rounded: rounded[at] as number } }),
        });
      }
      const largest = largestExact(spec);
      return all === undefined
        ? { method: { kind: 'sampled', pairs, seed: operands.seed }, ...sums.errors(largest, true) }
        : { method: { kind: 'exhaustive', pairs }, ...sums.errors(largest) };
    },
  };
}

/** Results by table where there is one, else from the netlist itself; codes of more than 53 bits are only good for their values. */
function resultsOfDraws(
  unit: CheckedUnit,
  { a, b }: Draws,
): { readonly values: Float64Array; readonly codes: Float64Array } {
  const { spec } = unit;
  const result = resultFormat(spec);
  if (hasResultTable(spec)) {
    const table = resultTable(unit);
    const size = 2 ** widthOf(spec.format);
    const codes = a.map((code, at) => table[code * size + (b[at] as number)] as number);
    return { codes, values: codes.map(decoderOf(result)) };
  }
  const results = resultsOf(unit, { a: Array.from(a, BigInt), b: Array.from(b, BigInt) });
  return {
    codes: Float64Array.from(results, Number),
    values: Float64Array.from(results, (code) => toNumber(decode(result, code))),
  };
}

function roundedOf(spec: UnitSpec, { a, b }: Draws): Float64Array {
  const exact = correctlyRounded(spec);
  const right = (at: number): number => b[at] as number;
  if (hasResultTable(spec)) {
    const [table, size] = [tabulate(exact), 2 ** widthOf(spec.format)];
    return a.map((code, at) => table[code * size + right(at)] as number);
  }
  const model = modelOf(exact);
  return a.map((code, at) => Number(model(BigInt(code), BigInt(right(at)))));
}

function smallestNormal(format: Format): number {
  return toNumber(decode(format, 1n << BigInt(format.manBits)));
}

/** The largest magnitude that the exact result of two finite operands can have. */
function largestExact(spec: UnitSpec): number {
  const largest = toNumber(decode(spec.format, maxFiniteMag(spec.format)));
  return operationOf(spec)(largest, largest);
}
