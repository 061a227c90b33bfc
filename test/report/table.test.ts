import { describe, expect, it } from 'vitest';
import { type Column, markdownTable, percent, textTable } from '../../src/report/index.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}

const columns: readonly Column<Row>[] = [
  { title: 'name', align: 'left', cell: ({ name }) => name },
  { title: 'n', align: 'right', cell: ({ count }) => `${count}` },
];
const rows: readonly Row[] = [
  { name: 'adder', count: 7 },
  { name: 'x', count: 112 },
];

describe('a table', () => {
  it('is aligned text', () => {
    expect(textTable(columns, rows)).toBe(
      ['name     n', '-----  ---', 'adder    7', 'x      112'].join('\n'),
    );
  });

  it('has its titles when it has no rows', () => {
    expect(textTable(columns, [])).toBe(['name  n', '----  -'].join('\n'));
  });

  it('is Markdown', () => {
    expect(markdownTable(columns, rows)).toBe(
      ['| name | n |', '| :-- | --: |', '| adder | 7 |', '| x | 112 |'].join('\n'),
    );
  });
});

describe('Markdown', () => {
  it('takes text as text: no tags, no cells, no lines of its own', () => {
    const name = '<img src=x>\n## pwned | `x`';
    expect(
      markdownTable(columns, [{ name, count: 1 }])
        .split('\n')
        .at(-1),
    ).toBe('| &lt;img src=x> ## pwned \\| `x` | 1 |');
  });
});

describe('percent', () => {
  it('writes a share with two places, or as many as wanted', () => {
    expect([percent(0.052412), percent(-0.0054125), percent(0.609375, 1)]).toEqual([
      '5.24 %',
      '-0.54 %',
      '60.9 %',
    ]);
  });

  it('has no percentage of what is relative to nothing', () => {
    expect([percent(0.5), percent(0.0476, 1), percent(Number.NaN), percent(-Infinity)]).toEqual([
      '50.00 %',
      '4.8 %',
      '-',
      '-',
    ]);
  });
});
