import { describe, expect, it } from 'vitest';
import { csvTable } from '../../src/report/csv.ts';

describe('CSV', () => {
  it('has numbers in full, quotes where they are needed, and nothing where there is no finite number', () => {
    const titles = ['name', 'value'];
    const rows = [
      ['third', 1 / 3],
      ['a "b", c', true],
      ['zero', 0],
      ['infinite', Infinity],
      ['below', -Infinity],
      ['none', Number.NaN],
      ['null', null],
      ['absent', undefined],
    ];
    expect(csvTable(titles, rows).split('\n')).toEqual([
      'name,value',
      'third,0.3333333333333333',
      '"a ""b"", c",true',
      'zero,0',
      'infinite,',
      'below,',
      'none,',
      'null,',
      'absent,',
      '',
    ]);
  });
});
