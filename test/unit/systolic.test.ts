import { describe, expect, it } from 'vitest';
import {
  parseMacName,
  systolicName,
  systolicPorts,
  systolicSpec,
  systolicTiming,
  systolicWords,
} from '../../src/unit/index.ts';
import { expectRefusal } from '../format/refusal.ts';

const mac = parseMacName('mac_lmul_e4m3_adder_flush_into_fp32_rne');
const dot = parseMacName('dot4_exact_e2m1_multiply_full_wide_p1_into_kulisch_g12');

describe('a systolic array', () => {
  it('has the name of its size and its element, and the words of the command line', () => {
    expect(systolicName(systolicSpec(4, 3, mac))).toBe('array4x3_mac_lmul_e4m3_adder_flush_into_fp32_rne');
    expect(systolicWords(systolicSpec(4, 3, mac))).toBe(
      'array --rows 4 --cols 3 --unit "mac e4m3 --product lmul --form adder --contract flush --accumulator fp32 --accumulator-rounding rne"',
    );
  });

  it('takes a column of A and a row of B, and puts out a row of C', () => {
    const widths = Object.fromEntries(
      systolicPorts(systolicSpec(5, 3, dot)).map(({ name, width }) => [name, width]),
    );
    expect(widths).toMatchObject({ a_i: 5 * 16, b_i: 3 * 16, row_i: 3, c_o: 3 * 21 });
    expect(widths).not.toHaveProperty('invalid_o');
  });

  it('is done after its operands have crossed it, and begins anew as soon as its sums are read', () => {
    expect(systolicTiming(systolicSpec(4, 4, mac), 64)).toEqual({ steps: 64, firstRow: 67, next: 67 });
    // Two steps of four lanes, and a register more in the product.
    expect(systolicTiming(systolicSpec(4, 2, dot), 5)).toEqual({ steps: 2, firstRow: 4, next: 4 });
  });

  it.each([
    [() => systolicSpec(1, 4, mac), 'An array has 2 to 16 rows and columns.', '--rows 1', '--rows 4'],
    [() => systolicSpec(4, 17, mac), 'An array has 2 to 16 rows and columns.', '--cols 17', '--cols 4'],
    [
      () => systolicSpec(4, 4, parseMacName('dot4_exact_e2m1_multiply_full_wide_into_kulisch_g3_mx')),
      'The elements of an array have no scales.',
      '--block-scale mx',
      'leave it out',
    ],
  ])('is refused where it makes no sense: %#', (make, text, got, wayOut) => {
    expectRefusal(make, { code: 'array/contradiction', text, got, wayOut });
  });
});
