import { shortStimulus } from '../measure/index.ts';
import type { FloatSpec, LmulSpec, UnitSpec } from '../unit/index.ts';
import { groupBy } from './group-by.ts';
import {
  accumulatorKey,
  COST_KINDS,
  type CostKind,
  costIn,
  errorIn,
  type Metric,
  productOf,
} from './pareto.ts';
import type { MeasuredPoint } from './sweep/index.ts';

/** A ratio has to be below this for L-Mul to pay: differences of less are noise of synthesis. */
export const NOISE = 0.03;

/** One figure at one mantissa width, and whether it is on the better side. */
export interface AtWidth {
  readonly manBits: number;
  readonly ratio: number;
  readonly better: boolean;
  /** What it is held against. */
  readonly against: string;
}

/** From which mantissa width on something is better, over the widths of a study. */
export interface Crossing {
  /** Exponent bits, contract, level, accumulator: what the widths have in common. */
  readonly family: string;
  /** `L-Mul adder`, `Mitchell equation`, ... */
  readonly unit: string;
  readonly widths: readonly AtWidth[];
  /** From here on for every wider mantissa of the study; undefined if not even at the widest. */
  readonly fromManBits?: number;
}

/** Where the paper's offset lowers an error: the error with it over that without, by form. */
export interface OffsetCrossing extends Crossing {
  readonly metric: Metric;
  /** The operands in a word; absent of pairs of mantissas. */
  readonly stimulus?: string;
}

/** Where L-Mul costs less than the best exact unit that rounds to nearest: its cost over that one's. */
export interface CostCrossing extends Crossing {
  readonly target: string;
  readonly cost: CostKind;
}

/**
 * Errors with the paper's offset over those without; errors do not depend on the target. They are those over pairs of
 * mantissas, or under the study's stimulus of that number.
 */
export function offsetCrossings(
  points: readonly MeasuredPoint[],
  metric: Metric = 'mred',
  stimulus?: number,
): OffsetCrossing[] {
  const lmuls = points.flatMap((point) => {
    const spec = lmulOf(point.spec);
    return spec === undefined || spec.rounding !== 'rne' ? [] : [{ point, spec }];
  });
  return [...groupBy(lmuls, ({ point, spec }) => `${familyOf(point)}, ${spec.form}`)].flatMap(
    ([, rows]): OffsetCrossing[] => {
      const { point, spec } = rows[0]!;
      const errors = (offset: string): Map<number, MeasuredPoint> =>
        new Map(
          rows
            .filter((row) => row.spec.offset === offset)
            .map((row) => [row.spec.format.manBits, row.point] as const),
        );
      const [paper, none] = [errors('paper'), errors('none')];
      const errorOf = ({ error, operandErrors }: MeasuredPoint): number =>
        errorIn(metric, stimulus === undefined ? error : operandErrors[stimulus]!.error);
      const widths = [...paper].flatMap(([manBits, mine]): AtWidth[] => {
        const other = none.get(manBits);
        if (other === undefined) return [];
        const ratio = errorOf(mine) / errorOf(other);
        return [{ manBits, ratio, better: ratio < 1, against: other.unit }];
      });
      if (widths.length < 2) return [];
      const under = stimulus === undefined ? {} : { stimulus: shortStimulus(point.stimuli[stimulus]!) };
      const unit = `L-Mul ${spec.form}`;
      return [{ metric, ...under, family: familyOf(point), unit, ...crossingOf(widths) }];
    },
  );
}

/** Costs of every kind of L-Mul over those of the best exact unit, by target and cost. */
export function costCrossings(points: readonly MeasuredPoint[]): CostCrossing[] {
  const groups = groupBy(points, (point) => `${familyOf(point)} ${point.target} ${point.recipe ?? ''}`);
  return [...groups.values()].flatMap((group) =>
    COST_KINDS.flatMap((cost): CostCrossing[] => {
      const lmuls = group.filter(({ spec }) => lmulOf(spec) !== undefined);
      return [...groupBy(lmuls, ({ spec }) => kindOf(lmulOf(spec)!))].flatMap(
        ([unit, rows]): CostCrossing[] => {
          const widths = rows.flatMap((point): AtWidth[] => {
            const mine = costIn(cost, point.costs);
            const best = bestExactPoint(group, point, cost);
            if (mine === undefined || best === undefined) return [];
            const ratio = mine / costIn(cost, best.costs)!;
            const { manBits } = productOf(point.spec).format;
            return [{ manBits, ratio, better: ratio <= 1 - NOISE, against: best.unit }];
          });
          if (widths.length < 2) return [];
          const { target } = rows[0]!;
          return [{ target, cost, family: familyOf(rows[0]!), unit, ...crossingOf(widths) }];
        },
      );
    }),
  );
}

/** Of the exact units of a point's format that round to nearest even, the one that takes least. */
export function bestExactPoint(
  group: readonly MeasuredPoint[],
  { spec, target, recipe }: MeasuredPoint,
  cost: CostKind,
): MeasuredPoint | undefined {
  const own = productOf(spec);
  const rivals = group.filter((other) => {
    const product = productOf(other.spec);
    return (
      product.product === 'exact' &&
      product.rounding === 'rne' &&
      product.format.name === own.format.name &&
      product.contract === own.contract &&
      accumulatorKey(other.spec) === accumulatorKey(spec) &&
      other.target === target &&
      other.recipe === recipe &&
      costIn(cost, other.costs) !== undefined
    );
  });
  return rivals.reduce<MeasuredPoint | undefined>(
    (best, each) =>
      best === undefined || costIn(cost, each.costs)! < costIn(cost, best.costs)! ? each : best,
    undefined,
  );
}

/** Widths in order, and from where on each is on the better side. */
export function crossingOf(widths: readonly AtWidth[]): Pick<Crossing, 'widths' | 'fromManBits'> {
  const sorted = [...widths].sort((a, b) => a.manBits - b.manBits);
  const lastWorse = sorted.findLastIndex(({ better }) => !better);
  const from = sorted[lastWorse + 1];
  return { widths: sorted, ...(from === undefined ? {} : { fromManBits: from.manBits }) };
}

function lmulOf(spec: FloatSpec): LmulSpec | undefined {
  const product: UnitSpec = productOf(spec);
  return product.product === 'lmul' ? product : undefined;
}

function kindOf(spec: LmulSpec): string {
  const name = spec.offset === 'none' ? 'Mitchell' : 'L-Mul';
  const offset = spec.offset.includes('/') ? ` ${spec.offset}` : '';
  return `${name}${offset} ${spec.form}`;
}

/** What points of different mantissa widths have to share to be one series. */
function familyOf({ spec, level }: MeasuredPoint): string {
  const { format, contract, output } = productOf(spec);
  const accumulator = accumulatorKey(spec);
  return [
    `${format.expBits} exponent bits`,
    contract,
    ...(output === 'wide' ? ['wide'] : []),
    ...(level === 'element' ? [] : [`${level} into ${accumulator}`]),
  ].join(', ');
}
