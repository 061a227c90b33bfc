import {
  type DataTable,
  drawPlot,
  escapeXml,
  type Plot,
  pictureStyle,
  svgInPage,
  tableOf,
} from '../../picture/index.ts';
import type { DocumentSection, Part, ReportDocument } from './document.ts';
import { pageStyle } from './page-style.ts';

/** The document as one file: no network, no script; it opens from a disk and prints. Every text of it is escaped. */
export function documentHtml(document: ReportDocument): string {
  const { title, answer, sections } = document;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="generator" content="lmul-rtl ${escapeXml(document.version)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>\n${pageStyle}\n${pictureStyle()}\n</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">Skip to the content</a>',
    '<header>',
    `<h1>${escapeXml(title)}</h1>`,
    ...answer.map((sentence) => `<p class="answer">${escapeXml(sentence)}</p>`),
    '</header>',
    '<nav aria-label="Sections"><ul>',
    ...sections.map(({ id, title: name }) => `<li><a href="#${escapeXml(id)}">${escapeXml(name)}</a></li>`),
    '</ul></nav>',
    '<main id="content">',
    ...sections.map(sectionHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml({ id, title, parts }: DocumentSection): string {
  const heading = `${escapeXml(id)}-title`;
  return [
    `<section id="${escapeXml(id)}" aria-labelledby="${heading}">`,
    `<h2 id="${heading}">${escapeXml(title)}</h2>`,
    ...inRuns(parts).map((run) => (run.length === 1 ? partHtml(run[0]!) : figuresHtml(run))),
    '</section>',
  ].join('\n');
}

/** Plots that follow each other stand side by side where there is room. */
function inRuns(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (part.kind === 'plot' && last?.[0]?.kind === 'plot') last.push(part);
    else runs.push([part]);
  }
  return runs;
}

const figuresHtml = (plots: readonly Part[]): string =>
  ['<div class="figures">', ...plots.map(partHtml), '</div>'].join('\n');

function partHtml(part: Part): string {
  switch (part.kind) {
    case 'text':
      return `<p>${escapeXml(part.text)}</p>`;
    case 'list':
      return ['<ul>', ...part.items.map((item) => `<li>${escapeXml(item)}</li>`), '</ul>'].join('\n');
    case 'table':
      return scrolling(part.caption, tableHtml(part.table, part.caption));
    case 'commands':
      return `<pre tabindex="0" aria-label="Commands"><code>${part.lines.map(escapeXml).join('\n')}</code></pre>`;
    case 'plot':
      return figureHtml(part.plot);
  }
}

/** The picture, and its data behind a summary that opens by keyboard and in print. */
function figureHtml(plot: Plot): string {
  return [
    '<figure>',
    scrolling(`Figure: ${plot.title}`, svgInPage(drawPlot(plot))),
    '<figcaption><details>',
    `<summary>Data: ${escapeXml(plot.title)}</summary>`,
    scrolling(`Data: ${plot.title}`, tableHtml(tableOf(plot))),
    '</details></figcaption>',
    '</figure>',
  ].join('\n');
}

/** What may be wider than a phone scrolls by itself, and can be reached by keyboard to do so. */
function scrolling(label: string, content: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeXml(label)}">\n${content}\n</div>`;
}

function tableHtml({ columns, rows }: DataTable, caption?: string): string {
  const align = (at: number): string => (columns[at]?.align === 'right' ? ' class="number"' : '');
  const heads = columns.map(({ title }, at) => `<th scope="col"${align(at)}>${escapeXml(title)}</th>`);
  const lines = rows.map((cells) => {
    const [first = '', ...more] = cells.map(escapeXml);
    const others = more.map((cell, at) => `<td${align(at + 1)}>${cell}</td>`);
    return `<tr><th scope="row"${align(0)}>${first}</th>${others.join('')}</tr>`;
  });
  return [
    '<table>',
    ...(caption === undefined ? [] : [`<caption>${escapeXml(caption)}</caption>`]),
    `<thead><tr>${heads.join('')}</tr></thead>`,
    '<tbody>',
    ...lines,
    '</tbody>',
    '</table>',
  ].join('\n');
}
