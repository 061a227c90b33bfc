import { EXIT } from '../diagnostic.ts';
import type { Failed } from '../study/index.ts';
import { type AnySpec, type MacSpec, nameOf, type UnitSpec } from '../unit/index.ts';
import {
  type AnyCheckResult,
  type CheckedUnit,
  type CheckOptions,
  type Counterexample,
  checkAnyUnit,
  describeCounterexample,
  describeMacCounterexample,
  type MacCounterexample,
} from '../verify/index.ts';
import { say } from './output.ts';

/** Talk about the progress of long work, one line a step, on stderr. */
export const onProgress = (text: string): void => say(`lmul: ${text}`);

/**
 * Checks every unit, of any kind, and returns those that passed; a unit that did not is shown with its counterexample, and the exit
 * code becomes 1. No figure can be had of it.
 */
export async function checkAny<Spec extends AnySpec>(
  specs: readonly Spec[],
  options: CheckOptions,
): Promise<CheckedUnit<Spec>[]> {
  const units = await Promise.all(
    specs.map(async (spec): Promise<CheckedUnit<Spec>[]> => {
      const result = await checkAnyUnit(spec, { onProgress, ...options });
      if (result.kind === 'passed') return [result.unit as CheckedUnit<Spec>];
      sayAnyCheckFailed(result);
      return [];
    }),
  );
  return units.flat();
}

/** Shows on stderr where a unit of any kind differs from its model; the exit code becomes 1. */
export function sayAnyCheckFailed({ spec, description }: Extract<AnyCheckResult, { kind: 'failed' }>): void {
  say(`lmul: failed: ${description}`);
  say(`lmul: no cost and no error of ${nameOf(spec)}: it is not the unit its specification says`);
  process.exitCode = EXIT.checkFailed;
}

/** Shows on stderr where a multiply-accumulate unit differs from its model; the exit code becomes 1. */
export function sayMacFailed(spec: MacSpec, counterexample: MacCounterexample, seed: number): void {
  say(`lmul: failed: ${describeMacCounterexample(spec, counterexample, seed)}`);
  say(`lmul: no cost of ${nameOf(spec)}: it is not the unit its specification says`);
  process.exitCode = EXIT.checkFailed;
}

/** The same for a failed check of either kind. */
export function sayAnyFailed(failed: Failed): void {
  if ('accumulator' in failed.spec) sayMacFailed(failed.spec, failed.counterexample as MacCounterexample, 1);
  else sayFailed(failed.spec, failed.counterexample as Counterexample);
}

/** Shows on stderr where a unit differs from its model; the exit code becomes 1. */
export function sayFailed(spec: UnitSpec, counterexample: Counterexample): void {
  say(`lmul: failed: ${describeCounterexample(spec, counterexample)}`);
  process.exitCode = EXIT.checkFailed;
}
