import { type MacSpec, partsOf } from '../unit/index.ts';
import {
  type CheckedUnit,
  type CheckOptions,
  type CheckResult,
  checkMac,
  checkUnit,
  type MacCheckResult,
} from '../verify/index.ts';

/** A multiply-accumulate unit or dot product beside its parts, each checked by itself; the product first. */
export interface Breakdown {
  readonly whole: CheckedUnit<MacSpec>;
  readonly parts: readonly { readonly unit: CheckedUnit; readonly count: number }[];
}

/** A failed check of the whole or of a part: no figure is given then. */
export type Failed = Extract<CheckResult | MacCheckResult, { kind: 'failed' }>;

/** Checks and synthesises a unit and each of its parts. */
export async function breakdownOf(spec: MacSpec, options: CheckOptions = {}): Promise<Breakdown | Failed> {
  const whole = await checkMac(spec, options);
  if (whole.kind === 'failed') return whole;
  const parts: { unit: CheckedUnit; count: number }[] = [];
  for (const part of partsOf(spec)) {
    const result = await checkUnit(part.spec, options);
    if (result.kind === 'failed') return result;
    parts.push({ unit: result.unit, count: part.count });
  }
  return { whole: whole.unit, parts };
}
