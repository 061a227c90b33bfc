import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';
import { forFractionPairs, productOfFractions, summaryOf } from './fraction-errors.ts';

const rival = (product: string, manBits: number, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat({ expBits: 5, manBits, encoding: 'ieee' }), request);

/** The significand of Ansari et al., figured in doubles from the words of the paper: x from the nearer power of two. */
function readOfSignificands(x: number, y: number): number {
  const [kx, ky] = [x < 1.5 ? 1 : 2, y < 1.5 ? 1 : 2];
  return kx * ky * (1 + (x / kx - 1) + (y / ky - 1));
}

describe('the logarithmic product with signed mantissas', () => {
  it.each([1, 2, 3, 5])('is for %i mantissa bits, unrounded, the formula, pair by pair', (manBits) => {
    const product = productOfFractions(rival('signed-mantissa', manBits, { output: 'wide' }));
    const size = 2 ** manBits;
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        expect(product(a, b)).toBe(readOfSignificands(1 + a / size, 1 + b / size));
  });

  it('errs by -xa xb / ((1 + xa)(1 + xb)): mean and mean magnitude tend to the closed forms', () => {
    // With u = ln(3/2), v = ln(4/3): the mean of x / (1 + x) is (1/2 - u) + (1/2 - 2v), that of its magnitude
    // (1/2 - u) + (2v - 1/2), and the two operands are independent.
    const [u, v] = [Math.log(3 / 2), Math.log(4 / 3)];
    const { bias, mred, min, max } = summaryOf(rival('signed-mantissa', 8, { output: 'wide' }));
    expect(mred / 100).toBeCloseTo((2 * v - u) ** 2, 4);
    expect(bias / 100).toBeCloseTo(-((1 - u - 2 * v) ** 2), 4);
    // Largest at both ends: x = 1/2 twice is 1/9 low; 1/2 with -1/4 is 1/9 high.
    expect(min).toBeGreaterThan(-100 / 9 - 1e-9);
    expect(max).toBeLessThan(100 / 9 + 1e-9);
  });

  it('has less bias than Mitchell and a smaller mean error', () => {
    const mitchell = summaryOf(rival('mitchell', 7));
    const signed = summaryOf(rival('signed-mantissa', 7));
    expect(Math.abs(signed.bias)).toBeLessThan(Math.abs(mitchell.bias) / 20);
    expect(signed.mred).toBeLessThan(mitchell.mred);
  });

  it('is exact where one operand is a power of two', () => {
    const product = productOfFractions(rival('signed-mantissa', 6));
    for (let a = 0; a < 64; a++) expect(product(a, 0)).toBe(1 + a / 64);
  });
});

describe('the truncated product', () => {
  it('of 1.875 and 1.875 at e4m3, by hand: 15 x 15 less its columns of weight 1, 2 and 4', () => {
    // Columns 0, 1, 2 hold 1, 2 and 3 partial products: 225 - (1 + 2 * 2 + 3 * 4) = 208, and 208 / 64 = 3.25.
    const format = parseFormat('e4m3');
    const of = (request: UnitRequest): number => {
      const spec = unitSpec('truncated', format, request);
      return valueByDefinition(resultFormat(spec), Number(modelOf(spec)(0x3fn, 0x3fn)));
    };
    expect(of({ columns: 3, output: 'wide' })).toBe(3.25);
    expect(of({ columns: 3 })).toBe(3.25);
    expect(of({ columns: 6, output: 'wide' })).toBe(1);
  });

  it('is never above the real product and comes nearer the fewer columns are dropped', () => {
    let before = Infinity;
    for (const columns of [6, 5, 4, 3, 2, 1]) {
      const spec = rival('truncated', 3, { columns, output: 'wide' });
      forFractionPairs(spec, (product, real) => expect(product).toBeLessThanOrEqual(real));
      const { mred } = summaryOf(spec);
      expect(mred).toBeLessThan(before);
      before = mred;
    }
  });

  it('less its one lowest column loses one unit of 2^-2M where both mantissas are odd', () => {
    const product = productOfFractions(rival('truncated', 3, { columns: 1, output: 'wide' }));
    for (let a = 0; a < 8; a++)
      for (let b = 0; b < 8; b++)
        expect(product(a, b)).toBe((1 + a / 8) * (1 + b / 8) - (a % 2 === 1 && b % 2 === 1 ? 1 / 64 : 0));
  });
});
