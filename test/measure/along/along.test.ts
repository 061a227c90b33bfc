import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../../src/format/index.ts';
import {
  errorAlong,
  lengthError,
  lengthsUpTo,
  type OperandStream,
  operandStream,
  stimulusSpec,
} from '../../../src/measure/index.ts';
import { exactBeside } from '../../../src/study/index.ts';
import { type MacSpec, macName, parseMacName } from '../../../src/unit/index.ts';
import type { CheckedUnit } from '../../../src/verify/index.ts';

/** As if it had been checked: figures of a real check are tested with the command. */
const checked = (name: string): CheckedUnit<MacSpec> =>
  ({ spec: parseMacName(name) }) as CheckedUnit<MacSpec>;

const gaussian = (name: string, format: string): ReturnType<typeof errorAlong> =>
  errorAlong(
    checked(name),
    operandStream(stimulusSpec('gaussian', parseFormat(format)), parseFormat(format)),
    {
      lengths: [1, 16, 64],
      sums: 128,
    },
  );

describe('the error of sums of one length', () => {
  it('that are all a tenth too large is a gain of a tenth, and 20 dB below the signal', () => {
    const found = lengthError(4, [1.1, -1.1, 2.2], [1, -1, 2]);
    expect(found).toMatchObject({ length: 4, sums: 3 });
    expect(found.gainError).toBeCloseTo(0.1, 12);
    expect(found.rms).toBeCloseTo(0.1, 12);
    expect(found.sqnrDb).toBeCloseTo(20, 10);
    // Mean error 0.2 / 3 over a root mean square of sqrt(2).
    expect(found.bias).toBeCloseTo(0.2 / 3 / Math.SQRT2, 12);
    expect(found.largest).toBeCloseTo(0.2 / Math.SQRT2, 12);
    // Every sum is off by the same share: more of them would say the same.
    expect(found.rmsHalfWidth95).toBeCloseTo(0, 12);
  });

  it('is known to its standard error: by hand, of three sums', () => {
    // Errors 1, 0, 2 onto sums 1, 1, 1: mean 1, sample variance 1, standard error 1 / sqrt(3).
    const found = lengthError(1, [2, 1, 3], [1, 1, 1]);
    expect(found.biasInErrors).toBeCloseTo(Math.sqrt(3), 12);
    // Least squares: gain 1, residues 0, -1, 1, and White's error sqrt(2) / 3.
    expect(found.gainError).toBe(1);
    expect(found.gainInErrors).toBeCloseTo(3 / Math.SQRT2, 12);
    // Squares 1, 0, 4 of mean 5/3: residues -2/3, -5/3, 7/3, and the root halves the error of their mean.
    expect(found.rmsHalfWidth95).toBeCloseTo((1.96 * Math.sqrt(78)) / 9 / (2 * Math.sqrt(5 / 3)), 12);
    expect(found.largest).toBe(2);
  });

  it('counts only sums that are numbers', () => {
    expect(lengthError(1, [1, Number.NaN, Infinity], [1, 1, 1])).toMatchObject({ sums: 1, gainError: 0 });
    expect(lengthError(1, [Number.NaN], [1]).rms).toBeNaN();
  });
});

const ones: OperandStream = {
  spec: stimulusSpec('uniform', parseFormat('e4m3')),
  width: 8,
  pairs: (_, count) => ({ a: Array<bigint>(count).fill(0x38n), b: Array<bigint>(count).fill(0x38n) }),
};

describe('the error along sums', () => {
  it('of 1 x 1 in a window is all that comes once a term is below its last place', async () => {
    // From 1,024 on the last of ten places is worth two, and ones are cut to nothing.
    const found = await errorAlong(
      checked('dot8_exact_e4m3_multiply_full_wide_into_fp32_rne_w10_truncate'),
      ones,
      { lengths: [1024, 2048, 4096], sums: 2 },
    );
    expect(found.map(({ largest, rms, gainError }) => [largest, rms, gainError])).toEqual([
      [0, 0, 0],
      [0.5, 0.5, -0.5],
      [0.75, 0.75, -0.75],
    ]);
  });

  it('of 1 x 1 in L-Mul is an eighth of the sum at every length, and none of the exact product', async () => {
    const along = (name: string) => errorAlong(checked(name), ones, { lengths: lengthsUpTo(256), sums: 3 });
    const lmul = await along('mac_lmul_e4m3_adder_flush_into_fp32_rne');
    expect(lmul.map(({ length }) => length)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    for (const { gainError, bias, sqnrDb } of lmul) {
      expect([gainError, bias]).toEqual([0.125, 0.125]);
      expect(sqnrDb).toBeCloseTo(20 * Math.log10(8), 10);
    }
    for (const { rms, sqnrDb } of await along('mac_exact_e4m3_multiply_rne_flush_into_fp32_rne'))
      expect([rms, sqnrDb]).toEqual([0, Infinity]);
  });

  it('of gaussian operands does not average out in L-Mul: near its mean 4.93 %, more than ten standard errors', async () => {
    const [, , last] = await gaussian('mac_lmul_e4m3_adder_flush_into_fp32_rne', 'e4m3');
    expect(last!.gainError).toBeGreaterThan(0.04);
    expect(last!.gainError).toBeLessThan(0.06);
    expect(last!.gainInErrors).toBeGreaterThan(10);
  });

  it('is nothing where nothing is rounded: whole products before a Kulisch register', async () => {
    for (const { rms } of await gaussian('mac_exact_e4m3_multiply_full_wide_into_kulisch_g12', 'e4m3'))
      expect(rms).toBe(0);
  });
});

describe('the exact unit beside another', () => {
  it.each([
    ['mac_lmul_e4m3_adder_flush_into_fp32_rne', 'mac_exact_e4m3_multiply_rne_flush_into_fp32_rne'],
    [
      'mac_exact_e4m3_carry_in_rtz_flush_p1_into_bf16_rtz',
      'mac_exact_e4m3_multiply_rne_flush_p1_into_bf16_rtz',
    ],
    ['dot4_lmul_e2m1_adder_full_wide_into_kulisch_g4', 'dot4_exact_e2m1_multiply_full_wide_into_kulisch_g4'],
  ])('%s has its contract, its output and its accumulator', (name, beside) => {
    expect(macName(exactBeside(parseMacName(name))!)).toBe(beside);
  });

  it('is none beside the exact product', () => {
    expect(exactBeside(parseMacName('mac_exact_e4m3_carry_in_rne_flush_into_fp32_rne'))).toBeUndefined();
  });
});
