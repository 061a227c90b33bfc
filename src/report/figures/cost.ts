import type { Lines, Scatter, StackedBars } from '../../picture/index.ts';
import {
  type Breakdown,
  bestExact,
  type ComparedUnit,
  type Comparison,
  figuresOf,
} from '../../study/index.ts';
import { nameOf } from '../../unit/index.ts';
import { describeExtent } from '../../verify/index.ts';
import { partRows } from '../parts.ts';
import {
  checkedNote,
  groupOf,
  needsCells,
  PLOT_COSTS,
  type PlotCost,
  technologyNote,
  versionsNote,
} from './conditions.ts';
import { stimulusNote } from './energy.ts';

/** Error against a cost: every unit of a comparison that has the cost, and the front of those that none beats in both. */
export function paretoPlot(comparison: Comparison, cost: PlotCost): Scatter {
  const { format, contract, rounding, units } = comparison;
  const { name, axis } = PLOT_COSTS[cost];
  const known = units.filter((unit) => figuresOf(unit)[name] !== undefined);
  return {
    kind: 'scatter',
    title: `Error against ${axis.label}: ${format.name}`,
    subtitle: `contract ${contract}, exact units rounded ${rounding} and truncated; dashed: no unit beats it in both`,
    x: axis,
    y: { label: 'mean relative error', unit: '%' },
    points: known.map((unit) => ({
      name: unit.unit,
      group: groupOf(unit.spec),
      x: figuresOf(unit)[name]!,
      y: 100 * unit.error.mred,
    })),
    notes: costNotes(known, cost),
  };
}

/** A cost against mantissa width, a format each; `best exact` is the least of all exact units, as in every ratio. */
export function widthPlot(comparisons: readonly Comparison[], cost: PlotCost): Lines {
  const { name, axis } = PLOT_COSTS[cost];
  const [first] = comparisons;
  const groups = ['L-Mul, adder', 'L-Mul, equation', 'Mitchell'];
  const series = groups.map((group) => ({
    name: group,
    points: comparisons.flatMap(({ format, units }) => {
      const unit = units.find(({ spec }) => groupOf(spec) === group);
      const y = unit === undefined ? undefined : figuresOf(unit)[name];
      return y === undefined ? [] : [{ x: format.manBits, y }];
    }),
  }));
  const exact = comparisons.flatMap((comparison) => {
    const y = bestExact(comparison)[name];
    return y === undefined ? [] : [{ x: comparison.format.manBits, y }];
  });
  return {
    kind: 'lines',
    title: `${capital(axis.label)} against mantissa width`,
    subtitle: `${comparisons.map(({ format }) => format.name).join(', ')}; contract ${first?.contract}, exact units rounded ${first?.rounding}`,
    x: { label: 'stored mantissa', unit: 'bits' },
    y: axis,
    series: [{ name: 'best exact', points: exact }, ...series].filter(({ points }) => points.length > 0),
    notes: costNotes(
      comparisons.flatMap(({ units }) => units),
      cost,
    ),
  };
}

/** Where the size of multiply-accumulate units and dot products sits: their parts, each synthesised alone. */
export function breakdownPlot(all: readonly Breakdown[], target: 'gates' | 'ice40' | 'cells'): StackedBars {
  const rows = all.map(({ whole, parts }) => partRows(whole, parts, target));
  const { axis } = PLOT_COSTS[({ gates: 'aig', ice40: 'lut4', cells: 'area' } as const)[target]];
  const technology = all[0]?.whole.mapped[0]?.technology;
  return {
    kind: 'stacked-bars',
    title: `Parts of units that accumulate, by ${axis.label}`,
    subtitle:
      'each part synthesised alone; the rest is what lies between and in the registers, less what synthesis saves',
    value: axis,
    parts: ['products', 'adder of the accumulator', 'rest'],
    bars: all.map(({ whole }, at) => {
      const costs = rows[at]!.map(({ cost }) => cost);
      const [product = 0, ...more] = costs;
      const rest = more.pop() ?? 0;
      return { name: nameOf(whole.spec), values: [product, more[0] ?? 0, rest] };
    }),
    notes: [
      ...(target === 'cells' && technology !== undefined ? [technologyNote(technology)] : []),
      ...new Set(all.map(({ whole }) => `checked: ${describeExtent(whole.verdict.extent)}`)),
      versionsNote(),
    ],
  };
}

function costNotes(units: readonly ComparedUnit[], cost: PlotCost): string[] {
  const cells = units.flatMap((unit) => unit.cells ?? []);
  const [first] = cells;
  const recipes = units[0]?.gates.recipes.length;
  return [
    ...(cost === 'aig' || cost === 'nand2' || cost === 'depth'
      ? [`gates: best of ${recipes} recipes by AIG nodes; a difference below 3 % is noise`]
      : []),
    ...(first === undefined || !needsCells(cost)
      ? []
      : [
          `${technologyNote(first.technology)}; the smallest netlist of ${first.spread.recipes} recipes`,
          ...(cost === 'energy' ? [stimulusNote(cells)] : []),
        ]),
    checkedNote(units.map(({ extent }) => extent)),
    versionsNote(),
  ];
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
