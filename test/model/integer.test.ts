import { describe, expect, it } from 'vitest';
import {
  type AccumulatorState,
  CLEARED,
  integerMacModel,
  integerMacOracle,
  integerModelOf,
  integerOracleOf,
} from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import {
  type IntegerMacSpec,
  type IntegerProductSpec,
  integerWidths,
  isIntegerMac,
  packWeights,
  parseIntegerName,
} from '../../src/unit/index.ts';

function productOf(name: string): IntegerProductSpec {
  const spec = parseIntegerName(name);
  if (isIntegerMac(spec)) throw new Error(`${name} has a register`);
  return spec;
}

function macOf(name: string): IntegerMacSpec {
  const spec = parseIntegerName(name);
  if (!isIntegerMac(spec)) throw new Error(`${name} has no register`);
  return spec;
}

describe('the model of a product of integers', () => {
  it.each([
    ...['int2_array', 'int4_array', 'int7_array', 'int8_array'],
    ...['rne', 'rtz', 'half_up', 'rdn'].flatMap((how) => [
      `fixed_q3_4_array_${how}`,
      `fixed_q0_4_array_${how}`,
    ]),
    ...['fixed_q2_1_array_rne', 'fixed_q2_1_array_half_up'],
  ])('%s is its oracle on all pairs', (name) => {
    const spec = productOf(name);
    const [model, oracle] = [integerModelOf(spec), integerOracleOf(spec)];
    const size = 2 ** integerWidths(spec).a;
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        if (model(BigInt(a), BigInt(b)) !== oracle(BigInt(a), BigInt(b))) expect.fail(`${name}: ${a}, ${b}`);
  });

  it('gives the products of a machine: Int8Array and Int16Array', () => {
    const model = integerModelOf(productOf('int8_array'));
    const [operands, product] = [new Int8Array(2), new Int16Array(1)];
    for (let pair = 0; pair < 2 ** 16; pair += 7) {
      operands.set([pair >> 8, pair & 255]);
      product[0] = operands[0]! * operands[1]!;
      const code = Number(model(BigInt(pair >> 8), BigInt(pair & 255)));
      expect(code).toBe(product[0] & 0xffff);
    }
    expect(model(0x80n, 0x80n)).toBe(0x4000n);
  });
});

describe('the model of a fixed-point product', () => {
  // 0.75 x 0.375 = 0.28125 = 4.5 / 16; and its negative.
  it.each([
    ['rne', 4, -4],
    ['rtz', 4, -4],
    ['half-up', 5, -4],
    ['rdn', 4, -5],
  ])('rounds %s', (rounding, up, down) => {
    const model = integerModelOf(productOf(`fixed_q3_4_array_${rounding.replace('-', '_')}`));
    expect(model(12n, 6n)).toBe(BigInt(up));
    expect(BigInt.asIntN(8, model(BigInt.asUintN(8, -12n), 6n))).toBe(BigInt(down));
  });

  it('keeps -1 x -1 at the largest Q15, 0x7fff, and the largest square at 0x7ffe', () => {
    const model = integerModelOf(productOf('fixed_q0_15_array_rne'));
    expect(model(0x8000n, 0x8000n)).toBe(0x7fffn);
    expect(model(0x7fffn, 0x7fffn)).toBe(0x7ffen);
  });
});

