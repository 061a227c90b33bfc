import { describe, expect, it } from 'vitest';
import { forFractionPairs, productOfFractions, summaryOf, unitOfRow } from './fraction-errors.ts';

const LN2 = Math.LN2;

/** The dilogarithm by its series, for |z| < 1. */
function li2(z: number): number {
  let sum = 0;
  for (let k = 1; k < 200; k++) sum += z ** k / (k * k);
  return sum;
}

/** M = 8: 2^16 pairs, a grid fine enough for the continuous figures. */
const M = 8;

describe('the closed forms for continuous fractions', () => {
  it('give Mitchell the published mean of -0.0384879939', () => {
    const mean = 1 - 4 * LN2 ** 2 + 3 * LN2 * Math.log(3) + 3 * li2(1 / 3) - 3 * li2(2 / 3);
    expect(mean).toBeCloseTo(-0.0384879939, 10);
  });

  it('are what the Mitchell model tends to: mean, RMS and range', () => {
    const { bias, rms, min, max } = summaryOf(unitOfRow('mitchell', M));
    expect(bias).toBeCloseTo(-3.84879939, 3);
    expect(rms).toBeCloseTo(4.84198, 3);
    expect(min).toBeCloseTo(-100 / 9, 10);
    expect(max).toBe(0);
  });

  it('hold for Mitchell pair by pair', () => {
    const product = productOfFractions(unitOfRow('mitchell', 6));
    for (let a = 0; a < 64; a++)
      for (let b = 0; b < 64; b++) {
        const [x, y] = [a / 64, b / 64];
        const real = (1 + x) * (1 + y);
        const loss = x + y < 1 ? x * y : (1 - x) * (1 - y);
        expect((product(a, b) - real) / real).toBeCloseTo(-loss / real, 14);
      }
  });

  it.each([
    ['1/16', 1 / 16],
    ['1/8', 1 / 8],
    ['1/4', 1 / 4],
  ])('bound form adder with constant %s between (4c - (1-c)^2) / (3-c)^2 and c', (offset, c) => {
    const { min, max } = summaryOf(unitOfRow('adder', M, offset));
    const least = (4 * c - (1 - c) ** 2) / (3 - c) ** 2;
    expect(min / 100).toBeGreaterThanOrEqual(least - 1e-12);
    expect(min / 100).toBeCloseTo(least, 4);
    expect(max / 100).toBe(c);
  });

  it.each([
    ['none', 0],
    ['1/16', 1 / 16],
    ['1/8', 1 / 8],
  ])(
    'give form equation with constant %s the mean c ln(2)^2 - (1 - ln 2)^2 and the range [(c-1)/4, c]',
    (offset, c) => {
      const { bias, min, max } = summaryOf(unitOfRow('equation', M, offset));
      // A grid of left corners is 2^-M/2 to the low side of the mean in x and in y.
      const slope = 2 ** -(M + 1) * 2;
      expect(Math.abs(bias / 100 - (c * LN2 ** 2 - (1 - LN2) ** 2))).toBeLessThan(slope);
      expect(min / 100).toBeGreaterThan((c - 1) / 4);
      expect(min / 100).toBeLessThan((c - 1) / 4 + 2 * slope);
      expect(max / 100).toBe(c);
    },
  );

  it('put the constant without bias near 1/18, so that 1/16 is near it and 1/8 is far', () => {
    const biasOf = (offset: string): number => summaryOf(unitOfRow('adder', M, offset)).bias;
    expect(Math.abs(biasOf('1/18'))).toBeLessThan(0.2);
    expect(biasOf('1/16')).toBeCloseTo(0.408, 2);
    expect(biasOf('1/8')).toBeGreaterThan(4);
  });
});

describe('form adder and form equation', () => {
  it('agree exactly where the fractions and the offset do not carry', () => {
    for (const [manBits, c] of [
      [2, 1 / 4],
      [3, 1 / 8],
      [4, 1 / 8],
      [5, 1 / 16],
    ] as const) {
      const adder = productOfFractions(unitOfRow('adder', manBits));
      const equation = productOfFractions(unitOfRow('equation', manBits));
      const size = 2 ** manBits;
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) {
          const s = (a + b) / size + c;
          expect(adder(a, b)).toBe(s < 1 ? 1 + s : 2 * s);
          expect(equation(a, b)).toBe(1 + s);
        }
    }
  });

  it('cover every pair once', () => {
    let pairs = 0;
    forFractionPairs(unitOfRow('adder', 4), () => pairs++);
    expect(pairs).toBe(256);
  });
});
