import { type AnySpec, isInteger, isMac } from '../unit/index.ts';
import { type CheckedUnit, type CheckOptions, checkUnit } from './check.ts';
import { checkMac, describeMacCounterexample } from './check-mac.ts';
import type { MacCounterexample } from './cosim-mac.ts';
import { checkInteger, describeIntegerCounterexample } from './integer/check.ts';
import { type Counterexample, describeCounterexample } from './verdict.ts';

export type AnyCheckResult =
  | { readonly kind: 'passed'; readonly unit: CheckedUnit<AnySpec> }
  | {
      readonly kind: 'failed';
      readonly spec: AnySpec;
      readonly counterexample: Counterexample | MacCounterexample;
      /** The counterexample for people. */
      readonly description: string;
    };

/** Checks a unit of any kind in the way of its kind: `checkUnit`, `checkMac` or `checkInteger`. */
export async function checkAnyUnit(spec: AnySpec, options: CheckOptions = {}): Promise<AnyCheckResult> {
  const { seed = 1 } = options;
  if (isInteger(spec)) {
    const result = await checkInteger(spec, options);
    if (result.kind === 'passed') return result;
    return { ...result, description: describeIntegerCounterexample(spec, result.counterexample, seed) };
  }
  if (isMac(spec)) {
    const result = await checkMac(spec, options);
    if (result.kind === 'passed') return result;
    return { ...result, description: describeMacCounterexample(spec, result.counterexample, seed) };
  }
  const result = await checkUnit(spec, options);
  if (result.kind === 'passed') return result;
  return { ...result, description: describeCounterexample(spec, result.counterexample) };
}
