import type { UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../../verify/index.ts';
import type { StimulusSpec } from '../operands/stimulus.ts';
import { foreseenErrors, mantissaErrors } from './mantissa-errors.ts';
import { quantisedErrors } from './measure-error.ts';
import type { MeasuredErrors, Method } from './method.ts';

/**
 * Relative error of a unit against the real product (of an adder: the real sum) of its two operands, in short: over
 * pairs of mantissas (see `mantissaPairs`), or under a stimulus. All shares are fractions of one, not per cent.
 */
export interface ErrorStatistics {
  readonly pairs: number;
  readonly kind: Method['kind'];
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
  return inShort(mantissaErrors(unit, seed), seed);
}

/** The same under a stimulus, against the product of the operands as the unit gets them; see `measureError`. */
export function errorUnder(unit: CheckedUnit, stimulus: StimulusSpec): ErrorStatistics {
  return inShort(quantisedErrors(unit, stimulus), stimulus.seed);
}

/** The same as the model promises it, before a unit is built: for choosing what to build, never a figure to print. */
export function foreseenError(spec: UnitSpec, seed = 1): ErrorStatistics {
  return inShort(foreseenErrors(spec, seed), seed);
}

function inShort({ method, all, shares }: MeasuredErrors, seed: number): ErrorStatistics {
  const { bias, mred, rms, min, max } = all;
  const { notRne } = shares;
  return {
    pairs: method.pairs,
    kind: method.kind,
    seed,
    bias,
    mred,
    rms,
    min,
    max,
    ...(notRne === undefined ? {} : { notRne }),
  };
}
