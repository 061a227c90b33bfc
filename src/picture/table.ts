import { axisText, type HeatMap, type Plot } from './plot.ts';

/** A table as texts: what a plot shows, for those who want the figures or do not see the picture. */
export interface DataTable {
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** Four significant digits, without an exponent; a whole number as it is. */
export function significant(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return `${value}`;
  const places = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(places, 6));
}

const left = (title: string) => ({ title, align: 'left' }) as const;
const right = (title: string) => ({ title, align: 'right' }) as const;

/** Heat maps of more rows and columns than this are put in a table of means of blocks. */
const TABLE_SIDE = 16;

/** The data of a plot as a table. */
export function tableOf(plot: Plot): DataTable {
  switch (plot.kind) {
    case 'heat-map':
      return heatTable(plot);
    case 'scatter':
      return {
        columns: [left('unit'), left('kind'), right(axisText(plot.x)), right(axisText(plot.y))],
        rows: plot.points.map(({ name, group, x, y }) => [name, group, significant(x), significant(y)]),
      };
    case 'lines': {
      const places = [...new Set(plot.series.flatMap(({ points }) => points.map(({ x }) => x)))];
      return {
        columns: [
          right(axisText(plot.x)),
          ...plot.series.map(({ name }) => right(`${name}, ${axisText(plot.y)}`)),
        ],
        rows: places
          .sort((a, b) => a - b)
          .map((place) => [
            String(place),
            ...plot.series.map(({ points }) => {
              const found = points.find(({ x }) => x === place);
              return found === undefined ? '' : significant(found.y);
            }),
          ]),
      };
    }
    case 'stacked-bars':
      return {
        columns: [left('unit'), ...plot.parts.map(right), right(`all, ${axisText(plot.value)}`)],
        rows: plot.bars.map(({ name, values }) => [
          name,
          ...values.map(significant),
          significant(values.reduce((sum, value) => sum + value, 0)),
        ]),
      };
    case 'brackets': {
      const { low, middle, high } = plot.words;
      return {
        columns: [
          left('unit'),
          ...[low, middle, high].map((word) => right(`${word}, ${axisText(plot.value)}`)),
        ],
        rows: plot.rows.map((row) => [row.name, ...[row.low, row.middle, row.high].map(significant)]),
      };
    }
  }
}

function heatTable({ columns, rows, values, x, y }: HeatMap): DataTable {
  const step = Math.ceil(Math.max(columns.length, rows.length) / TABLE_SIDE);
  const starts = (count: number): number[] =>
    Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
  const mean = (row: number, column: number): number => {
    const block = values.slice(row, row + step).flatMap((line) => line.slice(column, column + step));
    return block.reduce((sum, value) => sum + value, 0) / block.length;
  };
  const from = step === 1 ? '' : `, means of ${step} x ${step} from`;
  return {
    columns: [
      right(`${axisText(y)} \\ ${axisText(x)}${from}`),
      ...starts(columns.length).map((column) => right(columns[column]!)),
    ],
    rows: starts(rows.length).map((row) => [
      rows[row]!,
      ...starts(columns.length).map((column) => mean(row, column).toFixed(2)),
    ]),
  };
}
