import { describe, expect, it } from 'vitest';
import { decode, parseFormat, toNumber } from '../../../src/format/index.ts';
import { codeOf, quantise, type Scaling } from '../../../src/measure/index.ts';

function quantised(name: string, values: readonly number[], scaling: Scaling, row?: number): number[] {
  const format = parseFormat(name);
  return quantise(format, Float64Array.from(values), scaling, row).codes.map((code) =>
    toNumber(decode(format, code)),
  );
}

describe('scaling', () => {
  it('none rounds to nearest even and stays at the largest number', () => {
    expect(quantised('e2m1', [0.24, 0.25, 0.26, 2.5, 3.5, 5, 5.1, 7, -100], 'none')).toEqual([
      0, 0, 0.5, 2, 4, 4, 6, 6, -6,
    ]);
  });

  it('tensor takes the largest magnitude to the largest number', () => {
    const format = parseFormat('e4m3');
    const { codes, scale } = quantise(format, Float64Array.of(1, -0.5, 0), 'tensor');
    expect(scale).toBe(1 / 448);
    expect(codes).toEqual([0x7en, 0xf6n, 0n]);
    expect(quantise(format, Float64Array.of(0, 0), 'tensor')).toEqual({ codes: [0n, 0n], scale: 1 });
  });

  it('block32 has the shared exponent of OCP MX: floor(log2 max) less the largest exponent of the format', () => {
    // e2m1, emax 2: max 13 gives 2^(3 - 2) = 2, so 13 / 2 = 6.5 stays at 6; 5 / 2 = 2.5 is a tie and goes to 2.
    expect(quantised('e2m1', [13, 5, -1, 0.1], 'block32')).toEqual([6, 2, -0.5, 0]);
    // e4m3, emax 8: max 1 gives 2^-8, and 1 becomes 256.
    expect(quantised('e4m3', [1, 0.75], 'block32')).toEqual([256, 192]);
    expect(quantised('e4m3', [0, 0], 'block32')).toEqual([0, 0]);
    expect(quantised('e4m3', [2 ** -1000], 'block32')).toEqual([0]);
  });

  it('block32 scales 32 neighbours together, and no further than their row', () => {
    const ones = Array(32).fill(1);
    expect(quantised('e4m3', [...ones, 4], 'block32').slice(31)).toEqual([256, 256]);
    expect(quantised('e4m3', [...ones.slice(1), 4], 'block32').slice(30)).toEqual([64, 256]);
    expect(quantised('e4m3', [1, 4], 'block32', 1)).toEqual([256, 256]);
  });
});

describe('a code of a real', () => {
  it('is exact for doubles no other number comes near', () => {
    expect(codeOf(parseFormat('fp32'), Math.PI)).toBe(0x40490fdbn);
    expect(codeOf(parseFormat('fp16'), 2 ** -24)).toBe(1n);
    expect(codeOf(parseFormat('fp16'), 2 ** -25)).toBe(0n);
    expect(codeOf(parseFormat('fp16'), -Number.MIN_VALUE)).toBe(0x8000n);
  });
});
