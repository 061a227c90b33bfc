import { type ErrorMap, type ErrorStatistics, errorMapOf, errorOf } from '../measure/index.ts';
import type { UnitSpec } from '../unit/index.ts';
import type { CheckedUnit, Extent } from '../verify/index.ts';

/** The errors of a checked unit, in figures and over the mantissas. */
export interface UnitErrors {
  readonly unit: CheckedUnit;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly error: ErrorStatistics;
  readonly map: ErrorMap;
}

export function errorsOfUnit(unit: CheckedUnit): UnitErrors {
  const { spec, verdict } = unit;
  return { unit, spec, extent: verdict.extent, error: errorOf(unit), map: errorMapOf(unit) };
}
