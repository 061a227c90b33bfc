import { describe, expect, it } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';
import { CATALOGUE, parseFormat } from '../../src/format/index.ts';
import {
  anyParts,
  anyPorts,
  fixedSpec,
  integerName,
  integerWords,
  intMacSpec,
  intSpec,
  isActivation,
  looksLikeMacName,
  nameOf,
  packWeights,
  parseIntegerName,
  safeTerms,
  ternaryMacSpec,
} from '../../src/unit/index.ts';

const NAMES = [
  ['int8_array', 'int 8 --architecture array'],
  ['int4_multiply', 'int 4 --architecture multiply'],
  ['fixed_q3_4_array_rne', 'fixed q3.4 --architecture array --rounding rne'],
  ['fixed_q0_15_multiply_half_up', 'fixed q0.15 --architecture multiply --rounding half-up'],
  ['mac_int8_array_into_int32_wrap', 'mac int8 --architecture array --accumulator int32'],
  [
    'dot16_int4_multiply_into_int24_saturate',
    'dot int4 --lanes 16 --architecture multiply --accumulator int24 --saturate',
  ],
  ['mac_ternary_int8_into_int20_wrap', 'mac int8 --weights ternary --accumulator int20'],
  [
    'dot20_ternary_packed_int8_into_int24_saturate',
    'dot int8 --lanes 20 --weights packed --accumulator int24 --saturate',
  ],
  ['mac_ternary_e4m3_into_int31_wrap', 'mac e4m3 --weights ternary --accumulator int31'],
  ['mac_ternary_e4m3_b11fnuz_into_int40_wrap', 'mac e4m3-b11fnuz --weights ternary --accumulator int40'],
  [
    'mac_ternary_e3m1_bias2_finite_into_int21_wrap',
    'mac e3m1-bias2-finite --weights ternary --accumulator int21',
  ],
  [
    'dot20_ternary_packed_e4m3_into_int31_saturate',
    'dot e4m3 --lanes 20 --weights packed --accumulator int31 --saturate',
  ],
] as const;

