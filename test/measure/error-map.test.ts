import { expect, test } from 'vitest';
import { errorMapOf } from '../../src/measure/index.ts';
import { checkedLmul, lmulError } from './lmul-error.ts';

test('the error map of e4m3 L-Mul has the error of every pair of mantissas, as the definition says', async () => {
  const { means, ...facts } = errorMapOf(await checkedLmul('e4m3'));
  expect(facts).toEqual({ kind: 'exhaustive', seed: 1, pairs: 64, shownBits: 3 });
  for (const [a, line] of means.entries())
    for (const [b, mean] of line.entries()) expect(mean).toBeCloseTo(lmulError(a / 8, b / 8, 1 / 8), 12);
  expect(means[0]![0]).toBe(1 / 8);
});
