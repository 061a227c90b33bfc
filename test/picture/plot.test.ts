import { describe, expect, it } from 'vitest';
import {
  drawPlot,
  frontOf,
  limitOf,
  type Plot,
  svgFile,
  svgInPage,
  tableOf,
} from '../../src/picture/index.ts';
import { bars, brackets, heatMap, lines, plots, scatter } from './plots-under-test.ts';

const svgOf = (plot: Plot): string => svgFile(drawPlot(plot));

/** Every element closed, in order, and every attribute quoted: what an XML parser would ask for. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  const rest = svg
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(
      /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>/g,
      (_, closes: string, name: string, __: string, single: string) => {
        if (closes === '/') return open.pop() === name ? '' : '<';
        if (single === '') open.push(name);
        return '';
      },
    );
  return open.length === 0 && !/[<>]/.test(rest);
}

describe.each(plots.map((plot) => [plot.kind, plot] as const))('the picture of %s', (_, plot) => {
  it('is well-formed, the same twice, with title, notes and style of its own', () => {
    const svg = svgOf(plot);
    expect(wellFormed(svg)).toBe(true);
    expect(svgOf(plot)).toBe(svg);
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svgInPage(drawPlot(plot))).not.toContain('<style>');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has the units on its axes, as text', () => {
    const axes = [...('x' in plot ? [plot.x, plot.y] : []), ...('value' in plot ? [plot.value] : [])];
    for (const { label, unit } of axes)
      expect(svgOf(plot)).toContain(`>${label}${unit === undefined ? '' : ` (${unit})`}</text>`);
  });
});

describe('a heat map', () => {
  it('escapes what a user may have written', () => {
    expect(svgOf(heatMap)).toContain('>Errors &lt;of&gt; &quot;a&quot; &amp; b</text>');
    expect(svgOf({ ...heatMap, title: '</svg><script>alert(1)</script>\u0000\ud800' })).not.toMatch(
      /<script/,
    );
  });

  it('shows the two ends of its scale in the two end colours, and zero in the middle one', () => {
    const svg = svgOf(heatMap);
    // Row 0 is [10, 0]: one cell of the last colour at (0, 0), one of the middle at (1, 0); -10 at (0, 1) is the first.
    expect(svg).toContain('<path class="h10" d="M0 0h1v1h-1z"/>');
    expect(svg).toContain('<path class="h5" d="M1 0h1v1h-1z"/>');
    expect(svg).toContain('<path class="h0" d="M0 1h1v1h-1z"/>');
    for (const figure of ['+10.0', '−10.0', '+5.0']) expect(svg).toContain(`>${figure}</text>`);
  });

  it('merges neighbours of one colour, so that 16,384 cells stay small', () => {
    const row = Array.from({ length: 128 }, () => 1);
    const names = row.map((_, at) => String(at));
    const large = { ...heatMap, columns: names, rows: names, values: row.map(() => row) };
    expect(svgOf(large).match(/M0 \d+h128v1h-128z/g)).toHaveLength(128);
    expect(tableOf(large).rows).toHaveLength(16);
  });

  it('shares a scale with others: the largest value of all, rounded up', () => {
    expect(limitOf([heatMap, { ...heatMap, values: [[-12.5]] }])).toBe(14);
  });
});

describe('a scatter plot', () => {
  it('has the front of those that none beats, equal points once', () => {
    expect(frontOf(scatter.points).map(({ name }) => name)).toEqual(['cheap', 'right']);
  });

  it('gives points that lie on each other one label with both numbers', () => {
    expect(svgOf(scatter)).toContain('>3, 4</text>');
  });
});

describe('the table of a plot', () => {
  it('has every figure of it', () => {
    expect(tableOf(heatMap).rows).toEqual([
      ['1.0', '10.00', '0.00'],
      ['1.5', '-10.00', '5.00'],
    ]);
    expect(tableOf(scatter).rows[0]).toEqual(['cheap', 'l', '100', '8']);
    expect(tableOf(lines).rows).toEqual([
      ['1', '10', ''],
      ['2', '100', '1000'],
    ]);
    expect(tableOf(brackets).rows).toEqual([['u', '100', '150', '200']]);
  });

  it('has the sum of a bar, whose picture marks it where synthesis shared between parts', () => {
    expect(tableOf(bars).rows).toEqual([
      ['shared', '120', '-20', '100'],
      ['plain', '60', '40', '100'],
    ]);
    expect(svgOf(bars)).toContain('>100 in all (upright line); parts alone 120</text>');
  });
});
