import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  infMag,
  magBitsOf,
  maxFiniteMag,
  nanCode,
  parseFormat,
  widthOf,
} from '../../src/format/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import {
  allPairs,
  cornerCodes,
  directedOf,
  directedPairs,
  isExhaustive,
  randomPairs,
} from '../../src/verify/index.ts';

const bf16 = parseFormat('bf16');

describe('operands of a check', () => {
  it('are all pairs up to 10 bits', () => {
    expect(['e2m1', 'e4m3', 'e4m4', 'e4m5'].map((name) => isExhaustive(parseFormat(name)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['e5m5', 'bf16', 'fp32'].map((name) => isExhaustive(parseFormat(name)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are, when all, each pair once in order', () => {
    const { a, b } = allPairs(parseFormat('e3m2'));
    expect(a).toHaveLength(4096);
    for (let i = 0; i < 4096; i++) expect([a[i], b[i]]).toEqual([BigInt(i >> 6), BigInt(i & 63)]);
  });

  it.each(CATALOGUE.map(({ name }) => name))(
    'have the special codes of %s among the corners, in both signs',
    (name) => {
      const format = parseFormat(name);
      const codes = new Set(cornerCodes(format));
      const sign = 1n << BigInt(magBitsOf(format));
      const one = BigInt(format.bias) << BigInt(format.manBits);
      const smallestNormal = 1n << BigInt(format.manBits);
      const mags = [0n, 1n, smallestNormal - 1n, smallestNormal, smallestNormal + 1n, maxFiniteMag(format)];
      for (const mag of [...mags, one < sign ? one : 0n, infMag(format) < sign ? infMag(format) : 0n])
        for (const code of [mag, mag | sign]) expect(codes, `${name} 0x${code.toString(16)}`).toContain(code);
      const nan = nanCode(format);
      if (nan !== undefined) expect(codes).toContain(nan);
      for (const code of codes) expect(code >> BigInt(widthOf(format))).toBe(0n);
    },
  );

  it('have, when directed, every pair of corners first, then products next to both ends of the range', () => {
    const { a, b } = directedPairs(bf16, 1);
    const corners = cornerCodes(bf16);
    expect([a.length, corners.length ** 2]).toEqual([b.length, 8464]);
    expect(a.slice(0, 3)).toEqual([corners[0], corners[0], corners[0]]);
    const sums = new Set<number>();
    const exp = (code: bigint): number => Number((code >> 7n) & 0xffn);
    for (let i = corners.length ** 2; i < a.length; i++) sums.add(exp(a[i]!) + exp(b[i]!) - 127);
    expect([...sums].sort((x, y) => x - y)).toEqual([-8, -7, -1, 0, 1, 2, 253, 254, 255, 256]);
  });

  it('of an adder have every distance of exponents that matters, both ways round, and cancel', () => {
    const { a, b } = directedOf(unitSpec('add', bf16), 1);
    const corners = cornerCodes(bf16).length ** 2;
    const exp = (code: bigint): number => Number((code >> 7n) & 0xffn);
    const distances = new Set<number>();
    for (let i = corners; i < a.length; i++) distances.add(exp(a[i]!) - exp(b[i]!));
    for (let distance = -12; distance <= 12; distance++) expect(distances).toContain(distance);
    expect(a.filter((code, i) => i >= corners && (code ^ 0x8000n) === b[i]).length).toBeGreaterThan(50);
    expect(directedOf(unitSpec('exact', bf16), 1)).toEqual(directedPairs(bf16, 1));
  });

  it('are the same for the same seed and others for another', () => {
    expect(randomPairs(bf16, 50, 1)).toEqual(randomPairs(bf16, 50, 1));
    expect(randomPairs(bf16, 50, 1)).not.toEqual(randomPairs(bf16, 50, 2));
    expect(directedPairs(bf16, 1)).not.toEqual(directedPairs(bf16, 2));
  });

  it('use every bit of a wide format (fp32, seed 1)', () => {
    const { a, b } = randomPairs(parseFormat('fp32'), 200, 1);
    for (const codes of [a, b]) {
      expect(codes.reduce((x, y) => x | y)).toBe(0xffff_ffffn);
      expect(codes.reduce((x, y) => x & y)).toBe(0n);
    }
  });
});
