import type { DataTable } from '../picture/index.ts';

/** One column of a text table. */
export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => string;
}

export function left<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: 'left', cell };
}

export function right<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: 'right', cell };
}

/** Rows as aligned text: a title line, a rule, a line a row. */
export function textTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...cells.map((line) => (line[i] as string).length)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) =>
        columns[i]?.align === 'right' ? text.padStart(widths[i] as number) : text.padEnd(widths[i] as number),
      )
      .join('  ')
      .trimEnd();
  return [line(titles), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}

/** Text within a line of Markdown: no tags, and no line ends of its own, whatever names files and tensors have. */
export const markdownLine = (content: string): string =>
  content.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').replaceAll('<', '&lt;');

/** The same as a Markdown table. */
export function markdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((each) => markdownLine(each).replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((row) => line(columns.map((column) => column.cell(row)))),
  ].join('\n');
}

/** The same as data, for a picture or a page. */
export function dataTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): DataTable {
  return {
    columns: columns.map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** A share or relative error as a percentage with this many places; `-` for what is none, relative to nothing. */
export function percent(share: number, places = 2): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(places)} %` : '-';
}
