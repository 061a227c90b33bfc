import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import {
  type AccumulatorRequest,
  looksLikeMacName,
  looksLikeShortName,
  macLatency,
  macName,
  macPorts,
  macSpec,
  macWords,
  parseMacName,
  type UnitRequest,
  unitSpec,
} from '../../src/unit/index.ts';
import { expectRefusal } from '../format/refusal.ts';
import { SPECS } from '../model/macs-under-test.ts';

const mac = (product: string, format: string, request: UnitRequest, accumulator: AccumulatorRequest) =>
  macSpec(unitSpec(product, parseFormat(format), request), accumulator);

describe('the name of a multiply-accumulate unit', () => {
  it.each(SPECS)('%s is read back as the same unit', (name) => {
    expect(macName(parseMacName(name))).toBe(name);
    expect([looksLikeMacName(name), looksLikeShortName(name)]).toEqual([true, false]);
  });

  it('is that of its product and its accumulator, and so are the words of the command line', () => {
    const spec = mac('exact', 'e4m3', { architecture: 'carry-in', stages: 1 }, {});
    expect(macName(spec)).toBe('mac_exact_e4m3_carry_in_rne_flush_p1_into_fp32_rne');
    expect(macWords(spec)).toBe(
      'mac e4m3 --product exact --architecture carry-in --rounding rne --contract flush --stages 1 --accumulator fp32 --accumulator-rounding rne',
    );
    expect(macLatency(spec)).toBe(2);
  });

  it('of a dot product says how many lanes it has', () => {
    const spec = mac('lmul', 'e4m3', {}, { accumulator: 'kulisch', lanes: 32 });
    expect(macName(spec)).toBe('dot32_lmul_e4m3_adder_flush_into_kulisch_g12');
    expect(macWords(spec)).toBe(
      'dot e4m3 --lanes 32 --product lmul --form adder --contract flush --accumulator kulisch --guard-bits 12',
    );
    expect(macPorts(spec).find(({ name }) => name === 'a_i')?.width).toBe(256);
  });

  it('of one in a window says how wide that is and what becomes of the rest', () => {
    const spec = mac('lmul', 'e4m3', {}, { lanes: 32, window: 14, align: 'sticky' });
    expect(macName(spec)).toBe('dot32_lmul_e4m3_adder_flush_into_fp32_rne_w14_sticky');
    expect(macWords(spec)).toBe(
      'dot e4m3 --lanes 32 --product lmul --form adder --contract flush --accumulator fp32 --accumulator-rounding rne --window 14 --align sticky',
    );
    expect(mac('lmul', 'e4m3', {}, { lanes: 2 }).accumulator).toMatchObject({
      windowBits: 24,
      align: 'truncate',
    });
  });

  it('has one spelling', () => {
    const name = 'mac_lmul_e4m3_adder_flush_into_e8m23_rne';
    expectRefusal(() => parseMacName(name), {
      code: 'mac/name',
      text: 'There is no multiply-accumulate unit of that name.',
      got: name,
      wayOut: 'mac_lmul_e4m3_adder_flush_into_fp32_rne, the name the tool prints for it',
    });
  });
});

describe('the ports of a multiply-accumulate unit', () => {
  it('have the width of its register, and a flag where a Kulisch register may meet a NaN', () => {
    const widths = (name: string) =>
      Object.fromEntries(macPorts(parseMacName(name)).map((port) => [port.name, port.width]));
    expect(widths('mac_lmul_e4m3_adder_flush_into_fp32_rne')).toEqual({
      clk_i: 1,
      rst_ni: 1,
      valid_i: 1,
      clear_i: 1,
      a_i: 8,
      b_i: 8,
      valid_o: 1,
      acc_o: 32,
    });
    expect(widths('mac_exact_e4m3_multiply_full_wide_into_kulisch_g12')).toMatchObject({
      acc_o: 49,
      invalid_o: 1,
    });
    expect(widths('dot4_exact_e2m1_multiply_full_wide_into_kulisch_g3_mx')).toMatchObject({
      a_i: 16,
      scale_a_i: 8,
      scale_b_i: 8,
      acc_o: 520,
      invalid_o: 1,
    });
    expect(widths('mac_exact_e2m1_multiply_full_wide_into_kulisch_g12')).not.toHaveProperty('invalid_o');
  });
});
