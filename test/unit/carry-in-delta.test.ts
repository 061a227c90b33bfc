import { describe, expect, it } from 'vitest';
import { ROUNDINGS, type Rounding } from '../../src/format/index.ts';
import { carryInDelta, carryInRemainder } from '../../src/unit/index.ts';

function deltas(manBits: number, rounding: Rounding = 'rne', sign: 0 | 1 = 0): number[][] {
  const codes = Array.from({ length: 2 ** manBits }, (_, man) => BigInt(man));
  return codes.map((a) => codes.map((b) => Number(carryInDelta(manBits, a, b, sign, rounding))));
}

/** Numerics §3, rows manA, columns manB. */
const PUBLISHED_M3 = `
  0 0 0 0 0 0 0 0
  0 0 0 0 1 1 1 0
  0 0 0 1 1 1 1 0
  0 0 1 1 1 1 1 0
  0 1 1 1 1 1 0 0
  0 1 1 1 1 1 0 0
  0 1 1 1 0 0 0 0
  0 0 0 0 0 0 0 0`;

describe('the correction of the integer sum', () => {
  it('is zero at one mantissa bit: adding the codes is the product, rounded to nearest or truncated', () => {
    expect(deltas(1, 'rne')).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(deltas(1, 'rtz')).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('is 1 at two mantissa bits only for the fractions 1 and 2, and zero throughout when truncating', () => {
    expect(deltas(2)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(
      deltas(2, 'rtz')
        .flat()
        .every((delta) => delta === 0),
    ).toBe(true);
  });

  it('is at three mantissa bits the published table, with 25 ones among 64', () => {
    const rows = deltas(3);
    expect(rows.map((row) => row.join(' ')).join('\n')).toBe(PUBLISHED_M3.trim().replaceAll(/\n +/g, '\n'));
    expect(rows.flat().filter((delta) => delta === 1).length).toBe(25);
  });

  it.each([
    [4, 3],
    [5, 5],
    [7, 22],
  ])('takes at %i mantissa bits every value from 0 to %i', (manBits, most) => {
    const values = [...new Set(deltas(manBits).flat())].sort((a, b) => a - b);
    expect(values).toEqual(Array.from({ length: most + 1 }, (_, value) => value));
  });

  it('is symmetric, and directed roundings correct by sign as they round', () => {
    for (const manBits of [1, 2, 3, 4, 5])
      for (const rounding of ROUNDINGS)
        for (const sign of [0, 1] as const) {
          const rows = deltas(manBits, rounding, sign);
          expect(rows).toEqual(rows.map((_, column) => rows.map((row) => row[column])));
        }
    expect(deltas(3, 'rup', 1)).toEqual(deltas(3, 'rtz'));
    expect(deltas(3, 'rdn', 0)).toEqual(deltas(3, 'rtz'));
    expect(deltas(3, 'rup', 0)).toEqual(deltas(3, 'rdn', 1));
  });

  it('makes of the sum the nearest code, as a search through all significands finds it', () => {
    for (const manBits of [1, 2, 3, 4, 5]) {
      const one = 2 ** manBits;
      const significands = Array.from({ length: 2 * one + 1 }, (_, code) => valueOfSum(code, one));
      for (const [a, row] of deltas(manBits).entries())
        for (const [b, delta] of row.entries())
          expect(a + b + delta, `${a}, ${b} of ${one}`).toBe(
            nearest(significands, (1 + a / one) * (1 + b / one)),
          );
    }
  });
});

/** 1.f for codes below one binade, 2 * 1.f above. */
const valueOfSum = (code: number, one: number): number =>
  code < one ? 1 + code / one : 2 * (1 + (code - one) / one);

function nearest(values: readonly number[], x: number): number {
  const distance = (index: number): number => Math.abs((values[index] as number) - x);
  return [...values.keys()].reduce((best, index) => {
    const closer = distance(index) < distance(best);
    return closer || (distance(index) === distance(best) && index % 2 === 0) ? index : best;
  });
}

describe('what truncation leaves behind', () => {
  it('is the next bit of the product and whether any lower one is set', () => {
    // 1.125 * 1.125 = 1.265625 = 1.010001b; 1.5 * 1.5 = 2.25 = 2 * 1.001b; 1.125 * 1.5 = 1.6875 = 1.1011b;
    expect(carryInRemainder(3, 1n, 1n)).toEqual({ guard: false, sticky: true });
    expect(carryInRemainder(3, 4n, 4n)).toEqual({ guard: false, sticky: false });
    expect(carryInRemainder(3, 1n, 4n)).toEqual({ guard: true, sticky: false });
    // 1.375 * 1.625 = 2.234375 = 2 * 1.0001111b
    expect(carryInRemainder(3, 3n, 5n)).toEqual({ guard: true, sticky: true });
  });
});
