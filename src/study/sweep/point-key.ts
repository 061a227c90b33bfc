import { packageVersion } from '../../package-root.ts';
import { cellRecipes, recipes } from '../../synth/index.ts';
import { builtInTechnology } from '../../tech/index.ts';
import { cacheKey, toolVersions } from '../../tools/index.ts';
import { logicOf } from '../logic-of.ts';
import { technologyOf } from './measure-points.ts';
import type { Point } from './plan.ts';
import type { Study } from './study.ts';

/** Bumped when what is measured of a point changes without its key showing it. */
const REVISION = 1;

/** A digest of everything the outcome of a point depends on, but not of its place in a plan. */
export function pointKey({ check, precision }: Study, { index: _, ...point }: Point): string {
  const technology = technologyOf(point.target);
  return cacheKey({
    of: 'point',
    revision: REVISION,
    version: packageVersion,
    tools: toolVersions(),
    verilog: logicOf(point.spec),
    recipes: [recipes, cellRecipes],
    technology: technology === undefined ? null : builtInTechnology(technology),
    check,
    precision,
    point,
  });
}
