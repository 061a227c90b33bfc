import type { EnergyFigures, ErrorStatistics } from '../../measure/index.ts';
import type { PlacedCost, Spread } from '../../synth/index.ts';
import type { Extent } from '../../verify/index.ts';
import type { CostFigures } from '../ratios.ts';
import type { Point } from './plan.ts';

/** Error of a point's products under one stimulus. */
export interface PointError {
  readonly stimulus: string;
  readonly error: ErrorStatistics;
}

/** Energy of a point under one stimulus. */
export interface PointEnergy {
  readonly stimulus: string;
  readonly figures: EnergyFigures;
}

/** A unit that passed its check, with what it costs on its target. */
export interface MeasuredPoint extends Point {
  readonly kind: 'measured';
  readonly extent: Extent;
  /** Against the real product, over pairs of mantissas; of a unit that accumulates, the error of its products. */
  readonly error: ErrorStatistics;
  /** The same under each stimulus of the study. */
  readonly operandErrors: readonly PointError[];
  /** Of the target alone: nothing of gates beside standard cells. */
  readonly costs: Partial<CostFigures>;
  /** The recipe the figures come from. */
  readonly chosenRecipe: string;
  /** Of standard cells, over the recipes. */
  readonly spread?: { readonly areaUm2: Spread; readonly delayPs: Spread };
  readonly energies?: readonly PointEnergy[];
  readonly fmaxMHz?: PlacedCost['fmaxMHz'];
  /** What is not measured here, and why. */
  readonly missing?: string;
}

/** A point without figures, and why. */
export interface FailedPoint extends Point {
  readonly kind: 'failed';
  readonly code: string;
  readonly reason: string;
  /** As the exit code of a command that meets this. */
  readonly exit: number;
}

export type PointOutcome = MeasuredPoint | FailedPoint;

export function isMeasured(outcome: PointOutcome): outcome is MeasuredPoint {
  return outcome.kind === 'measured';
}
