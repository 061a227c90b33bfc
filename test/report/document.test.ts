import { describe, expect, it } from 'vitest';
import { packageVersion } from '../../src/package-root.ts';
import { tableOf } from '../../src/picture/index.ts';
import {
  documentHtml,
  documentMarkdown,
  type Part,
  readDocument,
  reportDocument,
} from '../../src/report/index.ts';
import { document, input } from './report-under-test.ts';

const html = documentHtml(document);
const parts = document.sections.flatMap((section) => section.parts);
const plots = parts.flatMap((part) => (part.kind === 'plot' ? part.plot : []));

describe('a report', () => {
  it('has the answer first, then a section for each thing that is known', () => {
    expect(document.answer).toEqual([
      'e4m3, contract flush, rounding rne: L-Mul takes 0.80 of the AIG nodes, 0.80 of the LUTs, 0.80 of the area and 0.80 of the energy in SKY130 HD of the best exact unit, at a mean relative error of 2.00 %.',
    ]);
    expect(document.sections.map(({ id }) => id)).toEqual([
      ...['units-e4m3', 'errors', 'widths', 'dot-products', 'glitches', 'claims', 'reproduction'],
    ]);
    const less = reportDocument({ title: 't', comparisons: input.comparisons, errors: [], commands: [] });
    expect(less.sections.map(({ id }) => id)).toEqual(['units-e4m3', 'glitches', 'reproduction']);
  });

  it('compares heat maps of a format under one scale', () => {
    const limits = plots.flatMap((plot) => (plot.kind === 'heat-map' ? plot.limit : []));
    expect(limits).toEqual([7, 7]);
  });

  it('has no date, and is the same twice', () => {
    expect(documentHtml(reportDocument(input))).toBe(html);
    expect(html).not.toMatch(/\b20\d\d-\d\d-\d\d\b/);
  });
});

describe('its HTML', () => {
  it('is one file without network or script, whatever a title or a claim says', () => {
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\((?!#)/);
    // What was meant as a tag is text.
    expect(html.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(4);
    for (const [, address] of html.matchAll(/\b(?:href|src)="([^"]*)"/g)) expect(address).toMatch(/^#/);
  });

  it('has every plot, and beside each its data as a table', () => {
    expect(html.match(/<svg /g)).toHaveLength(plots.length);
    expect(plots.length).toBeGreaterThanOrEqual(9);
    const cellsOf = (part: Part): string[] =>
      part.kind === 'plot'
        ? tableOf(part.plot).rows.flat()
        : part.kind === 'table'
          ? part.table.rows.flat()
          : [];
    for (const cell of parts.flatMap(cellsOf).filter((text) => /^[\w.-]+$/.test(text)))
      expect(html).toContain(`>${cell}</t`);
  });

  it('names every region and heads every table for a screen reader', () => {
    expect(html.match(/<th scope="col"/g)!.length).toBeGreaterThan(20);
    for (const [region] of html.matchAll(/<div class="scroll"[^>]*>/g))
      expect(region).toMatch(/aria-label="[^"]+"/);
    for (const [svg] of html.matchAll(/<svg [^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
    for (const { id } of document.sections) expect(html).toContain(`<a href="#${id}">`);
  });
});

describe('its Markdown', () => {
  const markdown = documentMarkdown(document);

  it('has the same answer, sections and tables', () => {
    expect(markdown).toContain(document.answer[0]);
    for (const { title } of document.sections) expect(markdown).toContain(`\n## ${title}`);
    for (const plot of plots)
      for (const row of tableOf(plot).rows.filter((cells) =>
        cells.every((cell) => /^[\w .,%-]*$/.test(cell)),
      ))
        expect(markdown).toContain(`| ${row.join(' | ')} |`);
  });

  it('lets no tag through', () => {
    expect(markdown.replace(/<\/?(details|summary)>/g, '')).not.toContain('<');
  });
});

describe('a report as data', () => {
  const text = JSON.stringify(document);

  it('can be read again, and is the same page', () => {
    expect(documentHtml(readDocument(text, 'study.json'))).toBe(html);
  });

  it.each([
    ['cut off', text.slice(0, 400), 'study.json is not JSON, or ends too early.'],
    ['another file', '{"name":"x"}', 'study.json is JSON, and no report.'],
    [
      'another version',
      text.replace(`"version":"${packageVersion}"`, '"version":"9.9.9"'),
      'study.json is of another version.',
    ],
    [
      'a changed figure',
      text.replace(/"limit":7/, '"limit":"seven"'),
      'study.json is a report that has been changed or damaged.',
    ],
    [
      'a place of its own',
      text.replace('"id":"errors"', '"id":"\\"><b>"'),
      'study.json is a report that has been changed or damaged.',
    ],
  ])('is refused when it is %s', (_, content, message) => {
    expect(() => readDocument(content, 'study.json')).toThrow(message);
  });
});
