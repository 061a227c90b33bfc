import { hexOf, type Value } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import { resultFormat, type UnitSpec, unitSpec } from '../unit/index.ts';
import { isEqual, numberText, ratioOf } from './number-text.ts';
import { difference, realResult, valueUnder } from './value-under.ts';

/** A result beside what it should have been. */
export interface ResultComparison {
  /** The real product or sum of the operands. */
  readonly real: string;
  readonly unit: { readonly code: string; readonly value: string };
  /** The real result rounded to nearest even under the same contract; absent for a wide result, which is not rounded. */
  readonly rounded?: { readonly code: string; readonly value: string };
  /** Relative to the real result; absent where that is zero, or either is not a finite number. */
  readonly relativeError?: number;
  /** Codes between the result and the rounded one, of finite results of one sign. */
  readonly ulps?: number;
}

/** What a unit makes of two operand codes, beside the real and the correctly rounded result. */
export function compareResult(spec: UnitSpec, a: bigint, b: bigint): ResultComparison {
  const result = resultFormat(spec);
  const code = modelOf(spec)(a, b);
  const value = valueUnder(result, spec.contract, code);
  const real = realResult(spec, a, b);
  const shown = (of: bigint): { code: string; value: string } => ({
    code: hexOf(result, of),
    value: numberText(valueUnder(result, spec.contract, of)),
  });
  const relativeError = errorOf(value, real);
  const unit = {
    real: numberText(real),
    unit: shown(code),
    ...(relativeError === undefined ? {} : { relativeError }),
  };
  if (spec.output === 'wide') return unit;
  const rounded = modelOf(roundedUnit(spec))(a, b);
  const ulps = ulpsBetween(value, valueUnder(result, spec.contract, rounded), code, rounded);
  return { ...unit, rounded: shown(rounded), ...(ulps === undefined ? {} : { ulps }) };
}

/** The unit every closed one is held against: the real product or sum, to nearest even, under the same contract. */
export function roundedUnit({ product, format, contract }: UnitSpec): UnitSpec {
  return unitSpec(product === 'add' ? 'add' : 'exact', format, { contract, rounding: 'rne' });
}

function errorOf(value: Value, real: Value): number | undefined {
  if (value.kind !== 'finite' || real.kind !== 'finite' || real.significand === 0n) return undefined;
  return isEqual(value, real) ? 0 : ratioOf(difference(value, real), real);
}

function ulpsBetween(x: Value, y: Value, code: bigint, rounded: bigint): number | undefined {
  if (x.kind !== 'finite' || y.kind !== 'finite' || x.sign !== y.sign) return undefined;
  return Number(code - rounded);
}
