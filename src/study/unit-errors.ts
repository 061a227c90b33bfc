import { type ErrorStatistics, errorOf, type HeatMap, heatMap } from '../measure/index.ts';
import type { UnitSpec } from '../unit/index.ts';
import type { CheckedUnit, Extent } from '../verify/index.ts';

/** The errors of a checked unit, in figures and over the mantissas. */
export interface UnitErrors {
  readonly unit: CheckedUnit;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly error: ErrorStatistics;
  readonly map: HeatMap;
}

/** Rows of the map: every mantissa of up to 7 bits, or 32 pairs of a sample in a cell. */
const CELLS = { exhaustive: 128, sampled: 64 } as const;

export function errorsOfUnit(unit: CheckedUnit): UnitErrors {
  const { spec, verdict } = unit;
  const cells = 2 ** spec.format.manBits <= CELLS.exhaustive ? CELLS.exhaustive : CELLS.sampled;
  return { unit, spec, extent: verdict.extent, error: errorOf(unit), map: heatMap(unit, { cells }) };
}
