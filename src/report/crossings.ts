import type { DataTable } from '../picture/index.ts';
import { groupBy } from '../study/group-by.ts';
import {
  type AtWidth,
  COST_KINDS,
  type CostCrossing,
  type Crossing,
  costCrossings,
  isMeasured,
  NOISE,
  type OffsetCrossing,
  offsetCrossings,
  type SweepResults,
} from '../study/index.ts';
import { type Column, dataTable, left, markdownTable, right } from './table.ts';

/** From which mantissa width on: for a study of one width, nothing. */
export function crossingsData(results: SweepResults): object {
  const { offset, costs } = crossingsOf(results);
  return offset.length + costs.length === 0 ? {} : { crossings: { offset, costs } };
}

/** Where the offset starts to help, and where L-Mul starts to pay; of a shard nothing. */
export function crossingsOf({ points, shard }: SweepResults): {
  readonly offset: readonly OffsetCrossing[];
  readonly costs: readonly CostCrossing[];
} {
  if (shard !== undefined) return { offset: [], costs: [] };
  const measured = points.filter(isMeasured);
  return {
    offset: [undefined, ...(measured[0]?.stimuli ?? []).keys()].flatMap((stimulus) =>
      (['mred', 'rms'] as const).flatMap((metric) => offsetCrossings(measured, metric, stimulus)),
    ),
    costs: costCrossings(measured),
  };
}

/** The same as sections of a page. */
export function crossingsMarkdown(results: SweepResults): string[] {
  const { offset, costs } = crossingsOf(results);
  return [
    ...(offset.length === 0
      ? []
      : [
          '## Where the offset starts to help',
          offset.map((crossing) => `- ${offsetSentence(crossing)}`).join('\n'),
          'Error with the offset over error without, by mantissa bits:',
          tableOf(offset, 'error', errorName),
        ]),
    ...(costs.length === 0
      ? []
      : [
          '## Where L-Mul starts to pay',
          PAYS,
          'From how many mantissa bits on, for area / energy / delay:',
          markdownOf(crossingSummary(costs)),
          'The ratios behind it, those that pay marked:',
          ...[...groupBy(costs, ({ target }) => target)].flatMap(([target, rows]) => [
            `### ${target}`,
            tableOf(rows, 'cost', ({ cost }) => cost),
          ]),
        ]),
  ];
}

/** What a ratio of costs is of, and when it says something. */
export const PAYS: string = `Cost over that of the best exact unit that rounds to nearest even, of any architecture. It pays where the ratio is at most ${1 - NOISE}: less is noise of synthesis.`;

export function offsetSentence(crossing: OffsetCrossing): string {
  const { unit, family, fromManBits, widths } = crossing;
  return `${unit} (${family}), ${errorName(crossing)}: ${fromText(fromManBits, 'with the offset it is more accurate')}${exceptions(widths, fromManBits)}`;
}

/** `MRED` over pairs of mantissas, `MRED, gaussian` under a stimulus. */
function errorName({ metric, stimulus }: OffsetCrossing): string {
  const name = metric.toUpperCase();
  return stimulus === undefined ? name : `${name}, ${stimulus}`;
}

/** A line a unit, a column a target: from which width on area, energy and delay pay. */
export function crossingSummary(costs: readonly CostCrossing[]): DataTable {
  const targets = [...new Set(costs.map(({ target }) => target))];
  const rows = [...groupBy(costs, ({ unit, family }) => `${unit} (${family})`)];
  return dataTable<(typeof rows)[number]>(
    [
      left('unit', ([unit]) => unit),
      ...targets.map((target) =>
        left<(typeof rows)[number]>(target, ([, crossings]) =>
          COST_KINDS.map((kind) => {
            const found = crossings.find((each) => each.target === target && each.cost === kind);
            return found === undefined ? '-' : `${found.fromManBits ?? 'never'}`;
          }).join(' / '),
        ),
      ),
    ],
    rows,
  );
}

const markdownOf = ({ columns, rows }: DataTable): string =>
  markdownTable(
    columns.map(({ title, align }, at) => ({ title, align, cell: (row: readonly string[]) => row[at]! })),
    rows,
  );

function fromText(from: number | undefined, what: string): string {
  return from === undefined
    ? `not even at the widest mantissa ${what}`
    : `from ${from} mantissa bits on ${what}`;
}

/** Widths below the crossing that are better too. */
function exceptions(widths: readonly AtWidth[], from: number = Number.POSITIVE_INFINITY): string {
  const also = widths.filter(({ manBits, better }) => better && manBits < from);
  return also.length === 0 ? '' : `; below that at ${also.map(({ manBits }) => manBits).join(', ')} too`;
}

function tableOf<Row extends Crossing>(
  rows: readonly Row[],
  title: string,
  of: (row: Row) => string,
): string {
  const widths = [...new Set(rows.flatMap((row) => row.widths.map(({ manBits }) => manBits)))].sort(
    (a, b) => a - b,
  );
  const columns: Column<Row>[] = [
    left('unit', ({ unit }) => unit),
    left(title, of),
    ...widths.map((width) =>
      right<Row>(`M = ${width}`, (row) => {
        const at = row.widths.find(({ manBits }) => manBits === width);
        return at === undefined ? '-' : `${at.ratio.toFixed(2)}${at.better ? ' *' : ''}`;
      }),
    ),
    left('from', ({ fromManBits }) => `${fromManBits ?? 'never'}`),
  ];
  return markdownTable(columns, rows);
}
