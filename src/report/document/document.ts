import type { DataTable, Plot } from '../../picture/index.ts';

/** One thing in a document, from above to below. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly caption: string; readonly table: DataTable }
  /** Drawn, with its data as a table. */
  | { readonly kind: 'plot'; readonly plot: Plot }
  | { readonly kind: 'commands'; readonly lines: readonly string[] };

export interface DocumentSection {
  /** Of its place in the page: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

/** A report as plain data: the same content becomes HTML, Markdown, or JSON that can be read again. */
export interface ReportDocument {
  /** What a file of it is known by. */
  readonly kind: 'lmul-rtl report';
  /** Of the lmul-rtl that made it: another version does not read it. */
  readonly version: string;
  readonly title: string;
  /** The answer, a sentence each. */
  readonly answer: readonly string[];
  readonly sections: readonly DocumentSection[];
}
