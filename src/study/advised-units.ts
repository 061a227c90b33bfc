import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import { behaviourKey, type Contract, type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';
import { exactUnits, type Lab } from './lab.ts';
import { type CostKind, costIn, errorIn, type Metric } from './pareto.ts';
import { atLevel, type MeasuredPoint, type StudyLevel } from './sweep/index.ts';

/** What measures units: the lab. */
export type Measuring = Pick<Lab, 'measure'>;

/** What somebody wants to know: does approximation pay on this format, within this error? */
export interface Question {
  readonly format: Format;
  readonly contract: Contract;
  /** The most error that is borne, as a share, in the metric. */
  readonly budget: number;
  readonly metric: Metric;
  readonly level: StudyLevel;
  /** `gates`, `ice40`, `cells:TECHNOLOGY`. */
  readonly target: string;
  readonly cost: CostKind;
  /** Mantissa widths over which to look for where it starts to pay; the exponent stays. None: only the format. */
  readonly widths: readonly number[];
}

/** One product unit of the answer; `whole` is the unit of the level asked for that has it inside. */
export interface AdvisedUnit {
  readonly product: MeasuredPoint;
  readonly error: number;
  readonly within: boolean;
  readonly whole?: MeasuredPoint;
}

/**
 * Of units that compute alike, those with more than this many times the AIG nodes of the smallest are not built for a
 * dearer target: no library makes up for that.
 */
const SHORTLIST = 1.5;

export async function bestExact(format: Format, question: Question, lab: Measuring): Promise<AdvisedUnit> {
  const specs = await shortlist(exactUnits(format, { contract: question.contract }), lab);
  const [least] = await products(specs, question, lab);
  return wholeOf(least!, question, lab);
}

/** Those whose gates are few enough to be looked at on a dearer target. */
export async function shortlist(specs: readonly UnitSpec[], lab: Measuring): Promise<UnitSpec[]> {
  const nodes = await Promise.all(
    specs.map(async (spec) => (await lab.measure(spec, 'gates')).costs.aigNodes!),
  );
  return specs.filter((_, at) => nodes[at]! <= SHORTLIST * Math.min(...nodes));
}

/** Product units, those that take least first: at a level around them by their gates alone. */
export async function products(
  specs: readonly UnitSpec[],
  { level, target, cost, metric, budget }: Question,
  lab: Measuring,
): Promise<AdvisedUnit[]> {
  const [on, by]: [string, CostKind] = level.kind === 'element' ? [target, cost] : ['gates', 'area'];
  const points = await Promise.all(specs.map((spec) => lab.measure(spec, on)));
  return points
    .map((product): AdvisedUnit => {
      const error = errorIn(metric, product.error);
      return { product, error, within: error <= budget };
    })
    .sort((a, b) => costOf(a.product, by) - costOf(b.product, by));
}

/**
 * Units that were meant to approximate. Those that always give the correctly rounded product, as a product without its
 * lowest column may, are none: they stand beside the exact units.
 */
export async function approximations(
  specs: readonly UnitSpec[],
  question: Question,
  lab: Measuring,
): Promise<{ readonly exactToo: readonly AdvisedUnit[]; readonly approximate: readonly AdvisedUnit[] }> {
  const units = await products(specs, question, lab);
  const isExact = ({ product }: AdvisedUnit): boolean => product.error.notRne === 0;
  return {
    exactToo: await Promise.all(units.filter(isExact).map((unit) => wholeOf(unit, question, lab))),
    approximate: units.filter((unit) => !isExact(unit)),
  };
}

/** The first of those that take least. */
export function leastOf(units: readonly AdvisedUnit[], cost: CostKind): AdvisedUnit {
  return units.reduce((best, unit) => (levelCost(unit, cost) < levelCost(best, cost) ? unit : best));
}

export async function wholeOf(
  unit: AdvisedUnit,
  { level, target }: Question,
  lab: Measuring,
): Promise<AdvisedUnit> {
  if (level.kind === 'element') return unit;
  return { ...unit, whole: await lab.measure(atLevel(unit.product.spec as UnitSpec, level), target) };
}

/** What a unit of the answer costs at the level asked for. */
export function levelCost({ product, whole }: AdvisedUnit, cost: CostKind): number {
  return costOf(whole ?? product, cost);
}

function costOf({ unit, target, costs, missing }: MeasuredPoint, cost: CostKind): number {
  const value = costIn(cost, costs);
  if (value !== undefined) return value;
  throw costRefusal(cost, unit, target, missing);
}

/** A target that has not got the cost of some units, and why if that is known. */
export function costRefusal(cost: CostKind, units: string, target: string, missing?: string): Diagnostic {
  return new Diagnostic({
    code: 'advise/cost',
    text: `There is no ${cost} of ${units} on ${target}${missing === undefined ? '' : `: ${missing}`}.`,
    got: `--cost ${cost} --target ${target}`,
    wayOut: cost === 'energy' ? '--cost area, or --target cells:sky130' : '--cost area',
  });
}

/** Products of the catalogue that are not exact. */
export function approximateUnits(format: Format, contract: Contract): UnitSpec[] {
  const wanted: readonly (readonly [string, UnitRequest])[] = [
    ['lmul', { form: 'adder' }],
    ['lmul', { form: 'equation' }],
    ['mitchell', { form: 'adder' }],
    ['lmul', { form: 'adder', offset: '1/18' }],
    ['signed-mantissa', {}],
    ['truncated', {}],
    ['truncated', { columns: Math.max(1, format.manBits - 1) }],
  ];
  const specs = wanted.flatMap(([product, request]) => {
    try {
      return [unitSpec(product, format, { ...request, contract })];
    } catch (error) {
      if (error instanceof Diagnostic) return [];
      throw error;
    }
  });
  // On the grid of a narrow mantissa an offset may be none, or the paper's.
  return [...new Map(specs.map((spec) => [behaviourKey(spec), spec] as const).reverse()).values()].reverse();
}
