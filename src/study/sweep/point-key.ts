import { builtInTechnology } from '../../tech/index.ts';
import { unitKey } from '../unit-key.ts';
import { technologyOf } from './measure-points.ts';
import type { Point } from './plan.ts';
import type { Study } from './study.ts';

const WORK = { of: 'point', revision: 2 };

/** A digest of everything the outcome of a point depends on, but not of its place in a plan. */
export function pointKey({ check, precision }: Study, { index: _, ...point }: Point): string {
  const name = technologyOf(point.target);
  const technology = name === undefined ? null : builtInTechnology(name);
  return unitKey(WORK, point.spec, { technology, check, precision, point });
}
