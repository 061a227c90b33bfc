import type { ErrorStatistics } from '../measure/index.ts';
import { type FloatSpec, isMac, macName, type UnitSpec } from '../unit/index.ts';
import { groupBy } from './group-by.ts';
import type { CostFigures, CostName } from './ratios.ts';
import type { MeasuredPoint } from './sweep/index.ts';

/** Errors a unit can be judged by; `worst` is the largest magnitude of a relative error. */
export const METRICS = ['mred', 'rms', 'bias', 'worst'] as const;
export type Metric = (typeof METRICS)[number];

/** How wrong a unit is, never negative. */
export function errorIn(metric: Metric, { mred, rms, bias, min, max }: ErrorStatistics): number {
  switch (metric) {
    case 'mred':
      return mred;
    case 'rms':
      return rms;
    case 'bias':
      return Math.abs(bias);
    case 'worst':
      return Math.max(Math.abs(min), Math.abs(max));
  }
}

/** What a point costs, whatever its target measures it in. */
export const COST_KINDS = ['area', 'energy', 'delay'] as const;
export type CostKind = (typeof COST_KINDS)[number];

const NAMES: Readonly<Record<CostKind, readonly CostName[]>> = {
  area: ['areaUm2', 'lut4', 'aigNodes'],
  energy: ['energyFjPerOp'],
  delay: ['delayPs', 'depthLut4', 'depthGates'],
};

/** The cost of that kind which the target has; undefined where it has none. */
export function costIn(kind: CostKind, costs: Partial<CostFigures>): number | undefined {
  const name = costNameIn(kind, costs);
  return name === undefined ? undefined : costs[name];
}

export function costNameIn(kind: CostKind, costs: Partial<CostFigures>): CostName | undefined {
  return NAMES[kind].find((name) => costs[name] !== undefined);
}

/** Whether a point is on the front of (error, cost), for each cost it has: nothing in its group is better in both. */
export type FrontMarks = Partial<Record<CostKind, boolean>>;

/**
 * The Pareto fronts of measured points, by their place in the plan. Only points under one promise are held against each
 * other: same format, contract, level, accumulator, target and recipe.
 */
export function frontsOf(points: readonly MeasuredPoint[], metric: Metric = 'mred'): Map<number, FrontMarks> {
  const marks = new Map<number, FrontMarks>(points.map(({ index }) => [index, {}]));
  const groups = groupBy(points, comparableKey);
  for (const group of groups.values())
    for (const kind of COST_KINDS) {
      const rivals = group.flatMap((point) => {
        const cost = costIn(kind, point.costs);
        return cost === undefined ? [] : [{ point, cost, error: errorIn(metric, point.error) }];
      });
      for (const { point, cost, error } of rivals)
        marks.get(point.index)![kind] = !rivals.some(
          (other) => other.error <= error && other.cost <= cost && (other.error < error || other.cost < cost),
        );
    }
  return marks;
}

/** Equal keys: points that may be compared. */
export function comparableKey({ spec, level, target, recipe }: MeasuredPoint): string {
  const { format, contract } = productOf(spec);
  return [format.name, contract, level, accumulatorKey(spec), target, recipe ?? ''].join(' ');
}

/** The product unit of a unit of any kind. */
export function productOf(spec: FloatSpec): UnitSpec {
  return isMac(spec) ? spec.product : spec;
}

/** What accumulates, as the name of the unit has it, and over how many lanes; empty for a product alone. */
export function accumulatorKey(spec: FloatSpec): string {
  if (!isMac(spec)) return '';
  const accumulator = macName(spec).split('_into_')[1]!;
  return spec.lanes === 1 ? accumulator : `${accumulator}, ${spec.lanes} lanes`;
}
