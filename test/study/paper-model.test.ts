import { describe, expect, it } from 'vitest';
import {
  mitchellMean,
  paperDotSaving,
  paperElementSaving,
  paperExactError,
  paperLmulError,
  paperLmulGates,
  paperProductGates,
  rightSizedGates,
} from '../../src/study/paper-model.ts';

describe("the paper's estimates", () => {
  it('of gates are the five published counts', () => {
    expect([paperProductGates(10), paperProductGates(3), paperProductGates(2)]).toEqual([584, 325, 296]);
    expect([paperLmulGates(16), paperLmulGates(8)]).toEqual([256, 157]);
  });

  it('with adders as wide as the exponent are 175 gates for e4m3, by hand', () => {
    // 4 x 4 ANDs, 15, 4 full adders: 16 + 15 + 44; sign 4; adders of 4 bits 38 each; 4 half adders.
    expect(rightSizedGates(3, 4, 2)).toBe(16 + 15 + 44 + 4 + 2 * 38 + 20);
    expect(rightSizedGates(3, 4, 2)).toBe(175);
    expect(rightSizedGates(2, 5, 3)).toBe(9 + 15 + 22 + 4 + 3 * 49);
  });

  it('of errors give the ranking of the abstract', () => {
    expect(paperExactError(2)).toBeCloseTo(0.3594, 4);
    expect(paperExactError(3)).toBeCloseTo(0.1836, 4);
    expect([3, 4, 5].map(paperLmulError)).toEqual([0.25, 0.1875, 0.21875]);
  });

  it('of energy are 95 % and, nearly, 80 %', () => {
    expect(paperElementSaving()).toBeCloseTo(0.9545, 4);
    expect(paperDotSaving()).toBeCloseTo(0.7826, 4);
  });
});

it("Mitchell's mean error has its closed form, the one of numerical integration", () => {
  expect(mitchellMean()).toBeCloseTo(-0.0384879939, 9);
  const n = 1000;
  let sum = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      const [x, y] = [(i + 0.5) / n, (j + 0.5) / n];
      sum += (x + y < 1 ? 1 + x + y : 2 * (x + y)) / ((1 + x) * (1 + y)) - 1;
    }
  expect(mitchellMean()).toBeCloseTo(sum / n ** 2, 6);
});