describe('the model of an integer unit with a register', () => {
  it.each([
    'mac_int8_array_into_int32_wrap',
    'mac_int4_array_into_int9_wrap',
    'mac_int4_array_into_int9_saturate',
    'dot7_int5_array_into_int16_saturate',
    'mac_ternary_int8_into_int10_wrap',
    'dot6_ternary_int4_into_int8_saturate',
    'dot10_ternary_packed_int8_into_int13_wrap',
    'mac_ternary_e4m3_into_int20_saturate',
    'dot3_ternary_e3m4_into_int16_wrap',
    'dot10_ternary_packed_e5m2_into_int37_saturate',
    'mac_ternary_fp16_into_int53_wrap',
  ])('is the oracle on 60 sums of 60 steps: %s, seed 101', (name) => {
    const spec = macOf(name);
    const [model, oracle] = [integerMacModel(spec), integerMacOracle(spec)];
    const { a: aBits, b: bBits } = integerWidths(spec);
    const random = new Random(101);
    for (let sum = 0; sum < 60; sum++) {
      let state: AccumulatorState = CLEARED;
      for (let k = 0; k < 60; k++) {
        const [a, b] = [random.bits(aBits), random.bits(bBits)];
        const expected = oracle(state, a, b);
        expect(model(state, a, b), `${name}: ${a} ${b} onto ${state.acc}`).toEqual(expected);
        state = expected;
      }
    }
  });

  it('takes the int32 sums of a machine', () => {
    const model = integerMacModel(macOf('mac_int8_array_into_int32_wrap'));
    const random = new Random(103);
    const sum = new Int32Array([0x7fff_0000]);
    let state = { acc: 0x7fff_0000n, invalid: false };
    for (let k = 0; k < 2000; k++) {
      const [a, b] = [random.bits(8), random.bits(8)];
      sum[0] = sum[0]! + Number(BigInt.asIntN(8, a) * BigInt.asIntN(8, b)) + 0;
      state = model(state, a, b);
      expect(BigInt.asIntN(32, state.acc)).toBe(BigInt(sum[0]));
    }
  });

  it('subtracts the least activation as its positive, and leaves out weights 00 and 10', () => {
    const model = integerMacModel(macOf('mac_ternary_int8_into_int20_wrap'));
    const after = (a: bigint, b: bigint): bigint => BigInt.asIntN(20, model(CLEARED, a, b).acc);
    expect([0b00n, 0b01n, 0b10n, 0b11n].map((b) => after(0x80n, b))).toEqual([0n, -128n, 0n, 128n]);
  });

  it.each([
    ...[
      'e4m3',
      'e5m2',
      'e4m3_ieee',
      'e3m4',
      'e4m3_fnuz',
      'e5m2_fnuz',
      'e4m3_b11fnuz',
      'e3m2',
      'e2m3',
      'e2m1',
    ],
    ...['e2m1_bias2_fn', 'e5m1_fn'],
  ])('adds every number of %s under every weight as the oracle does', (format) => {
    const spec = macOf(`mac_ternary_${format}_into_int45_wrap`);
    const [model, oracle] = [integerMacModel(spec), integerMacOracle(spec)];
    for (let a = 0n; a < 2n ** BigInt(integerWidths(spec).a); a++)
      for (let b = 0n; b < 4n; b++)
        if (model(CLEARED, a, b).acc !== oracle(CLEARED, a, b).acc) expect.fail(`${format}: ${a}, ${b}`);
  });

  // By hand: of e4m3 in units of 2^-9, of e5m2 in units of 2^-16, of fnuz 2^-10.
  it.each([
    ['e4m3', 0x01n, 1n],
    ['e4m3', 0x07n, 7n],
    ['e4m3', 0x08n, 8n],
    ['e4m3', 0x38n, 512n],
    ['e4m3', 0x7en, 229_376n],
    ['e4m3', 0xfen, -229_376n],
    ['e4m3', 0x80n, 0n],
    ['e4m3', 0x7fn, 0n],
    ['e4m3', 0xffn, 0n],
    ['e5m2', 0x01n, 1n],
    ['e5m2', 0x3cn, 65_536n],
    ['e5m2', 0x7bn, 57_344n * 65_536n],
    ['e5m2', 0x7cn, 0n],
    ['e5m2', 0xfcn, 0n],
    ['e5m2', 0x7dn, 0n],
    ['e4m3_fnuz', 0x80n, 0n],
    ['e4m3_fnuz', 0x40n, 1024n],
    ['e4m3_fnuz', 0x7fn, 240n * 1024n],
    ['e2m1', 0x7n, 12n],
    ['e2m1', 0x9n, -1n],
  ])('adds %s %i as %i, and subtracts it with weight 11', (format, code, value) => {
    const spec = macOf(`mac_ternary_${format}_into_int45_wrap`);
    for (const add of [integerMacModel(spec), integerMacOracle(spec)])
      expect([0b00n, 0b01n, 0b10n, 0b11n].map((b) => BigInt.asIntN(45, add(CLEARED, code, b).acc))).toEqual([
        ...[0n, value],
        ...[0n, -value],
      ]);
  });

  it('finds in every byte of packed weights the five that were packed', () => {
    const model = integerMacModel(macOf('dot5_ternary_packed_int8_into_int20_wrap'));
    for (let number = 0; number < 243; number++) {
      const weights = [81, 27, 9, 3, 1].map((power) => (Math.floor(number / power) % 3) - 1);
      const byte = packWeights(weights);
      weights.forEach((weight, lane) => {
        const { acc } = model(CLEARED, 100n << BigInt(8 * lane), byte);
        expect(BigInt.asIntN(20, acc), `${weights} lane ${lane}`).toBe(BigInt(100 * weight));
      });
    }
  });

  it('wraps or stays at the ends', () => {
    const [wraps, stays] = ['wrap', 'saturate'].map((how) =>
      integerMacModel(macOf(`mac_int4_array_into_int8_${how}`)),
    );
    const at = { acc: 100n, invalid: false };
    expect(BigInt.asIntN(8, wraps!(at, 8n, 8n).acc)).toBe(-92n);
    expect(stays!(at, 8n, 8n).acc).toBe(127n);
    expect(BigInt.asIntN(8, stays!({ acc: 0x90n, invalid: false }, 8n, 7n).acc)).toBe(-128n);
  });
});
