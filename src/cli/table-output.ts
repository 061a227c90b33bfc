import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { writeWhole } from './files.ts';
import { printJson, printResult } from './output.ts';

export interface TableOptions {
  readonly into?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** How tables of one kind are written. */
export interface TableForms<Table> {
  readonly text: (table: Table, style: 'text' | 'markdown') => string;
  readonly data: (table: Table) => object;
}

/** What a table stands between, in a page that is otherwise written by hand. */
const marksOf = (name: string): { readonly begin: string; readonly end: string } => ({
  begin: `<!-- ${name}: begin -->`,
  end: `<!-- ${name}: end -->`,
});

export function addTableOptions(command: Command, name: string): Command {
  const { begin, end } = marksOf(name);
  return command
    .addOption(new Option('--markdown', 'as Markdown').conflicts('json'))
    .option('--into <file>', `Markdown between ${begin} and ${end} in a file that has them`)
    .option('--json', 'as data');
}

/**
 * What puts tables where the options say. A page they are to go into is read at once, before any work is done. Throws
 * Diagnostic `cli/page` for one without the marks.
 */
export function tableOutput<Table>(
  name: string,
  { into, json, markdown }: TableOptions,
  { text, data }: TableForms<Table>,
): (tables: readonly Table[]) => void {
  const page = into === undefined ? undefined : markedPage(into, name);
  const textOf = (tables: readonly Table[], style: 'text' | 'markdown'): string =>
    tables.map((table) => text(table, style)).join('\n\n');
  return (tables) => {
    if (page !== undefined) page.put(textOf(tables, 'markdown'));
    else if (json) printJson(tables.map(data));
    else printResult(textOf(tables, markdown ? 'markdown' : 'text'));
  };
}

function markedPage(file: string, name: string): { put: (text: string) => void } {
  const { begin, end } = marksOf(name);
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
    put: (text) => writeWhole(file, `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`),
  };
}
