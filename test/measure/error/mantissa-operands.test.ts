import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  decode,
  type Format,
  maxFiniteMag,
  parseFormat,
  toNumber,
} from '../../../src/format/index.ts';
import { mantissaPairs } from '../../../src/measure/index.ts';

const real = (format: Format, code: bigint): number => toNumber(decode(format, code));

describe('mantissaPairs', () => {
  it.each(['e4m3', 'e5m2', 'e2m1', 'bf16'])('of %s are every pair of mantissas once', (name) => {
    const format = parseFormat(name);
    const { a, b, kind } = mantissaPairs(format);
    const mask = (1n << BigInt(format.manBits)) - 1n;
    expect(kind).toBe('exhaustive');
    expect(new Set(a.map((code, i) => `${code & mask} ${b[i]! & mask}`)).size).toBe(4 ** format.manBits);
    expect(a).toHaveLength(4 ** format.manBits);
  });

  it.each(CATALOGUE.map(({ name }) => name).concat('e2m2', 'e11m1'))(
    'of %s are positive and normal, of one binade each, with room for a product of up to 4 times its binade',
    (name) => {
      const format = parseFormat(name);
      const { a, b } = mantissaPairs(format);
      for (const codes of [a, b]) {
        const exps = new Set(codes.map((code) => code >> BigInt(format.manBits)));
        expect(exps.size).toBe(1);
        expect([...exps][0]! > 0n && codes[0]! < maxFiniteMag(format)).toBe(true);
      }
      const least = real(format, a[0]!) * real(format, b[0]!);
      expect(least).toBeGreaterThanOrEqual(real(format, 1n << BigInt(format.manBits)));
      const top = 2 - 2 ** (1 - format.manBits);
      expect(2 * least * top).toBeLessThanOrEqual(real(format, maxFiniteMag(format)));
    },
  );

  it('of fp32 are a seeded sample', () => {
    const format = parseFormat('fp32');
    const sample = mantissaPairs(format, 3);
    expect(sample).toMatchObject({ kind: 'sampled', seed: 3 });
    expect(sample.a).toHaveLength(131_072);
    expect(mantissaPairs(format, 3).b.slice(0, 100)).toEqual(sample.b.slice(0, 100));
    expect(mantissaPairs(format, 4).b.slice(0, 100)).not.toEqual(sample.b.slice(0, 100));
  });
});
