import { expect, it } from 'vitest';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { emitTestbench } from '../../src/rtl/testbench.ts';
import { parseShortName } from '../../src/unit/index.ts';
import { describeWithSimulators, lint } from './external-tools.ts';

/**
 * One golden per template configuration. Accept a change with `npx vitest run test/rtl/golden.test.ts -u`, and read its
 * diff. Version and template digest are left out: they would change in all of them with any edit of any template.
 */
const UNITS = [
  'lmul_e4m3_adder_flush',
  'lmul_e4m3_adder_bare',
  'lmul_e5m2_adder_full',
  'lmul_e3m2_fnuz_adder_flush_wide_p1',
  'mitchell_e4m3_equation_rne_flush',
  'lmul_e2m3_equation_offset_1_9_bare_wide',
  'exact_e4m3_multiply_rne_flush',
  'exact_e5m2_multiply_rdn_full_p5',
  'exact_e4m3_multiply_full_wide',
  'exact_e4m3_array_rne_flush',
  'exact_bf16_array_rtz_flush',
  'exact_fp32_array_rne_flush',
  'exact_e2m1_table_rna_flush_p2',
  'exact_e4m3_carry_in_rne_flush',
  'exact_e3m2_carry_in_rup_bare',
  'exact_e4m3_carry_in_rne_full_saturate',
  'exact_fp32_multiply_rne_flush',
  'signed_mantissa_e4m3_rne_flush',
  'truncated_e4m3_columns_3_rne_full',
  'lns_e4m3_guard_3_rne_flush',
  'lns_e3m2_guard_2_rne_full_p5',
  'add_e4m3_rne_flush',
  'add_e5m2_rdn_full_p4',
];

const TESTBENCHES = ['lmul_e4m3_adder_flush', 'exact_e4m3_multiply_rne_full_p3'];

const withoutVersion = (text: string): string => text.replace(/^\/\/ {3}Version .*\n/m, '');

describeWithSimulators('the golden Verilog', () => {
  it.each(UNITS)('of %s is what the templates give, and lints clean', async (name) => {
    const text = emitVerilog(parseShortName(name));
    await expect(withoutVersion(text)).toMatchFileSnapshot(`golden/${name}.v`);
    expect(await lint(name, text)).toBe('');
  });

  it.each(TESTBENCHES)('testbench of %s is what the template gives', async (name) => {
    const text = emitTestbench(parseShortName(name));
    await expect(withoutVersion(text)).toMatchFileSnapshot(`golden/${name}_tb.v`);
  });
});
