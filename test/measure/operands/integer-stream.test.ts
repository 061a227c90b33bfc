import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../../src/format/index.ts';
import {
  integerOperands,
  integerStimulus,
  laneStream,
  type StimulusName,
  stimulusSpec,
} from '../../../src/measure/index.ts';
import { type IntegerSpec, intMacSpec, ternaryMacSpec } from '../../../src/unit/index.ts';

const e4m3 = parseFormat('e4m3');
const int8 = intMacSpec(8);
const ternary = ternaryMacSpec(8);

function codes(
  unit: IntegerSpec,
  name: StimulusName,
  count: number,
  side: 'a' | 'b' = 'a',
): readonly bigint[] {
  return integerOperands(integerStimulus(name, unit), unit).pairs(0, count)[side];
}

const signed = (all: readonly bigint[], bits: number): number[] =>
  all.map((code) => Number(BigInt.asIntN(bits, code)));
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const share = (values: readonly number[], of: (value: number) => boolean): number =>
  values.filter(of).length / values.length;

describe('operands of integer units', () => {
  it('are the same each time, in any pieces, and both sides are drawn apart', () => {
    const stream = integerOperands(integerStimulus('gaussian', int8), int8);
    const whole = stream.pairs(0, 300);
    expect(integerOperands(integerStimulus('gaussian', int8), int8).pairs(100, 200).a).toEqual(
      whole.a.slice(100),
    );
    expect(whole.a).not.toEqual(whole.b);
  });

  it('gaussian has a deviation of a quarter of the largest magnitude, and never the least integer', () => {
    const values = signed(codes(int8, 'gaussian', 40_000), 8);
    expect(mean(values)).toBeCloseTo(0, 0);
    // Rounding adds 1/12 to the variance.
    expect(Math.sqrt(mean(values.map((x) => x * x)))).toBeCloseTo(Math.sqrt(32 ** 2 + 1 / 12), 0);
    const heavy = signed(codes(int8, 'lognormal', 40_000), 8);
    expect(Math.min(...heavy)).toBe(-127);
    expect(Math.max(...heavy)).toBe(127);
  });

  it('uniform has every code of an integer, and the three weights alike', () => {
    expect(new Set(codes(int8, 'uniform', 20_000)).size).toBe(256);
    const weights = signed(codes(ternary, 'uniform', 30_000, 'b'), 2);
    for (const weight of [-1, 0, 1]) expect(share(weights, (x) => x === weight)).toBeCloseTo(1 / 3, 2);
  });

  it('gaussian weights are 0 where they are nearer to it than to one: 31.1 % of a normal distribution', () => {
    const weights = signed(codes(ternary, 'gaussian', 60_000, 'b'), 2);
    expect(share(weights, (x) => x === 0)).toBeCloseTo(0.3108, 2);
    expect(share(weights, (x) => x === 1)).toBeCloseTo(
      share(weights, (x) => x === -1),
      2,
    );
  });

  it('five weights to a byte are those of five lanes, the first in the highest digit', () => {
    const packed = ternaryMacSpec(8, { packed: true, lanes: 10 });
    const plain = ternaryMacSpec(8, { lanes: 10 });
    const bytes = codes(packed, 'gaussian', 50, 'b');
    const pairs = codes(plain, 'gaussian', 50, 'b');
    bytes.forEach((word, at) => {
      const weights = [0, 1].flatMap((byte) => {
        let code = Number((word >> BigInt(8 * byte)) & 255n);
        return Array.from({ length: 5 }, () => {
          code *= 3;
          const digit = code >> 8;
          code &= 255;
          return digit - 1;
        });
      });
      const expected = Array.from({ length: 10 }, (_, lane) =>
        Number(BigInt.asIntN(2, pairs[at]! >> BigInt(2 * lane))),
      );
      expect(weights).toEqual(expected);
    });
  });

  it('numbers under ternary weights are those of the format, with the weights of INT8 units', () => {
    const unit = ternaryMacSpec(e4m3, { lanes: 3 });
    const { a, b } = integerOperands(integerStimulus('gaussian', unit), unit).pairs(0, 200);
    const lanes = laneStream(stimulusSpec('gaussian', e4m3), e4m3, 3).pairs(0, 200);
    expect(a).toEqual(lanes.a);
    expect(b).toEqual(codes(ternaryMacSpec(8, { lanes: 3 }), 'gaussian', 200, 'b'));
    const uniform = codes(ternaryMacSpec(e4m3), 'uniform', 8000);
    expect(new Set(uniform).size).toBe(254);
    expect(uniform.filter((code) => (code & 0x7fn) === 0x7fn)).toEqual([]);
  });

  it('held keeps the second operand of every lane', () => {
    const dot = intMacSpec(4, { lanes: 3 });
    const { a, b } = integerOperands(integerStimulus('held', dot), dot).pairs(0, 128);
    expect(new Set(b).size).toBe(2);
    expect(new Set(a).size).toBeGreaterThan(64);
    expect(a.every((word) => word < 4096n)).toBe(true);
  });
});
