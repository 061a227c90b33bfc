import { expect, test } from 'vitest';
import { errorMapOf } from '../../src/measure/index.ts';
import { checkedLmul, lmulError } from './lmul-error.ts';

test('the error map of e3m8 has means of blocks: its mantissas are longer than a picture is wide', async () => {
  const { means, shownBits, pairs } = errorMapOf(await checkedLmul('e3m8'));
  expect([shownBits, pairs, means.length]).toEqual([7, 65_536, 128]);
  for (const [row, line] of means.entries())
    for (const [column, mean] of line.entries()) {
      const block = [0, 1].flatMap((i) =>
        [0, 1].map((j) => lmulError((2 * row + i) / 256, (2 * column + j) / 256, 1 / 16)),
      );
      expect(mean).toBeCloseTo(block.reduce((sum, each) => sum + each, 0) / 4, 12);
    }
});
