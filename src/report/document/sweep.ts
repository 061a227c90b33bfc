import { packageVersion } from '../../package-root.ts';
import type { Lines, Scatter } from '../../picture/index.ts';
import { groupBy } from '../../study/group-by.ts';
import {
  COST_KINDS,
  type CostCrossing,
  type CostKind,
  costIn,
  costNameIn,
  isMeasured,
  type MeasuredPoint,
  productOf,
  type SweepResults,
} from '../../study/index.ts';
import { crossingSummary, crossingsOf, offsetSentence, PAYS } from '../crossings.ts';
import { groupOf, PLOT_COSTS, versionsNote } from '../figures/conditions.ts';
import { frontsOfResults } from '../sweep.ts';
import { notesOfSweep, pointColumns } from '../sweep-markdown.ts';
import { dataTable } from '../table.ts';
import type { DocumentSection, Part, ReportDocument } from './document.ts';

/** The results of a sweep as a report: where things cross, a table and the fronts of each target, what failed. */
export function sweepDocument(results: SweepResults): ReportDocument {
  const { study, points } = results;
  const measured = points.filter(isMeasured);
  const failed = points.filter((point) => !isMeasured(point));
  const { offset, costs } = crossingsOf(results);
  const sections = [
    crossingSection(costs),
    ...[...groupBy(measured, ({ target }) => target)].map(([target, rows]) =>
      targetSection(target, rows, results),
    ),
    listSection(
      'failed',
      'Without figures',
      failed.map(({ unit, target, reason }) => `${unit}, ${target}: ${reason.split('\n')[0]}`),
    ),
    listSection(
      'refused',
      'Combinations that are no unit',
      results.refused.map(({ unit, reason }) => `${unit}: ${reason}`),
    ),
    reproduction(results, measured),
  ];
  const counts = `${measured.length} of ${results.planned} points of the study ${study.name} were measured.`;
  return {
    kind: 'lmul-rtl report',
    version: packageVersion,
    title: study.title ?? `The study ${study.name}`,
    answer: [...payingSentences(costs), ...offset.map((each) => `${offsetSentence(each)}.`), counts],
    sections: sections.filter((each) => each !== undefined),
  };
}

/** Of each target: from how many mantissa bits on the adder pays. */
function payingSentences(costs: readonly CostCrossing[]): string[] {
  const adders = costs.filter(({ unit }) => unit === 'L-Mul adder');
  return [...groupBy(adders, ({ target, family }) => `${target} (${family})`)].map(([name, rows]) => {
    const from = rows.map(({ cost, fromManBits }) => `${cost}: ${fromManBits ?? 'never'}`);
    return `On ${name} the L-Mul adder pays from so many mantissa bits on: ${from.join(', ')}.`;
  });
}

function crossingSection(costs: readonly CostCrossing[]): DocumentSection | undefined {
  if (costs.length === 0) return undefined;
  const groups = [...groupBy(costs, ({ target, cost }) => `${target}, ${cost}`)];
  return {
    id: 'crossings',
    title: 'Where L-Mul starts to pay',
    parts: [
      { kind: 'text', text: PAYS },
      {
        kind: 'table',
        caption: 'From how many mantissa bits on, for area / energy / delay',
        table: crossingSummary(costs),
      },
      ...groups.map(([name, rows]): Part => ({ kind: 'plot', plot: ratioPlot(name, rows) })),
    ],
  };
}

/** The cost of units over that of the best exact one, against mantissa width. */
function ratioPlot(name: string, rows: readonly CostCrossing[]): Lines {
  return {
    kind: 'lines',
    title: `Over the best exact unit: ${name}`,
    x: { label: 'stored mantissa', unit: 'bits' },
    y: { label: 'cost over that of the best exact unit' },
    series: rows.map(({ unit, family, widths }) => ({
      name: `${unit} (${family})`,
      points: widths.map(({ manBits, ratio }) => ({ x: manBits, y: ratio })),
    })),
    notes: [versionsNote()],
  };
}

function targetSection(
  target: string,
  rows: readonly MeasuredPoint[],
  results: SweepResults,
): DocumentSection {
  const kinds = COST_KINDS.filter((kind) => rows.some(({ costs }) => costIn(kind, costs) !== undefined));
  const columns = pointColumns(rows, frontsOfResults(results));
  return {
    id: `points-${target.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`,
    title: `Every point on ${target}`,
    parts: [
      { kind: 'table', caption: `Points on ${target}`, table: dataTable(columns, rows) },
      ...kinds.map((kind): Part => ({ kind: 'plot', plot: costPlot(kind, target, rows) })),
    ],
  };
}

/** Error against one cost on a target: the points that no other one beats in both, whatever its format. */
function costPlot(kind: CostKind, target: string, rows: readonly MeasuredPoint[]): Scatter {
  const known = rows.filter(({ costs, error }) => costIn(kind, costs) !== undefined && error.mred > 0);
  const cost = ({ costs }: MeasuredPoint): number => costIn(kind, costs)!;
  const beats = (one: MeasuredPoint, other: MeasuredPoint): boolean =>
    one.error.mred <= other.error.mred &&
    cost(one) <= cost(other) &&
    (one.error.mred < other.error.mred || cost(one) < cost(other));
  const best = known.filter((point) => !known.some((other) => beats(other, point)));
  const name = costNameIn(kind, known[0]!.costs);
  const axis = Object.values(PLOT_COSTS).find((cost) => cost.name === name)?.axis ?? { label: kind };
  return {
    kind: 'scatter',
    title: `Error against ${axis.label}: ${target}`,
    subtitle: `${best.length} of ${known.length} points: those that none beats in both, whatever its format and level`,
    x: { ...axis, scale: 'log' },
    y: { label: 'mean relative error of the product', unit: '%', scale: 'log' },
    points: best.map((point) => ({
      name: point.unit,
      group: groupOf(productOf(point.spec)),
      x: cost(point),
      y: 100 * point.error.mred,
    })),
    notes: [versionsNote()],
  };
}

function listSection(id: string, title: string, items: readonly string[]): DocumentSection | undefined {
  return items.length === 0 ? undefined : { id, title, parts: [{ kind: 'list', items }] };
}

function reproduction(
  { study, tools, lmul }: SweepResults,
  measured: readonly MeasuredPoint[],
): DocumentSection {
  return {
    id: 'reproduction',
    title: 'To reproduce this',
    parts: [
      { kind: 'list', items: notesOfSweep(measured, study) },
      { kind: 'text', text: `lmul-rtl ${lmul}, Yosys ${tools.yosys}, nextpnr ${tools.nextpnr ?? 'absent'}.` },
      { kind: 'commands', lines: [`lmul sweep ${study.name}.json -o out`, 'lmul report out -o report.html'] },
    ],
  };
}
