import { describeStimulus, errorOf, errorUnder } from '../../measure/index.ts';
import type { ToolLimits } from '../../synth/index.ts';
import { builtInTechnology, type Technology } from '../../tech/index.ts';
import type { Ice40Device } from '../../tools/index.ts';
import { type FloatSpec, isMac, type MacSpec, type UnitSpec } from '../../unit/index.ts';
import {
  type CheckedUnit,
  checkMac,
  checkUnit,
  describeCounterexample,
  describeMacCounterexample,
  type MappedUnit,
} from '../../verify/index.ts';
import { placeUnit } from '../measure-unit.ts';
import { energyOfUnit } from '../unit-energy.ts';
import type { MeasuredPoint } from './outcome.ts';
import type { Point, PointGroup } from './plan.ts';
import { BEST_RECIPE, type Study } from './study.ts';

/** What all points of a study share. */
export interface MeasureOptions extends ToolLimits {
  readonly check: Study['check'];
  readonly precision: number;
}

/** A unit differs from its model: no figure can be had of it. */
export class CheckFailedError extends Error {}

/**
 * Generates and checks the circuit of a group at every level its points ask for, then measures each point.
 * @throws CheckFailedError, ToolError, Diagnostic: for the whole group
 */
export async function measurePoints(
  { spec, recipe, points }: PointGroup,
  options: MeasureOptions,
): Promise<MeasuredPoint[]> {
  const technologies = [...new Set(points.flatMap(({ target }) => technologyOf(target) ?? []))].map(
    builtInTechnology,
  );
  const building = { technologies, ...(recipe === BEST_RECIPE ? {} : { recipe }) };
  if (isMac(spec)) {
    const unit = await checkedMac(spec, building, options);
    // The error of the products: those of the unit itself, which is checked on its own.
    const product = await checkedUnit(spec.product, {}, options);
    return measureAll(points, unit, errorsOf(product, points), options);
  }
  const unit = await checkedUnit(spec, building, options);
  return measureAll(points, unit, errorsOf(unit, points), options);
}

type Errors = Pick<MeasuredPoint, 'error' | 'operandErrors'>;

/** Points of one circuit are of one format, and so have the same stimuli. */
function errorsOf(unit: CheckedUnit, points: readonly Point[]): Errors {
  const { stimuli } = points[0]!;
  return {
    error: errorOf(unit),
    operandErrors: stimuli.map((stimulus) => ({
      stimulus: describeStimulus(stimulus),
      error: errorUnder(unit, stimulus),
    })),
  };
}

async function measureAll(
  points: readonly Point[],
  unit: CheckedUnit<FloatSpec>,
  errors: Errors,
  options: MeasureOptions,
): Promise<MeasuredPoint[]> {
  const outcomes: MeasuredPoint[] = [];
  for (const point of points) outcomes.push(await measured(point, unit, errors, options));
  return outcomes;
}

interface Building {
  readonly technologies?: readonly Technology[];
  readonly recipe?: string;
}

async function checkedUnit(
  spec: UnitSpec,
  building: Building,
  { check, ...options }: MeasureOptions,
): Promise<CheckedUnit> {
  const result = await checkUnit(spec, { ...building, ...check, ...limitsOf(options) });
  if (result.kind === 'passed') return result.unit;
  throw new CheckFailedError(describeCounterexample(spec, result.counterexample));
}

async function checkedMac(
  spec: MacSpec,
  building: Building,
  { check, ...options }: MeasureOptions,
): Promise<CheckedUnit<MacSpec>> {
  const { seed } = check;
  const result = await checkMac(spec, { ...building, seed, ...limitsOf(options) });
  if (result.kind === 'passed') return result.unit;
  throw new CheckFailedError(describeMacCounterexample(spec, result.counterexample, seed));
}

async function measured(
  point: Point,
  unit: CheckedUnit<FloatSpec>,
  errors: Errors,
  options: MeasureOptions,
): Promise<MeasuredPoint> {
  const base = { ...point, kind: 'measured', extent: unit.verdict.extent, ...errors } as const;
  const technology = technologyOf(point.target);
  if (technology !== undefined) {
    const mapped = unit.mapped.find((each) => each.technology.name === technology)!;
    return { ...base, ...(await cellFigures(point, unit, mapped, options)) };
  }
  const { gates, ice40 } = unit.costs;
  if (point.target === 'gates') {
    const { aigNodes, nand2Equivalents, depthGates, recipe } = gates;
    return { ...base, costs: { aigNodes, nand2Equivalents, depthGates }, chosenRecipe: recipe };
  }
  const costs = { lut4: ice40.lut4, depthLut4: ice40.depthLut4 };
  const device = point.target.split(':')[1] as Ice40Device | undefined;
  if (device === undefined) return { ...base, costs, chosenRecipe: ice40.recipe };
  const { seeds = [] } = point;
  const placed = await placeUnit(unit, { device, seeds, ...limitsOf(options) });
  if (typeof placed === 'string') return { ...base, costs, chosenRecipe: ice40.recipe, missing: placed };
  const { fmaxMHz } = placed;
  return { ...base, costs: { ...costs, fmaxMHz: fmaxMHz.median }, chosenRecipe: ice40.recipe, fmaxMHz };
}

type CellFigures = Pick<MeasuredPoint, 'costs' | 'chosenRecipe' | 'spread' | 'energies'>;

/** Area, delay and energy in standard cells; of a unit that accumulates, the energy of a clock with all its lanes. */
async function cellFigures(
  { stimuli }: Point,
  unit: CheckedUnit<FloatSpec>,
  mapped: MappedUnit,
  options: MeasureOptions,
): Promise<CellFigures> {
  const { areaUm2, delayPs, recipe, spread } = mapped.cost;
  const figures = { chosenRecipe: recipe, spread };
  const { precision } = options;
  const { energies } = await energyOfUnit(unit, mapped, { stimuli, precision, ...limitsOf(options) });
  const energyFjPerOp = energies[0]?.figures.energyFjPerOp;
  return {
    ...figures,
    costs: { areaUm2, delayPs, ...(energyFjPerOp === undefined ? {} : { energyFjPerOp }) },
    energies: energies.map(({ stimulus, figures }) => ({ stimulus: describeStimulus(stimulus), figures })),
  };
}

/** The technology a target names. */
export function technologyOf(target: string): string | undefined {
  return target.startsWith('cells:') ? target.slice('cells:'.length) : undefined;
}

function limitsOf({ timeoutMs, signal }: ToolLimits): ToolLimits {
  return { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
}
