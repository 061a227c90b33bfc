import { describe, expect, it } from 'vitest';
import { decode, parseFormat, toNumber, widthOf } from '../../src/format/index.ts';
import { type AccumulatorState, CLEARED, macModel, macOracle } from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import {
  accumulatorFixedPoint,
  type MacSpec,
  macSpec,
  productFixedPoint,
  type UnitRequest,
  unitSpec,
} from '../../src/unit/index.ts';
import { float32Bits, float32FromBits } from '../format/dyadic.ts';
import { SPECS, specOf } from './macs-under-test.ts';

/** Operand codes that keep sums going: NaN and Inf now and then, mostly numbers of the middle of the range. */
function operands(spec: MacSpec, random: Random): [bigint, bigint] {
  const { format } = spec.product;
  const draw = (): bigint => {
    const code = random.bits(widthOf(format));
    if (random.below(200) === 0 || decode(format, code).kind === 'finite') return code;
    return code & ~(1n << BigInt(format.manBits + 1));
  };
  const lanes = (): bigint =>
    Array.from({ length: spec.lanes }, draw).reduce(
      (above, code) => (above << BigInt(widthOf(format))) | code,
      spec.scale === 'none' ? 0n : [120n + random.bits(4), random.bits(8), 254n, 0n][random.below(4)]!,
    );
  return [lanes(), lanes()];
}

