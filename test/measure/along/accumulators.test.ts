import { describe, expect, it } from 'vitest';
import { parseFormat, widthOf } from '../../../src/format/index.ts';
import { sumsByModel, sumsOf } from '../../../src/measure/along/accumulators.ts';
import { lengthsUpTo, operandStream, stimulusSpec } from '../../../src/measure/index.ts';
import { Random } from '../../../src/random.ts';
import { parseMacName } from '../../../src/unit/index.ts';

describe('the sums of a dot product', () => {
  it.each([
    ['dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky', 'fp'],
    ['dot4_exact_e2m1_multiply_full_wide_into_fp32_rne_w24_truncate_mx', 'mx'],
  ])('are real sums of its products while no place is lost: %s', (name) => {
    // 1 x 1, four a clock: 4, 16, 64, whatever the window; block scales are one.
    const spec = parseMacName(name);
    const { bias, manBits } = spec.product.format;
    const one = BigInt(bias) << BigInt(manBits);
    const ones = Array<bigint>(64).fill(one);
    expect(sumsOf(spec)({ a: ones, b: ones }, [4, 16, 64])).toEqual([4, 16, 64]);
  });
});

describe('the sums of the fast accumulators', () => {
  it.each([
    'mac_lmul_e4m3_adder_flush_into_fp32_rne',
    'mac_lmul_e4m3_adder_flush_into_bf16_rne',
    'mac_lmul_e5m2_adder_full_into_fp16_rne',
    'mac_exact_e4m3_multiply_rne_flush_into_bf16_rtz',
    'mac_exact_e5m2_multiply_full_wide_into_fp32_rtz',
    'mac_exact_e4m3_multiply_rne_full_into_fp16_rtz',
    'mac_mitchell_e3m2_adder_flush_into_e6m4_rne',
    'mac_lmul_bf16_adder_flush_into_bf16_rtz',
    'mac_lmul_bf16_adder_flush_into_fp32_rne',
    'mac_exact_e4m3_multiply_full_wide_into_kulisch_g4',
    'mac_lmul_e4m3_adder_flush_into_kulisch_g0',
    'mac_lmul_e2m1_adder_flush_into_kulisch_g2',
  ])('are those of the model after every step, of any codes and of gaussian ones: %s, seed 107', (name) => {
    const spec = parseMacName(name);
    const { format } = spec.product;
    const [fast, model] = [sumsOf(spec), sumsByModel(spec)];
    const lengths = Array.from({ length: 200 }, (_, at) => at + 1);
    const random = new Random(107);
    const draw = (): bigint[] => lengths.map(() => random.bits(widthOf(format)));
    const stream = operandStream(stimulusSpec('lognormal', format, { seed: 107 }), format);
    for (let sum = 0; sum < 20; sum++) {
      const pairs = sum % 2 === 0 ? { a: draw(), b: draw() } : stream.pairs(200 * sum, 200);
      expect(fast(pairs, lengths)).toEqual(model(pairs, lengths).map(same));
    }
  });

  it.each([
    'dot8_exact_e4m3_multiply_full_wide_into_fp32_rne_w14_truncate',
    'dot4_lmul_e4m3_adder_flush_into_bf16_rne_w6_sticky',
    'dot3_exact_e5m2_multiply_rne_full_into_fp16_rtz_w9_truncate',
  ])('are those of the model after every step of several lanes: %s, seed 108', (name) => {
    const spec = parseMacName(name);
    const { format } = spec.product;
    const [fast, model] = [sumsOf(spec), sumsByModel(spec)];
    const lengths = Array.from({ length: 40 }, (_, at) => (at + 1) * spec.lanes);
    const longest = lengths.at(-1)!;
    const random = new Random(108);
    const draw = (): bigint[] => Array.from({ length: longest }, () => random.bits(widthOf(format)));
    const stream = operandStream(stimulusSpec('lognormal', format, { seed: 108 }), format);
    for (let sum = 0; sum < 20; sum++) {
      const pairs = sum % 2 === 0 ? { a: draw(), b: draw() } : stream.pairs(longest * sum, longest);
      expect(fast(pairs, lengths).map(same)).toEqual(model(pairs, lengths).map(same));
    }
  });

  it('reach the ends and infinity as the model does', () => {
    const largest = (name: string): { a: bigint[]; b: bigint[] } => {
      const most = name.includes('e5m2') ? 0x7bn : 0x7en;
      return { a: Array<bigint>(64).fill(most), b: Array<bigint>(64).fill(most) };
    };
    const ends = [
      'mac_exact_e4m3_multiply_full_wide_into_kulisch_g1',
      'mac_exact_e5m2_multiply_rne_flush_into_fp16_rne',
      'mac_lmul_e5m2_adder_full_saturate_into_fp16_rne',
      'mac_lmul_e5m2_adder_full_saturate_into_fp16_rtz',
    ].map((name) => {
      const spec = parseMacName(name);
      const lengths = lengthsUpTo(64);
      const sums = sumsOf(spec)(largest(name), lengths);
      expect(sums).toEqual(sumsByModel(spec)(largest(name), lengths));
      return sums.at(-1);
    });
    expect(ends.slice(1)).toEqual([65504, Infinity, 65504]);
  });

  it('takes the lanes of a dot product a step at a time', () => {
    const spec = parseMacName('dot4_exact_e2m1_multiply_full_wide_into_kulisch_g12');
    const one = parseMacName('mac_exact_e2m1_multiply_full_wide_into_kulisch_g12');
    const format = parseFormat('e2m1');
    const pairs = operandStream(stimulusSpec('uniform', format), format).pairs(0, 64);
    expect(sumsOf(spec)(pairs, [4, 16, 64])).toEqual(sumsOf(one)(pairs, [4, 16, 64]));
  });
});

/** Of zeros the sign does not count: no sum depends on it. */
const same = (sum: number): number => (sum === 0 ? 0 : sum);
