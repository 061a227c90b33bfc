import { describe, expect, it } from 'vitest';
import { decode, encode, ofNumber, parseFormat, toNumber, widthOf } from '../../src/format/index.ts';
import { CLEARED, macModel, macOracle } from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import { type MacSpec, parseMacName } from '../../src/unit/index.ts';
import { float32Bits, float32FromBits } from '../format/dyadic.ts';

const exact = (text: string): bigint =>
  encode(parseFormat('e4m3'), ofNumber(Number(text)), {
    rounding: 'rtz',
    overflow: 'encoding',
    subnormals: 'keep',
  });

/** What numbers of e4m3 give: a row of operands and another, onto an fp32 number. */
function dot(name: string, left: readonly number[], right: readonly number[], onto = 0): number {
  const packed = (of: readonly number[]): bigint =>
    of.reduceRight((above, x) => (above << 8n) | exact(String(x)), 0n);
  const state = { acc: float32Bits(onto), invalid: false };
  const { acc } = macModel(parseMacName(name))(state, packed(left), packed(right));
  expect(macOracle(parseMacName(name))(state, packed(left), packed(right)).acc).toBe(acc);
  return float32FromBits(Number(acc));
}

const of = (lanes: number, window: number, align: string): string =>
  `dot${lanes}_exact_e4m3_multiply_full_wide_into_fp32_rne_w${window}_${align}`;

describe('a window of four places', () => {
  // The largest exponent is 3: places 8, 4, 2, 1.
  it.each<[string, number, number, number, number]>([
    ['truncate', 8, 0.75, 0, 8],
    // Of two's complement this would be 7: the loss has no regard of the sign.
    ['truncate', 8, -0.75, 0, 8],
    ['truncate', 8, 1.5, -2.5, 7],
    ['truncate', -8, -1.5, 2.5, -7],
    ['sticky', 8, 0.75, 0, 9],
    ['sticky', 8, -0.75, 0, 7],
    ['sticky', 8, 2.5, 0, 11],
    ['sticky', 8, 1.5, 2, 11],
    ['sticky', 8, 0, 2 ** -100, 9],
    ['truncate', 0.0625, 0.03125, 8.5, 8],
  ])('%s of %d and %d onto %d is %d', (align, x, y, onto, sum) => {
    expect(dot(of(2, 4, align), [x, y], [1, 1], onto)).toBe(sum);
  });

  it('begins at the largest exponent of what is not zero', () => {
    // 448 x 0 would push everything out of it.
    expect(dot(of(2, 4, 'truncate'), [448, 0.5], [0, 0.5])).toBe(0.25);
    // A zero of the register has the exponent of its smallest normal number, 2^-126.
    expect(dot(of(2, 4, 'truncate'), [0, 0], [1, -1], 2 ** -128)).toBe(2 ** -128);
    expect(dot(of(2, 4, 'truncate'), [0, 0], [1, -1], 2 ** -130)).toBe(0);
  });

  it('holds the register too, which loses places it had', () => {
    expect(dot(of(2, 4, 'truncate'), [0, 0], [1, 1], 1 + 2 ** -20)).toBe(1);
    expect(dot(of(2, 24, 'truncate'), [0, 0], [1, 1], 1 + 2 ** -20)).toBe(1 + 2 ** -20);
  });
});

describe('a dot product in a window', () => {
  it.each([
    ['truncate', 8],
    ['sticky', 64],
  ])('wide enough is the real sum, rounded once: %s, %i lanes, seed 97', (align, lanes) => {
    const format = parseFormat('e4m3');
    const random = new Random(97);
    for (let k = 0; k < 200; k++) {
      const draw = (): number[] =>
        Array.from({ length: lanes }, () => {
          const code = random.bits(8);
          return code % 128n === 127n ? 0 : toNumber(decode(format, code));
        });
      // Products are multiples of 2^-18 and at most 448^2: a double holds every sum, and the window of 55 places.
      const [left, right, onto] = [draw(), draw(), (random.below(2 ** 24) - 2 ** 23) / 2 ** 18];
      const sum = left.reduce((total, x, lane) => total + x * (right[lane] as number), onto);
      expect(dot(of(lanes, 55, align), left, right, onto)).toBe(Math.fround(sum));
    }
  });

  const laws = [
    'dot4_exact_e4m3_multiply_full_wide_into_fp32_rne_w6_truncate',
    'dot4_lmul_e4m3_adder_flush_into_bf16_rne_w9_sticky',
    'dot4_exact_e5m2_multiply_rne_full_into_fp16_rtz_w5_sticky',
  ];
  const draws = (spec: MacSpec, random: Random): bigint[] =>
    Array.from({ length: 2 * spec.lanes }, () => random.bits(widthOf(spec.product.format)));
  const pack = (codes: readonly bigint[]): bigint =>
    codes.reduceRight((above, code) => (above << 8n) | code, 0n);

  it.each(laws)('does not know one lane from another, nor plus from minus: %s, seed 101', (name) => {
    const spec = parseMacName(name);
    const model = macModel(spec);
    const random = new Random(101);
    const top = 1n << BigInt(spec.accumulator.kind === 'window' ? widthOf(spec.accumulator.format) - 1 : 0);
    for (let k = 0; k < 500; k++) {
      const [a, b] = [draws(spec, random).slice(0, 4), draws(spec, random).slice(0, 4)];
      const onto = model(CLEARED, pack(draws(spec, random).slice(0, 4)), pack(a));
      const sum = model(onto, pack(a), pack(b)).acc;
      expect(model(onto, pack(a.toReversed()), pack(b.toReversed())).acc).toBe(sum);
      const negated = { acc: onto.acc ^ top, invalid: false };
      const minus = model(negated, pack(a.map((code) => code ^ 128n)), pack(b)).acc;
      // NaN and a sum of nothing have one sign.
      if (sum % top !== 0n && minus !== sum) expect(minus).toBe(sum ^ top);
    }
  });
});
