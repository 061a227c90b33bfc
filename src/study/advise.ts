import { Diagnostic } from '../diagnostic.ts';
import { type Format, parseFormat } from '../format/index.ts';
import { behaviourKey, type Contract, type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';
import { type AtWidth, crossingOf, NOISE } from './crossings.ts';
import { exactUnits, type Lab } from './lab.ts';
import { type CostKind, costIn, errorIn, type Metric } from './pareto.ts';
import { atLevel, type MeasuredPoint, type StudyLevel } from './sweep/index.ts';

/** What measures units: the lab. */
type Measuring = Pick<Lab, 'measure'>;

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

/** The answer for one format. */
export interface FormatAdvice {
  readonly format: Format;
  /** Of the exact units that round to nearest even, the one that takes least. */
  readonly exact: AdvisedUnit;
  /** All approximate units, the least cost first. */
  readonly approximate: readonly AdvisedUnit[];
  /** The approximate unit within the budget that takes least. */
  readonly best?: AdvisedUnit;
  /** Cost of the best over that of the exact one, at the level asked for. */
  readonly ratio?: number;
  /** What the cheapest approximate unit would take, whatever its error. */
  readonly ratioWithoutBudget: number;
  readonly pays: boolean;
}

export interface Advice extends FormatAdvice {
  readonly question: Question;
  /** By mantissa width, where there is an approximate unit within the budget. */
  readonly widths: readonly AtWidth[];
  readonly fromManBits?: number;
}

/**
 * Measures the approximate units of a format against its best exact one, at the level asked for, and then the same at
 * other mantissa widths. Errors are those of the products.
 */
export async function advise(question: Question, lab: Measuring): Promise<Advice> {
  const here = await adviseOn(question.format, question, lab);
  const widths: AtWidth[] = [];
  for (const manBits of question.widths) {
    const format = widened(question.format, manBits);
    const { best, exact, ratio, pays } =
      manBits === question.format.manBits ? here : await adviseOn(format, question, lab);
    const against = (exact.whole ?? exact.product).unit;
    // Without a unit within the budget nothing is saved: the ratio is that of the exact unit to itself.
    widths.push({ manBits, ratio: best === undefined ? 1 : ratio!, better: pays, against });
  }
  return { question, ...here, ...crossingOf(widths) };
}

async function adviseOn(format: Format, question: Question, lab: Measuring): Promise<FormatAdvice> {
  const { contract, level, target, cost, metric, budget } = question;
  const productTarget = level.kind === 'element' ? target : 'gates';
  const productCost = level.kind === 'element' ? cost : 'area';
  const measured = async (specs: readonly UnitSpec[]): Promise<AdvisedUnit[]> => {
    const points = await Promise.all(specs.map((spec) => lab.measure(spec, productTarget)));
    return points
      .map((product): AdvisedUnit => {
        const error = errorIn(metric, product.error);
        return { product, error, within: error <= budget };
      })
      .sort((a, b) => costOf(a.product, productCost) - costOf(b.product, productCost));
  };
  const [exact] = await measured(exactUnits(format, { contract }));
  const approximate = await measured(approximateUnits(format, contract));
  const wholeOf = async (unit: AdvisedUnit): Promise<AdvisedUnit> => {
    if (level.kind === 'element') return unit;
    const spec = atLevel(unit.product.spec as UnitSpec, level);
    return { ...unit, whole: await lab.measure(spec, target) };
  };
  const first = await wholeOf(exact!);
  const [cheapest] = approximate;
  const least = await wholeOf(cheapest!);
  const candidate = approximate.find(({ within }) => within);
  const best =
    candidate === undefined ? undefined : candidate === cheapest ? least : await wholeOf(candidate);
  const ratioOf = (unit: AdvisedUnit): number => levelCost(unit, cost) / levelCost(first, cost);
  const ratio = best === undefined ? undefined : ratioOf(best);
  const shown = approximate.map((unit) => (unit === candidate ? best! : unit === cheapest ? least : unit));
  return {
    format,
    exact: first,
    approximate: shown,
    ...(best === undefined ? {} : { best }),
    ...(ratio === undefined ? {} : { ratio }),
    ratioWithoutBudget: ratioOf(least),
    pays: ratio !== undefined && ratio <= 1 - NOISE,
  };
}

/** What a unit of the answer costs at the level asked for. */
export function levelCost({ product, whole }: AdvisedUnit, cost: CostKind): number {
  return costOf(whole ?? product, cost);
}

function costOf({ unit, target, costs, missing }: MeasuredPoint, cost: CostKind): number {
  const value = costIn(cost, costs);
  if (value !== undefined) return value;
  throw new Diagnostic({
    code: 'advise/cost',
    text: `There is no ${cost} of ${unit} on ${target}${missing === undefined ? '' : `: ${missing}`}.`,
    got: `--cost ${cost} --target ${target}`,
    wayOut: cost === 'energy' ? '--cost area, or --level element --target cells:sky130' : '--cost area',
  });
}

/** Products of the catalogue that are not exact. */
function approximateUnits(format: Format, contract: Contract): UnitSpec[] {
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

/** The format with another mantissa: same exponent, bias and encoding. */
function widened({ name, ...fields }: Format, manBits: number): Format {
  return parseFormat({ ...fields, manBits });
}
