import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, heatMap } from '../../../src/measure/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { checkedUnit } from './checked-units.ts';

afterAll(closeTools);

/** Mitchell's relative error in closed form (numerics §5). */
const mitchell = (x: number, y: number): number =>
  (x + y < 1 ? -x * y : -(1 - x) * (1 - y)) / ((1 + x) * (1 + y));

describe('a heat map', () => {
  it('of Mitchell is his closed form, mantissa by mantissa', async () => {
    const map = heatMap(await checkedUnit('mitchell', 'e4m3'));
    expect(map).toMatchObject({ size: 8, mantissasPerCell: 1, kind: 'exhaustive', pairs: 64 });
    for (const [row, errors] of map.relativeError.entries())
      for (const [column, error] of errors.entries())
        expect(error).toBeCloseTo(mitchell(row / 8, column / 8), 14);
  });

  it('has means where there are more mantissas than cells, and rows for the first operand', async () => {
    const map = heatMap(await checkedUnit('truncated', 'e4m3'), { cells: 3 });
    expect(map).toMatchObject({ size: 2, mantissasPerCell: 4 });
    const fine = heatMap(await checkedUnit('truncated', 'e4m3')).relativeError;
    const quarter = fine.slice(0, 4).flatMap((row) => row.slice(4));
    expect(map.relativeError[0]![1]).toBeCloseTo(quarter.reduce<number>((sum, x) => sum + x!, 0) / 16, 14);
  });

  it('has the bias of the unit as its mean', async () => {
    const unit = await checkedUnit('lmul', 'bf16');
    const cells = heatMap(unit).relativeError.flat();
    expect(cells).toHaveLength(128 * 128);
    expect(cells.reduce<number>((sum, x) => sum + x!, 0) / cells.length).toBeCloseTo(errorOf(unit).bias, 12);
  });
});
