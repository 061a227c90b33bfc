import {
  type AtWidth,
  type CostCrossing,
  type Crossing,
  costCrossings,
  groupBy,
  isMeasured,
  NOISE,
  type OffsetCrossing,
  offsetCrossings,
  type SweepResults,
} from '../study/index.ts';
import { type Column, left, markdownTable, right } from './table.ts';

/** From which mantissa width on: for a study of one width, nothing. */
export function crossingsData({ points, shard }: SweepResults): object {
  if (shard !== undefined) return {};
  const measured = points.filter(isMeasured);
  const [offset, costs] = [
    [...offsetCrossings(measured), ...offsetCrossings(measured, 'rms')],
    costCrossings(measured),
  ];
  return offset.length + costs.length === 0 ? {} : { crossings: { offset, costs } };
}

/** The same as sections of a page. */
export function crossingsMarkdown({ points, shard }: SweepResults): string[] {
  if (shard !== undefined) return [];
  const measured = points.filter(isMeasured);
  const offset = [...offsetCrossings(measured), ...offsetCrossings(measured, 'rms')];
  const costs = costCrossings(measured);
  return [
    ...(offset.length === 0
      ? []
      : [
          '## Where the offset starts to help',
          offset.map((crossing) => `- ${offsetSentence(crossing)}`).join('\n'),
          'Error with the offset over error without, by mantissa bits:',
          tableOf(offset, 'error', ({ metric }) => metric.toUpperCase()),
        ]),
    ...(costs.length === 0
      ? []
      : [
          '## Where L-Mul starts to pay',
          `Cost over that of the best exact unit that rounds to nearest even, of any architecture. It pays where the ratio is at most ${1 - NOISE}: less is noise of synthesis.`,
          ...[...groupBy(costs, ({ target }) => target)].flatMap(([target, rows]) => [
            `### ${target}`,
            rows.map((crossing) => `- ${costSentence(crossing)}`).join('\n'),
            tableOf(rows, 'cost', ({ cost }) => cost),
          ]),
        ]),
  ];
}

function offsetSentence({ unit, metric, family, fromManBits, widths }: OffsetCrossing): string {
  return `${unit} (${family}), ${metric.toUpperCase()}: ${fromText(fromManBits, 'with the offset it is more accurate')}${exceptions(widths, fromManBits)}`;
}

function costSentence({ unit, cost, family, fromManBits, widths }: CostCrossing): string {
  return `${unit} (${family}), ${cost}: ${fromText(fromManBits, 'it takes less')}${exceptions(widths, fromManBits)}`;
}

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
