import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import {
  adderConstant,
  type LmulSpec,
  offsetUnits,
  paperOffsetExponent,
  unitSpec,
} from '../../src/unit/index.ts';

const lmul = (name: string, offset?: string): LmulSpec =>
  unitSpec('lmul', parseFormat(name), { offset }) as LmulSpec;

describe('the constant of form adder', () => {
  it.each([
    ['e2m1', 1],
    ['e3m2', 11],
    ['e2m3', 7],
    ['e5m2', 59],
    ['e4m3', 55],
    ['e4m3-fnuz', 63],
    ['e3m4', 46],
    ['bf16', 0x3f78],
    ['fp16', 15296],
    ['tf32', 129984],
    ['fp32', 0x3f780000],
  ])('is for %s the published K = %i', (name, k) => {
    expect(adderConstant(lmul(name))).toBe(BigInt(k));
  });

  it('is the bias at the place of the exponent when there is no offset', () => {
    expect(adderConstant(lmul('bf16', 'none'))).toBe(127n * 128n);
    expect(adderConstant(lmul('e4m3-b11fnuz', 'none'))).toBe(88n);
  });

  it('is that of the code of 1, less the offset', () => {
    expect(adderConstant(lmul('fp32', 'none'))).toBe(0x3f800000n);
    expect(adderConstant(lmul('fp32', '1/16'))).toBe(adderConstant(lmul('fp32')));
  });
});

describe('the offset of the paper', () => {
  it('is 2^-m up to 3 mantissa bits, 2^-3 at 4, 2^-4 beyond', () => {
    const exponents = Array.from({ length: 23 }, (_, index) => paperOffsetExponent(index + 1));
    expect(exponents).toEqual([1, 2, 3, 3, ...Array(19).fill(4)]);
  });
});

describe('an offset in units of the last mantissa bit', () => {
  it.each([
    ['e4m3', '1/8', 1],
    ['e4m3', '1/16', 1],
    ['e4m3', '1/17', 0],
    ['e4m3', '3/16', 2],
    ['e4m3', '1/18', 0],
    ['bf16', '1/18', 7],
    ['bf16', '1/12', 11],
    ['bf16', '5/64', 10],
    ['fp16', '1/18', 57],
    ['e2m1', '1/4', 1],
    ['fp32', '1/12', 699051],
    ['e3m4', 'paper', 2],
    ['e3m4', 'none', 0],
  ])('is for %s and %s, rounded to the grid with ties upward, %i', (name, offset, units) => {
    expect(offsetUnits(lmul(name, offset))).toBe(BigInt(units));
  });
});
