import { describe, expect, it } from 'vitest';
import { type Column, daddaHeights, daddaStages, heightOf, rowAt } from '../../src/rtl/dadda.ts';

/** The dots of an n x n multiplier: n partial products of n bits, a rhombus. */
const square = (n: number): Column[] =>
  Array.from({ length: 2 * n - 1 }, (_, c) =>
    Array.from({ length: n }, (_, j) => `pp_${j}`).filter((_, j) => c >= j && c - j < n),
  );

/** Full and half adders of all stages. */
function addersOf(columns: readonly Column[]): { full: number; half: number } {
  const adders = daddaStages(columns).flatMap((stage) => stage.adders);
  const bits = (row: { msb: number; lsb: number } | undefined) =>
    row === undefined ? 0 : row.msb - row.lsb + 1;
  const full = adders.reduce((sum, { z }) => sum + bits(z), 0);
  return { full, half: adders.reduce((sum, { x }) => sum + bits(x), 0) - full };
}

describe('the Dadda tree', () => {
  it('goes through the heights that Dadda published', () => {
    expect(daddaHeights(40)).toEqual([28, 19, 13, 9, 6, 4, 3, 2]);
    expect(daddaHeights(13)).toEqual([9, 6, 4, 3, 2]);
    expect(daddaHeights(2)).toEqual([]);
  });

  // The count known for a Dadda multiplier, before its last adder.
  it.each([3, 4, 8, 11, 24])('of %i bits a side has n^2 - 4n + 3 full and n - 1 half adders', (n) => {
    expect(addersOf(square(n))).toEqual({ full: n * n - 4 * n + 3, half: n - 1 });
  });

  it.each([2, 5, 8, 24])('of %i bits a side adds up to the same number after every stage', (n) => {
    // Every dot set: the sum of the weights of full matrices, and of what each stage makes of it by its adders.
    let value = new Map(
      Array.from({ length: n }, (_, j) => [`pp_${j}`, ((1n << BigInt(n)) - 1n) << BigInt(j)]),
    );
    const bit = (dot: string, c: number): bigint => ((value.get(dot) ?? 0n) >> BigInt(c)) & 1n;
    const total = (columns: readonly Column[]): bigint =>
      columns.reduce(
        (sum, column, c) => sum + (column.reduce((ones, dot) => ones + bit(dot, c), 0n) << BigInt(c)),
        0n,
      );
    const expected = ((1n << BigInt(n)) - 1n) ** 2n;
    expect(total(square(n))).toBe(expected);
    for (const { height, adders, columns } of daddaStages(square(n))) {
      const made = new Map(value);
      for (const { sum, carry, x, y, z } of adders) {
        const [a, b, c] = [x, y, z].map((row) =>
          (row?.slices ?? []).reduce((word, { wire, msb, lsb }) => {
            const mask = ((1n << BigInt(msb - lsb + 1)) - 1n) << BigInt(lsb);
            return word | ((value.get(wire) ?? 0n) & mask);
          }, 0n),
        ) as [bigint, bigint, bigint];
        made.set(sum, a ^ b ^ c);
        made.set(carry, ((a & b) | (a & c) | (b & c)) << 1n);
      }
      value = made;
      expect(heightOf(columns)).toBe(height);
      expect(total(columns)).toBe(expected);
    }
  });

  it('keeps every dot once, in rows without gaps', () => {
    for (const { columns, height } of daddaStages(square(24))) {
      for (const column of columns) expect(new Set(column).size).toBe(column.length);
      for (let at = 0; at < height; at++) {
        const { msb, lsb, slices } = rowAt(columns, at);
        expect(slices.reduce((bits, slice) => bits + slice.msb - slice.lsb + 1, 0)).toBe(msb - lsb + 1);
      }
    }
  });
});
