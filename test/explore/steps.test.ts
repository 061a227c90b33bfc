import { describe, expect, it } from 'vitest';
import { compareResult, parseOperand, type Step, stepsOf } from '../../src/explore/index.ts';
import { codesOf, parseFormat, widthOf } from '../../src/format/index.ts';
import { modelOf, oracleOf } from '../../src/model/index.ts';
import { resultFormat, shortName, type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';

const e4m3 = parseFormat('e4m3');
const stepsText = (steps: readonly Step[]): string =>
  steps
    .flatMap(({ title, rows }) => [
      title,
      ...rows.map(({ label, bits, value }) =>
        `  ${label}: ${bits.map(({ text }) => text).join(' ')} = ${value}`.trimEnd(),
      ),
    ])
    .join('\n');

const SMALL: readonly (readonly [string, UnitRequest])[] = [
  ['lmul', {}],
  ['lmul', { form: 'equation' }],
  ['lmul', { contract: 'full' }],
  ['lmul', { form: 'equation', contract: 'bare', output: 'wide' }],
  ['mitchell', { output: 'wide' }],
  ['exact', {}],
  ['exact', { contract: 'full', rounding: 'rup' }],
  ['exact', { architecture: 'carry-in', rounding: 'rdn' }],
  ['exact', { architecture: 'carry-in', contract: 'full' }],
  ['exact', { output: 'wide', contract: 'full' }],
  ['truncated', { contract: 'full' }],
  ['signed-mantissa', {}],
  ['lns', {}],
  ['lns', { contract: 'full', rounding: 'rup', logGuard: 1 }],
  ['add', {}],
  ['add', { contract: 'full', rounding: 'rdn' }],
];

const specs: UnitSpec[] = ['e2m1', 'e2m2', 'e2m2-fn', 'e3m2-fnuz'].flatMap((name) =>
  SMALL.map(([product, request]) => unitSpec(product, parseFormat(name), request)),
);

describe('the steps of 1.75 x 2.5 at e4m3', () => {
  const of = (form: string): string => {
    const spec = unitSpec('lmul', e4m3, { form });
    return stepsText(stepsOf(spec, parseOperand(e4m3, '1.75').code, parseOperand(e4m3, '2.5').code));
  };

  it('in form adder carry into the exponent and end at 4.5', () => {
    expect(of('adder')).toMatchInlineSnapshot(`
      "Fields
        a: 0 0111 110 = 1.75, exponent 7 - 7 = 0
        b: 0 1000 010 = 2.5, exponent 8 - 7 = 1
      Sum
        |a|: 000111 110 = 62
        |b|: 001000 010 = 66
        - K: 111001 001 = -55
        sum: 001001 001 = 73
      Carry
        ma: 0. 110 = 0.75
        mb: 0. 010 = 0.25
        offset: 0. 001 = 0.125
        ma + mb + offset: 1. 001 = 1.125
      Rounding
      Result
        p: 0 1001 001 = 4.5, code 0x49"
    `);
  });

  it('in form equation halve the fraction, round a tie to even, and end at 4', () => {
    expect(of('equation')).toMatchInlineSnapshot(`
      "Fields
        a: 0 0111 110 = 1.75, exponent 7 - 7 = 0
        b: 0 1000 010 = 2.5, exponent 8 - 7 = 1
      Sum
        ma: 0. 110 = 0.75
        mb: 0. 010 = 0.25
        offset: 0. 001 = 0.125
        ma + mb + offset: 1. 001 = 1.125
      Carry
        significand: 10. 001 = 2.125
        exp, fraction: 001001 000 1 = exponent field 9, significand 1.0625
      Rounding
        before: 001001 000 1 = guard 1, sticky 0
        rounded: 001001 000 = as it is
      Result
        p: 0 1001 000 = 4, code 0x48"
    `);
  });
});

describe('the steps of every pair of operands', () => {
  it.each(specs.map((spec) => [shortName(spec), spec] as const))(
    'of %s end where the oracle does',
    (_, spec) => {
      const oracle = oracleOf(spec);
      const result = resultFormat(spec);
      for (const a of codesOf(spec.format))
        for (const b of codesOf(spec.format)) {
          const last = stepsOf(spec, a, b).at(-1)?.rows[0];
          const bits = last?.bits.map(({ text }) => text).join('');
          expect(bits, `${a} ${b}`).toBe(oracle(a, b).toString(2).padStart(widthOf(result), '0'));
        }
    },
  );

  it.each(specs.map((spec) => [shortName(spec), spec] as const))(
    'of %s add up: a sum is that of the rows above it',
    (_, spec) => {
      for (const a of codesOf(spec.format))
        for (const b of codesOf(spec.format))
          for (const { title, rows } of stepsOf(spec, a, b)) {
            if ((title !== 'Sum' && title !== 'Correction') || rows.length < 3) continue;
            const values = rows.map(({ value }) => Number(value));
            const total = values.slice(0, -1).reduce((sum, value) => sum + value, 0);
            expect(total, `${title} of ${a} ${b}`).toBe(values.at(-1));
          }
    },
  );
});

describe('a result beside what it should be', () => {
  it('is off by what the definitions say: 4.5 and 4 for 4.375', () => {
    const of = (form: string) => compareResult(unitSpec('lmul', e4m3, { form }), 0x3en, 0x42n);
    expect(of('adder')).toEqual({
      real: '4.375',
      unit: { code: '0x49', value: '4.5' },
      rounded: { code: '0x49', value: '4.5' },
      relativeError: 0.125 / 4.375,
      ulps: 0,
    });
    expect(of('equation')).toMatchObject({ unit: { value: '4' }, relativeError: -0.375 / 4.375, ulps: -1 });
  });

  it('is off by nothing for an exact unit, in every mode of rounding to nearest even', () => {
    const spec = unitSpec('exact', e4m3, { contract: 'full' });
    for (const [a, b] of [
      [0x3en, 0x42n],
      [0xben, 0x01n],
      [0x7en, 0x7en],
      [0x00n, 0xffn],
    ] as const)
      expect(compareResult(spec, a, b).ulps ?? 0).toBe(0);
  });

  it.each([
    // What bare makes of codes that are not ordinary numbers: the examples that contracts are there for.
    [0x00n, 0x7en, '3.75'],
    [0x38n, 0x38n, '1.125'],
    [0x7en, 0x40n, '0.013671875'],
    [0x08n, 0x08n, '18'],
  ])('says what bare does to special codes: 0x%s, 0x%s', (a, b, value) => {
    const spec = unitSpec('lmul', e4m3, { contract: 'bare' });
    expect(compareResult(spec, a, b).unit.value).toBe(value);
  });

  it('has no distance where a result is no number', () => {
    const overflow = compareResult(unitSpec('exact', e4m3, { contract: 'full' }), 0x7en, 0x7en);
    expect(overflow).toEqual({
      real: '200704',
      unit: { code: '0x7f', value: 'NaN' },
      rounded: { code: '0x7f', value: 'NaN' },
    });
  });

  it('counts negative results by magnitude too', () => {
    const spec = unitSpec('lmul', e4m3);
    const code = modelOf(spec)(0xb8n, 0x38n);
    expect(compareResult(spec, 0xb8n, 0x38n)).toMatchObject({
      unit: { code: `0x${code.toString(16)}`, value: '-1.125' },
      relativeError: 0.125,
      ulps: 1,
    });
  });
});
