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

describe('macSpec refuses', () => {
  type Case = readonly [string, string, UnitRequest, AccumulatorRequest, string, string, string];
  const narrow = 'The accumulator does not hold every product exactly: a step would round twice.';
  it.each<Case>([
    ['add', 'e4m3', {}, {}, 'A sum is no product.', 'add', '--product exact'],
    [
      'lmul',
      'e4m3',
      { contract: 'bare' },
      {},
      'A product without a zero cannot be accumulated.',
      '--contract bare',
      '--contract flush or full',
    ],
    [
      'exact',
      'e4m3',
      { output: 'wide' },
      { accumulator: 'fp16' },
      narrow,
      'e4m3-wide products into fp16',
      'leave --wide out, or --accumulator kulisch',
    ],
    ['exact', 'bf16', {}, { accumulator: 'fp16' }, narrow, 'bf16 products into fp16', '--accumulator fp32'],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'e4m3' },
      'A floating-point accumulator has an encoding with Inf and NaN.',
      '--accumulator e4m3',
      '--accumulator fp32, fp16, bf16 or e6m9',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulatorRounding: 'rup' },
      'An accumulator rounds rne or rtz.',
      '--accumulator-rounding rup',
      '--accumulator-rounding rtz',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'kulisch', accumulatorRounding: 'rtz' },
      'A Kulisch accumulator never rounds.',
      '--accumulator-rounding rtz',
      'leave it out',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'kulisch', guardBits: 33 },
      'Guard bits are a whole number from 0 to 32.',
      '--guard-bits 33',
      '--guard-bits 12',
    ],
    [
      'lmul',
      'bf16',
      {},
      { accumulator: 'kulisch' },
      'A Kulisch register of up to 128 bits is offered.',
      '274 bits for products of bf16',
      '--accumulator fp32',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, accumulator: 'kulisch', window: 14 },
      'A Kulisch register has every place: there is no window.',
      '--window 14',
      '--accumulator fp32',
    ],
    [
      'exact',
      'e4m3',
      {},
      { align: 'sticky' },
      'Only the terms of a dot product meet in a window.',
      '--align sticky',
      'dot e4m3 --lanes 8',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 33, scale: 'mx' },
      'The lanes of a step with MX scales are of one block of 32 elements.',
      '--scale mx with 33 lanes',
      'dot e4m3 --lanes 32 --scale mx',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, scale: 'block' },
      'Operands have no scale, or those of MX blocks.',
      '--scale block',
      '--scale mx',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, window: 3 },
      'A window has 4 to 64 places.',
      '--window 3',
      '--window 24',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, align: 'floor' },
      'Terms are aligned truncate or sticky.',
      '--align floor',
      '--align sticky',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, accumulator: 'e5m7-fn' },
      'A floating-point accumulator has an encoding with Inf and NaN.',
      '--accumulator e5m7-fn',
      '--accumulator fp32, fp16, bf16 or e6m9',
    ],
    [
      'exact',
      'e4m3',
      {},
      { accumulator: 'kulisch', lanes: 9, guardBits: 3 },
      'One sum of all lanes has to fit the register.',
      '--guard-bits 3 with 9 lanes',
      '--guard-bits 4 or more',
    ],
    [
      'exact',
      'e4m3',
      {},
      { accumulator: 'kulisch', lanes: 65 },
      'A dot product has 2 to 64 lanes.',
      '--lanes 65',
      '--lanes 8',
    ],
  ])('%s %s with %j into %j', (product, format, request, accumulator, text, got, wayOut) => {
    expectRefusal(() => mac(product, format, request, accumulator), {
      code: 'mac/contradiction',
      text,
      got,
      wayOut,
    });
  });
});
