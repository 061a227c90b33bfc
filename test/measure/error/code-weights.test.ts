import { describe, expect, it } from 'vitest';
import { decode, parseFormat, toNumber } from '../../../src/format/index.ts';
import { normalMass } from '../../../src/measure/error/normal-mass.ts';
import {
  codeOf,
  codeWeights,
  DISTRIBUTIONS,
  type OperandSource,
  operandStream,
} from '../../../src/measure/index.ts';

describe('the mass of a normal distribution', () => {
  // Abramowitz and Stegun, table 26.1 and 26.2, and the same to more places.
  it.each([
    [-1, 1, 0.682689492137086],
    [-2, 2, 0.954499736103642],
    [-3, 3, 0.99730020393674],
    [0, 0.5, 0.191462461274013],
    [2.9, 3.1, 0.0008982098],
    [5, Infinity, 2.866515718791939e-7],
    [10, Infinity, 7.619853024160525e-24],
    [-Infinity, -4, 3.167124183311992e-5],
    [-Infinity, Infinity, 1],
  ])('from %d to %d is the published one', (low, high, mass) => {
    const places = String(mass).replace(/e.*|^0\.0*|\./g, '').length;
    expect(normalMass(low, high) / mass).toBeCloseTo(1, Math.min(places - 1, 12));
  });

  it('adds up, across the place where the computation changes', () => {
    for (let cut = 2.5; cut < 3.5; cut += 0.1)
      expect(normalMass(2, cut) + normalMass(cut, 6)).toBeCloseTo(normalMass(2, 6), 15);
  });
});

const SOURCES: readonly OperandSource[] = [
  { kind: 'uniform' },
  ...DISTRIBUTIONS.map((kind) => ({ kind, sigma: 2 })),
];

describe.each(SOURCES)('code weights of $kind operands', (source) => {
  it.each(['e2m1', 'e4m3', 'e5m2', 'e4m3-fnuz', 'e3m2'])('of %s are a distribution', (name) => {
    const weights = codeWeights(source, parseFormat(name));
    expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
  });

  it.each(['e2m1', 'e3m2', 'e4m3-fnuz'])('of %s are what 60,000 drawn operands come to (seed 1)', (name) => {
    const format = parseFormat(name);
    const weights = codeWeights(source, format);
    const operand = { ...source, reuse: 1 };
    const draws = 60_000;
    const counts = new Float64Array(weights.length);
    const { a } = operandStream({ name: 'mixed', seed: 1, a: operand, b: operand }, format).pairs(0, draws);
    for (const code of a) counts[Number(code)]! += 1;
    // Neighbours of ar1 are alike: the variance of a mean is (1 + rho) / (1 - rho) times as large.
    const widening = source.kind === 'ar1' ? Math.sqrt(1.95 / 0.05) : 1;
    for (const [code, weight] of weights.entries()) {
      const deviation = Math.sqrt((weight * (1 - weight)) / draws);
      expect(Math.abs(counts[code]! / draws - weight), `code ${code}`).toBeLessThanOrEqual(
        4.5 * widening * deviation,
      );
    }
  });
});

describe('code weights follow the rounding of codeOf', () => {
  it.each(['e4m3', 'e5m2', 'e2m1'])('of %s: all that a code gets is rounded to it', (name) => {
    const format = parseFormat(name);
    // The density at a point is that of the code it goes to: integrate it numerically, point by point.
    const sigma = 1;
    const expected = new Float64Array(256);
    const steps = 40_000;
    for (let i = 0; i < steps; i++) {
      const x = -5 + (10 * (i + 0.5)) / steps;
      expected[Number(codeOf(format, x))]! +=
        ((10 / steps) * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    }
    const weights = codeWeights({ kind: 'gaussian', sigma }, format);
    for (const [code, weight] of weights.entries())
      expect(weight, `${toNumber(decode(format, BigInt(code)))}`).toBeCloseTo(expected[code]!, 3);
    expect(weights[0]).toBe(weights[weights.length / 2]);
  });
});