describe('the model of a multiply-accumulate unit', () => {
  it.each(SPECS)('is the oracle on 40 sums of 100 products: %s, seed 71', (name) => {
    const spec = specOf(name);
    const [model, oracle] = [macModel(spec), macOracle(spec)];
    const random = new Random(71);
    for (let sum = 0; sum < 40; sum++) {
      let state: AccumulatorState = CLEARED;
      for (let k = 0; k < 100; k++) {
        const [a, b] = operands(spec, random);
        const expected = oracle(state, a, b);
        expect(model(state, a, b), `${name}: ${a} ${b} onto ${state.acc}`).toEqual(expected);
        state = expected;
      }
    }
  });

  it('with an fp32 accumulator is Math.fround(acc + a * b) of wide e4m3 products, for 20,000 of them, seed 73', () => {
    const format = parseFormat('e4m3');
    const model = macModel(macSpec(unitSpec('exact', format, { output: 'wide', contract: 'full' })));
    const random = new Random(73);
    let [state, machine] = [CLEARED, 0];
    for (let k = 0; k < 20_000; k++) {
      const [a, b] = [random.bits(8), random.bits(8)].map((code) => (code % 128n === 127n ? 0n : code)) as [
        bigint,
        bigint,
      ];
      state = model(state, a, b);
      machine = Math.fround(machine + toNumber(decode(format, a)) * toNumber(decode(format, b)));
      if (state.acc !== float32Bits(machine))
        expect.fail(`after ${k} steps ${float32FromBits(Number(state.acc))}, not ${machine}`);
    }
  });

  it.each([
    ['e4m3', 37],
    ['e5m2', 65],
    ['e3m2', 19],
    ['e2m3', 13],
    ['e2m1', 9],
  ])('of exact %s products has a Kulisch register of %i bits, and its guard bits', (name, width) => {
    const product = unitSpec('exact', parseFormat(name), { output: 'wide', contract: 'full' });
    if (product.product === 'add') throw new Error('not a product');
    expect(productFixedPoint(product).width).toBe(width);
    expect(accumulatorFixedPoint(macSpec(product, { accumulator: 'kulisch' })).width).toBe(width + 12);
  });

  it.each<[string, UnitRequest]>([
    ['e4m3', { output: 'wide', contract: 'full' }],
    ['e2m1', { output: 'wide', contract: 'full' }],
    ['e2m3', { output: 'wide' }],
  ])('of %s with a Kulisch register is the exact sum of 4,096 products, seed 79', (name, request) => {
    const format = parseFormat(name);
    const spec = macSpec(unitSpec('exact', format, request), { accumulator: 'kulisch' });
    const { width, fractionBits } = accumulatorFixedPoint(spec);
    const model = macModel(spec);
    const random = new Random(79);
    let [state, exact] = [CLEARED, 0];
    for (let k = 0; k < 4096; k++) {
      const [a, b] = operands(spec, random);
      const [x, y] = [toNumber(decode(format, a)), toNumber(decode(format, b))];
      if (!Number.isFinite(x * y)) continue;
      state = model(state, a, b);
      const least = request.contract === 'full' ? 0 : 2 ** (1 - format.bias);
      // Products have at most 8 bits above 2^-18: a double holds every sum of 4,096 of them.
      if (Math.abs(x) >= least && Math.abs(y) >= least) exact += x * y;
    }
    expect(Number(BigInt.asIntN(width, state.acc)) / 2 ** fractionBits).toBe(exact);
  });

  it.each([4, 32, 64])('of %i lanes of e4m3 is the exact sum of 4,096 products, seed 89', (lanes) => {
    const format = parseFormat('e4m3');
    const product = unitSpec('exact', format, { output: 'wide', contract: 'full' });
    const spec = macSpec(product, { accumulator: 'kulisch', lanes });
    const { width, fractionBits } = accumulatorFixedPoint(spec);
    const model = macModel(spec);
    const random = new Random(89);
    let [state, exact] = [CLEARED, 0];
    for (let k = 0; k < 4096; k += lanes) {
      const codes = Array.from({ length: 2 * lanes }, () => {
        const code = random.bits(8);
        return code % 128n === 127n ? 0n : code;
      });
      const [left, right] = [codes.slice(0, lanes), codes.slice(lanes)];
      const packed = (of: bigint[]): bigint => of.reduceRight((above, code) => (above << 8n) | code, 0n);
      state = model(state, packed(left), packed(right));
      for (let lane = 0; lane < lanes; lane++)
        exact += toNumber(decode(format, left[lane]!)) * toNumber(decode(format, right[lane]!));
    }
    expect(Number(BigInt.asIntN(width, state.acc)) / 2 ** fractionBits).toBe(exact);
  });

  it('with MX scales and a Kulisch register is the exact sum of blocks under every scale, seed 103', () => {
    const format = parseFormat('e2m1');
    const spec = specOf('dot4_exact_e2m1_multiply_full_wide_into_kulisch_g3_mx');
    const { width, fractionBits } = accumulatorFixedPoint(spec);
    const model = macModel(spec);
    const random = new Random(103);
    // Products of e2m1 are whole quarters; scales are 2^-254 to 2^254 together.
    let [state, exact] = [CLEARED, 0n];
    for (let k = 0; k < 2000; k++) {
      const [scaleA, scaleB] = [random.below(255), random.below(254)];
      const codes = Array.from({ length: 8 }, () => random.bits(4));
      const packed = (of: bigint[], scale: number): bigint =>
        of.reduceRight((above, code) => (above << 4n) | code, 0n) | (BigInt(scale) << 16n);
      state = model(state, packed(codes.slice(0, 4), scaleA), packed(codes.slice(4), scaleB));
      for (let lane = 0; lane < 4; lane++) {
        const [x, y] = [codes[lane]!, codes[lane + 4]!].map((code) => toNumber(decode(format, code)));
        exact += BigInt(4 * x! * y!) * 2n ** BigInt(scaleA + scaleB);
      }
    }
    expect(fractionBits).toBe(2 + 254);
    expect(BigInt.asIntN(width, state.acc)).toBe(exact);
    const nan = model(CLEARED, (255n << 16n) | 0x1111n, (127n << 16n) | 0x1111n);
    expect(nan).toEqual({ acc: 0n, invalid: true });
  });

  it('stays at the ends of a Kulisch register, and remembers a NaN until it is cleared', () => {
    const model = macModel(specOf('mac_exact_e4m3_multiply_full_wide_into_kulisch_g1'));
    let [up, down] = [CLEARED, CLEARED];
    for (let k = 0; k < 5; k++) {
      up = model(up, 0x7en, 0x7en);
      down = model(down, 0x7en, 0xfen);
    }
    expect(BigInt.asIntN(38, up.acc)).toBe(2n ** 37n - 1n);
    expect(BigInt.asIntN(38, down.acc)).toBe(-(2n ** 37n));
    const bad = model(up, 0x7fn, 0n);
    expect(bad).toEqual({ acc: up.acc, invalid: true });
    expect(model(bad, 0n, 0n).invalid).toBe(true);
  });
});
