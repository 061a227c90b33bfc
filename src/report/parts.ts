import type { AnySpec } from '../unit/index.ts';
import { nameOf } from '../unit/index.ts';
import type { CheckedStage, CheckedUnit } from '../verify/index.ts';
import { left, percent, right, textTable } from './table.ts';

/** A part of a unit, synthesised on its own, checked likewise or as a stage of the whole, and how many the unit has. */
export interface PartCost {
  readonly unit: CheckedUnit<AnySpec> | CheckedStage;
  readonly count: number;
}

interface PartRow {
  readonly part: string;
  readonly count: number;
  readonly cost: number;
  readonly share: number;
}

type Target = 'gates' | 'ice40' | 'cells';

interface Measure {
  readonly title: string;
  readonly of: (unit: Pick<CheckedUnit<AnySpec>, 'costs' | 'mapped'>) => number;
}

/** The measure of size on each target. */
const MEASURE: Readonly<Record<Target, Measure>> = {
  gates: { title: 'AIG', of: ({ costs }) => costs.gates.aigNodes },
  ice40: { title: 'LUT4', of: ({ costs }) => costs.ice40.lut4 },
  cells: { title: 'um2', of: ({ mapped }) => mapped[0]?.cost.areaUm2 ?? 0 },
};

/**
 * Where a unit's size sits: each part synthesised alone, times its count, as a share of the whole, which is synthesised
 * flat. The rest is what lies between the parts and in the registers, less what synthesis saved across the borders.
 */
export function partRows(whole: CheckedUnit<AnySpec>, parts: readonly PartCost[], target: Target): PartRow[] {
  const { of } = MEASURE[target];
  const total = of(whole);
  const rows = parts.map(({ unit, count }) => {
    const cost = count * of(unit);
    return { part: 'name' in unit ? unit.name : nameOf(unit.spec), count, cost, share: cost / total };
  });
  const rest = total - rows.reduce((sum, { cost }) => sum + cost, 0);
  return [...rows, { part: 'rest', count: 1, cost: rest, share: rest / total }];
}

export function partsText(whole: CheckedUnit<AnySpec>, parts: readonly PartCost[], target: Target): string {
  const rows = partRows(whole, parts, target);
  const product = rows[0] as PartRow;
  const table = textTable<PartRow>(
    [
      left('part, alone', ({ part }) => part),
      right('count', ({ count }) => String(count)),
      right(MEASURE[target].title, ({ cost }) => String(Math.round(cost * 10) / 10)),
      right('of the whole', ({ share }) => percent(share, 1)),
    ],
    rows,
  );
  return `${table}\n\nwere the multiplier free, the whole would be ${percent(product.share, 1)} smaller`;
}
