import type { UnitSpec } from '../../unit/index.ts';
import type { MeasuredPoint } from '../sweep/index.ts';

/** Energy of an operation, in fJ, of a point on standard cells. */
export const energyOf = ({ costs }: MeasuredPoint): number => costs.energyFjPerOp!;

/** The unit of a point that is no multiply-accumulate unit. Throws a TypeError for one that is. */
export function unitOf({ spec }: MeasuredPoint): UnitSpec {
  if ('accumulator' in spec) throw new TypeError('a product is wanted');
  return spec;
}
