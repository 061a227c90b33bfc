import { readFileSync } from 'node:fs';
import { Diagnostic } from '../diagnostic.ts';
import { openWhole } from './files.ts';

/** What a table stands between, in a page that is otherwise written by hand. */
export const marksOf = (table: string): { readonly begin: string; readonly end: string } => ({
  begin: `<!-- ${table}: begin -->`,
  end: `<!-- ${table}: end -->`,
});

/** A page with the two marks of a table, read before any work is done. Throws Diagnostic `cli/page`. */
export function markedPage(file: string, table: string): { put: (text: string) => void } {
  const { begin, end } = marksOf(table);
  const refuse = (got: string): Diagnostic =>
    new Diagnostic({
      code: 'cli/page',
      text: 'The table has no place in this file.',
      got,
      wayOut: `a file with the lines ${begin} and ${end}`,
    });
  let page: string;
  try {
    page = readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw refuse(`${file} without these lines`);
  return {
    put: (text) => {
      const out = openWhole(file);
      out.write(`${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`);
      out.close();
    },
  };
}
