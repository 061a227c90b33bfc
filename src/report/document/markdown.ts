import { type DataTable, tableOf } from '../../picture/index.ts';
import { markdownLine } from '../table.ts';
import type { Part, ReportDocument } from './document.ts';

/** The document for a pull request: everything but the pictures, whose data are there as tables. */
export function documentMarkdown({ title, answer, sections }: ReportDocument): string {
  return [
    `# ${inline(title)}`,
    ...answer.map(inline),
    ...sections.flatMap((section) => [`## ${inline(section.title)}`, ...section.parts.map(partMarkdown)]),
  ].join('\n\n');
}

function partMarkdown(part: Part): string {
  switch (part.kind) {
    case 'text':
      return inline(part.text);
    case 'list':
      return listOf(part.items);
    case 'table':
      return `${inline(part.caption)}\n\n${tableMarkdown(part.table)}`;
    case 'commands':
      return ['```sh', ...part.lines.map(inline), '```'].join('\n');
    case 'plot': {
      const { title, subtitle, notes = [] } = part.plot;
      const items = [...(subtitle === undefined ? [] : [subtitle]), ...notes];
      return [
        `<details><summary>${inline(title)}</summary>`,
        tableMarkdown(tableOf(part.plot)),
        listOf(items),
        '</details>',
      ].join('\n\n');
    }
  }
}

const listOf = (items: readonly string[]): string => items.map((item) => `- ${inline(item)}`).join('\n');

function tableMarkdown({ columns, rows }: DataTable): string {
  const lineOf = (texts: readonly string[]): string =>
    `| ${texts.map((each) => inline(each).replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    lineOf(columns.map(({ title }) => title)),
    lineOf(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map(lineOf),
  ].join('\n');
}

/** Text as text: no tags, and no line ends of its own. */
const inline = (content: string): string => markdownLine(content).replaceAll('`', "'");
