import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { type Compute, modelOf } from '../../src/model/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { float32Bits, float32FromBits } from '../format/dyadic.ts';
import { directedCodes, type Pair, pairsAtTheEnds, randomPairs } from './operands.ts';

const fp32 = parseFormat('fp32');
const full = modelOf(unitSpec('exact', fp32, { contract: 'full' }));

/**
 * The product of two float32 has at most 48 significant bits and an exponent above -299: a double holds it exactly,
 * and Math.fround rounds it once, to nearest even. That is IEEE 754 multiplication on the machine's own terms.
 */
function expectMachineProducts(pairs: readonly Pair[], model: Compute): void {
  for (const [a, b] of pairs) {
    const product = Math.fround(float32FromBits(Number(a)) * float32FromBits(Number(b)));
    const expected = Number.isNaN(product) ? 0x7fc00000n : float32Bits(product);
    if (model(a, b) !== expected) expect.fail(`${a} x ${b} is ${model(a, b)}, not ${expected}`);
  }
}

describe('the exact fp32 product under contract full', () => {
  it('is Math.fround(x * y) for all boundary codes, each with each', () => {
    const codes = directedCodes(fp32);
    expectMachineProducts(
      codes.flatMap((a) => codes.map((b): Pair => [a, b])),
      full,
    );
  });

  it('is Math.fround(x * y) for 20,000 random pairs, seed 43', () => {
    expectMachineProducts(randomPairs(fp32, 43, 20_000), full);
  });

  it('is Math.fround(x * y) for 20,000 products next to under- and overflow, subnormals among them, seed 47', () => {
    const pairs = pairsAtTheEnds(fp32, 47, 20_000);
    expectMachineProducts(pairs, full);
    const magnitudes = pairs.map(([a, b]) => full(a, b) & 0x7fffffffn);
    expect(magnitudes.filter((mag) => mag > 0n && mag < 0x800000n).length).toBeGreaterThan(5000);
    expect(magnitudes.filter((mag) => mag === 0x7f800000n).length).toBeGreaterThan(1000);
  });
});

describe('the exact fp32 product under contract flush', () => {
  it('is Math.fround(x * y) where operands and product are normal, seed 53', () => {
    const flush = modelOf(unitSpec('exact', fp32));
    const normal = (x: number): boolean => Math.abs(x) >= 2 ** -126 && Math.abs(x) < 2 ** 128;
    const pairs = randomPairs(fp32, 53, 20_000).filter(([a, b]) => {
      const [x, y] = [float32FromBits(Number(a)), float32FromBits(Number(b))];
      return normal(x) && normal(y) && normal(Math.fround(x * y)) && Math.abs(x * y) >= 2 ** -126;
    });
    expect(pairs.length).toBeGreaterThan(10_000);
    expectMachineProducts(pairs, flush);
  });
});
