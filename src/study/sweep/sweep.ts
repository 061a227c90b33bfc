import { availableParallelism } from 'node:os';
import { Diagnostic, EXIT } from '../../diagnostic.ts';
import type { ToolLimits } from '../../synth/index.ts';
import { keep, recall, ToolError } from '../../tools/index.ts';
import { inTurn } from '../in-turn.ts';
import { CheckFailedError, measurePoints } from './measure-points.ts';
import type { FailedPoint, MeasuredPoint, PointOutcome } from './outcome.ts';
import { groupsOf, type Point, type PointGroup, type SweepPlan } from './plan.ts';
import { pointKey } from './point-key.ts';
import type { Study } from './study.ts';

/** One part of a plan, for machines that share it: `index` from 1 to `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface SweepProgress {
  readonly done: number;
  readonly total: number;
  /** Of those done, how many were at hand from an earlier run. */
  readonly known: number;
  readonly failed: number;
  /** From the pace so far; undefined until something was measured. */
  readonly secondsLeft?: number;
  /** The circuit that has just been finished; none at the start. */
  readonly unit?: string;
}

export interface SweepOptions extends ToolLimits {
  readonly shard?: Shard;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** In place of the real thing, for tests of what goes on around it. */
  readonly measure?: typeof measurePoints;
}

/** Every group of a shard; all of them without one. */
export function groupsOfShard({ points }: SweepPlan, shard: Shard = { index: 1, of: 1 }): PointGroup[] {
  return groupsOf(points).filter((_, at) => at % shard.of === shard.index - 1);
}

/**
 * Takes every point of a plan through generate, check, cost, error and energy. Each is kept in the cache as soon as it
 * is measured, by a digest of everything it depends on: an interrupted sweep goes on where it was. A point that fails
 * is an outcome with its reason. Outcomes are in the order of the plan.
 */
export async function sweep(
  study: Study,
  plan: SweepPlan,
  { shard, onProgress = () => {}, measure = measurePoints, ...limits }: SweepOptions = {},
): Promise<PointOutcome[]> {
  const groups = groupsOfShard(plan, shard);
  const outcomes = new Map<number, PointOutcome>();
  const total = groups.reduce((sum, { points }) => sum + points.length, 0);
  const left: PointGroup[] = [];
  for (const group of groups) {
    const unknown: Point[] = [];
    for (const point of group.points) {
      const stored = await recall<MeasuredPoint>(pointKey(study, point));
      // The place in the plan is that of this study.
      if (stored !== undefined) outcomes.set(point.index, { ...stored, index: point.index });
      else unknown.push(point);
    }
    if (unknown.length > 0) left.push({ ...group, points: unknown });
  }
  const known = outcomes.size;
  const started = performance.now();
  const tell = (unit?: string): void => {
    const done = outcomes.size;
    const pace = done === known ? undefined : (performance.now() - started) / (done - known);
    const failed = [...outcomes.values()].filter(({ kind }) => kind === 'failed').length;
    const secondsLeft = pace === undefined ? {} : { secondsLeft: ((total - done) * pace) / 1000 };
    onProgress({ done, total, known, failed, ...(unit === undefined ? {} : { unit }), ...secondsLeft });
  };
  tell();
  await inTurn(left, availableParallelism() + 1, async (group) => {
    for (const outcome of await outcomesOf(study, group, measure, limits))
      outcomes.set(outcome.index, outcome);
    tell(group.points[0]!.unit);
  });
  return [...outcomes.values()].sort((a, b) => a.index - b.index);
}

/** How many points of a plan are at hand already. */
export async function knownPoints(study: Study, points: readonly Point[]): Promise<number> {
  let known = 0;
  for (const point of points) if ((await recall(pointKey(study, point))) !== undefined) known += 1;
  return known;
}

async function outcomesOf(
  study: Study,
  group: PointGroup,
  measure: typeof measurePoints,
  limits: ToolLimits,
): Promise<readonly PointOutcome[]> {
  const { check, precision } = study;
  try {
    const measured = await measure(group, { check, precision, ...limits });
    for (const [at, outcome] of measured.entries()) await keep(pointKey(study, group.points[at]!), outcome);
    return measured;
  } catch (error) {
    limits.signal?.throwIfAborted();
    const { points } = group;
    if (points.length > 1) {
      // One target may have failed alone: the others are to have their figures.
      const apart: PointOutcome[] = [];
      for (const point of points)
        apart.push(...(await outcomesOf(study, { ...group, points: [point] }, measure, limits)));
      return apart;
    }
    return [failureOf(points[0]!, error)];
  }
}

/** Bugs are not outcomes: they end the sweep. */
function failureOf(point: Point, error: unknown): FailedPoint {
  const base = { ...point, kind: 'failed' } as const;
  if (error instanceof CheckFailedError)
    return { ...base, code: 'check/failed', reason: error.message, exit: EXIT.checkFailed };
  if (error instanceof ToolError || error instanceof Diagnostic)
    return { ...base, code: error.code, reason: error.text, exit: error.exit };
  throw error;
}