function refusalOf(ask: () => unknown): unknown {
  try {
    ask();
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  return undefined;
}

describe('the name of an integer unit', () => {
  it.each(NAMES)('%s stands for one unit: %s', (name, words) => {
    const spec = parseIntegerName(name);
    expect(integerName(spec)).toBe(name);
    expect(nameOf(spec)).toBe(name);
    expect(integerWords(spec)).toBe(words);
  });

  it('is none where the tool would print another', () => {
    const wrong = 'dot1_int8_array_into_int32_wrap';
    expect(refusalOf(() => parseIntegerName(wrong))).toMatchObject({
      code: 'integer/name',
      got: wrong,
      wayOut: 'mac_int8_array_into_int32_wrap, the name the tool prints for it',
    });
    expect(looksLikeMacName('int8_array')).toBe(false);
    expect(refusalOf(() => parseIntegerName('mac_ternary_e4m3_fn_into_int31_wrap'))).toMatchObject({
      wayOut: 'mac_ternary_e4m3_into_int31_wrap, the name the tool prints for it',
    });
  });
});

describe('an integer unit', () => {
  it('is by default a Dadda tree, before a register of 32 bits that wraps', () => {
    expect(intSpec(8)).toEqual({ kind: 'int', bits: 8, architecture: 'array' });
    const { register } = intMacSpec(8);
    expect(register).toEqual({ bits: 32, overflow: 'wrap' });
    expect(ternaryMacSpec(8).register).toEqual({ bits: 20, overflow: 'wrap' });
  });

  it('has the ports of its operands: all lanes side by side, packed weights five to a byte', () => {
    const widths = (spec: Parameters<typeof anyPorts>[0]): Record<string, number> =>
      Object.fromEntries(anyPorts(spec).map(({ name, width }) => [name, width]));
    expect(widths(intSpec(4))).toEqual({ a_i: 4, b_i: 4, p_o: 8 });
    expect(widths(intMacSpec(8, { lanes: 3 }))).toMatchObject({ a_i: 24, b_i: 24, acc_o: 32 });
    expect(widths(ternaryMacSpec(8, { lanes: 3 }))).toMatchObject({ a_i: 24, b_i: 6, acc_o: 20 });
    expect(widths(ternaryMacSpec(8, { lanes: 10, packed: true }))).toMatchObject({ a_i: 80, b_i: 16 });
  });

  it('says how many terms cannot leave its register: one less than 4,096 for int20 of ternary int8', () => {
    // 4,096 x 128 is 2^19, one more than 20 bits hold.
    expect(safeTerms(ternaryMacSpec(8))).toBe(4095n);
    expect(safeTerms(intMacSpec(8))).toBe(131_071n);
  });

  it('adds numbers of a format as integers in units of the smallest subnormal, wide enough for 4,096 of them', () => {
    // 448 is 229,376 times 2^-9, 18 bits and a sign; 57,344 of e5m2 is 7 * 2^29 times 2^-16.
    const [e4m3, e5m2, e2m1] = ['e4m3', 'e5m2', 'e2m1'].map((name) => ternaryMacSpec(parseFormat(name)));
    expect(e4m3).toMatchObject({ bits: 19, register: { bits: 31, overflow: 'wrap', fractionBits: 9 } });
    expect(e5m2).toMatchObject({ bits: 33, register: { bits: 45, fractionBits: 16 } });
    expect(e2m1).toMatchObject({ bits: 5, register: { bits: 17, fractionBits: 1 } });
    expect(safeTerms(e4m3!)).toBe(4681n);
    const [a, b, acc] = ['a_i', 'b_i', 'acc_o'].map((port) =>
      anyPorts(e4m3!).find(({ name }) => name === port),
    );
    expect([a?.width, b?.width, acc?.width]).toEqual([8, 2, 31]);
    expect(ternaryMacSpec(8)).not.toHaveProperty('activation');
  });

  it('takes as activations what 4,096 terms of fit 64 bits: fp8 and fp16, not bf16', () => {
    const taken = CATALOGUE.filter(isActivation).map(({ name }) => name);
    expect(taken).toEqual(
      CATALOGUE.map(({ name }) => name).filter((name) => !/^(bf16|tf32|fp32)$/.test(name)),
    );
  });

  it('has a product as its part where it multiplies, and none where it only adds', () => {
    expect(anyParts(intMacSpec(4, { lanes: 5 }))).toEqual([{ spec: intSpec(4), count: 5 }]);
    expect(anyParts(ternaryMacSpec(8))).toEqual([]);
    expect(anyParts(intSpec(8))).toEqual([]);
  });
});

describe('packed weights', () => {
  it('are the least fraction of 256 with their ternary digits', () => {
    expect(packWeights([-1, -1, -1, -1, -1])).toBe(0n);
    expect(packWeights([0, 0, 0, 0, 0])).toBe(128n);
    expect(packWeights([1, 1, 1, 1, 1])).toBe(255n);
    // 0.1 in ternary is a third: 85.3 of 256.
    expect(packWeights([0, -1, -1, -1, -1])).toBe(86n);
  });
});

describe('refused of an integer unit', () => {
  it.each([
    ['an operand of 17 bits', () => intSpec(17), 'int 17', 'int 8, int 4'],
    [
      'an architecture of floating point',
      () => intSpec(8, { architecture: 'carry-in' }),
      '--architecture carry-in',
      'array, multiply',
    ],
    [
      'a floating-point register',
      () => intMacSpec(8, { accumulator: 'fp32' }),
      '--accumulator fp32',
      '--accumulator int32',
    ],
    [
      'a register that one product fills',
      () => intMacSpec(8, { accumulator: 'int15' }),
      '--accumulator int15',
      '--accumulator int16 or wider',
    ],
    [
      'a register that one step of all lanes fills',
      () => ternaryMacSpec(8, { lanes: 16, accumulator: 'int12' }),
      '--accumulator int12',
      '--accumulator int13 or wider',
    ],
    [
      'a fixed-point format without a fraction',
      () => fixedSpec('q7.0'),
      'q7.0',
      'fixed q3.4, fixed q0.7, fixed q0.15',
    ],
    [
      'a rounding of floating point',
      () => fixedSpec('q3.4', { rounding: 'rna' }),
      '--rounding rna',
      'rne, rtz, half-up, rdn',
    ],
    ['too many lanes', () => intMacSpec(8, { lanes: 65 }), '--lanes 65', '--lanes 16'],
    [
      'activations whose sums no register holds',
      () => ternaryMacSpec(parseFormat('bf16')),
      'bf16',
      'a format of fewer exponents, such as e5m2 or fp16, or int16',
    ],
    [
      'a register that nine of the largest numbers fill',
      () => ternaryMacSpec(parseFormat('e4m3'), { lanes: 9, accumulator: 'int21' }),
      '--accumulator int21',
      '--accumulator int22 or wider',
    ],
    [
      'packed weights of one lane',
      () => ternaryMacSpec(8, { packed: true }),
      '--weights packed with one lane',
      'dot with --lanes 5, 10, 20 ... , or --weights ternary',
    ],
  ])('%s', (_, ask, got, wayOut) => {
    expect(refusalOf(ask)).toMatchObject({ code: 'integer/contradiction', got, wayOut });
  });
});
