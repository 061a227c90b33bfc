import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { type Compute, modelOf, oracleOf } from '../../src/model/index.ts';
import { type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { directedSums } from '../../src/verify/sum-operands.ts';
import { valueByDefinition } from '../format/by-definition.ts';
import { float32Bits, float32FromBits } from '../format/dyadic.ts';
import { directedCodes, type Pair, randomPairs } from './operands.ts';

const fp32 = parseFormat('fp32');

/**
 * Math.fround of a double sum is the correctly rounded float32 sum: a double has more than twice as many bits and two,
 * so that rounding twice is rounding once (Figueroa 1995). That is IEEE 754 addition on the machine's own terms.
 */
function expectMachineSums(pairs: readonly Pair[], model: Compute): void {
  for (const [a, b] of pairs) {
    const sum = Math.fround(float32FromBits(Number(a)) + float32FromBits(Number(b)));
    const expected = Number.isNaN(sum) ? 0x7fc00000n : float32Bits(sum);
    if (model(a, b) !== expected) expect.fail(`${a} + ${b} is ${model(a, b)}, not ${expected}`);
  }
}

describe('the fp32 sum under contract full', () => {
  const full = unitSpec('add', fp32, { contract: 'full' });
  const { a, b } = directedSums(fp32, 61);
  const close = a.map((code, i): Pair => [code, b[i] as bigint]);

  it.each([
    ['model', modelOf(full)],
    ['oracle', oracleOf(full)],
  ])('is in the %s Math.fround(x + y) for boundary codes and every distance of exponents', (_, compute) => {
    expectMachineSums(close, compute);
  });

  it('is Math.fround(x + y) for all boundary codes, each with each, and for 20,000 random pairs, seed 67', () => {
    const codes = directedCodes(fp32);
    expectMachineSums(
      codes.flatMap((x) => codes.map((y): Pair => [x, y])),
      modelOf(full),
    );
    expectMachineSums(randomPairs(fp32, 67, 20_000), modelOf(full));
  });

  it('meets among those pairs exact cancellations, subnormal sums and overflows', () => {
    const model = modelOf(full);
    const mags = close.map(([x, y]) => model(x, y) & 0x7fff_ffffn);
    expect(mags.filter((mag) => mag === 0n).length).toBeGreaterThan(50);
    expect(mags.filter((mag) => mag > 0n && mag < 0x80_0000n).length).toBeGreaterThan(50);
    expect(mags.filter((mag) => mag === 0x7f80_0000n).length).toBeGreaterThan(50);
  });
});

/** The sum of two numbers that e4m3 has, as the value of the result code. */
function sumAt(name: string, x: number, y: number, request: UnitRequest): number {
  const format = parseFormat(name);
  const codeOf = (value: number): bigint => {
    let code = 0;
    while (!Object.is(valueByDefinition(format, code), value)) code++;
    return BigInt(code);
  };
  return valueByDefinition(format, Number(modelOf(unitSpec('add', format, request))(codeOf(x), codeOf(y))));
}

/** Worked by hand: at e4m3 numbers from 1 to 2 lie 1/8 apart, from 256 on 32, and the smallest normal is 2^-6. */
describe('the e4m3 sum', () => {
  it.each<[number, number, UnitRequest, number]>([
    [1, 1, {}, 2],
    [1, 0.0625, {}, 1],
    [1.125, 0.0625, {}, 1.25],
    [1, 0.0625, { rounding: 'rup' }, 1.125],
    [1.125, 0.0625, { rounding: 'rtz' }, 1.125],
    [1, 2 ** -6, { rounding: 'rup' }, 1.125],
    [1, -(2 ** -6), { rounding: 'rtz' }, 0.9375],
    [1, -(2 ** -6), {}, 1],
    [448, 448, {}, 448],
    [448, 448, { contract: 'full' }, Number.NaN],
    [448, 448, { contract: 'full', saturate: true }, 448],
    [448, 16, { contract: 'full' }, 448],
    [448, 18, { contract: 'full' }, Number.NaN],
    [1.125 * 2 ** -6, -(2 ** -6), {}, 0],
    [1.125 * 2 ** -6, -(2 ** -6), { contract: 'full' }, 2 ** -9],
    [2 ** -9, 2 ** -9, { contract: 'full' }, 2 ** -8],
    [2 ** -9, 2 ** -6, {}, 2 ** -6],
    [-0, -0, {}, -0],
    [0, -0, {}, 0],
    [1, -1, { rounding: 'rdn' }, -0],
  ])('of %d and %d with %j is %d', (x, y, request, sum) => {
    expect(sumAt('e4m3', x, y, request)).toBe(sum);
  });

  it('of infinities is Inf, and NaN where they are opposite', () => {
    for (const contract of ['flush', 'full']) {
      expect(sumAt('e5m2', Infinity, 1, { contract })).toBe(Infinity);
      expect(sumAt('e5m2', -Infinity, -Infinity, { contract })).toBe(-Infinity);
      expect(sumAt('e5m2', Infinity, -Infinity, { contract })).toBe(Number.NaN);
    }
  });
});
