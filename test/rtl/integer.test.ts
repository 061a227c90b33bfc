import { expect, it } from 'vitest';
import { emitModules } from '../../src/rtl/index.ts';
import { parseIntegerName } from '../../src/unit/index.ts';
import { describeWithSimulators, lintFiles, run, scratchFolder } from './external-tools.ts';

const withoutVersion = (text: string): string => text.replace(/^\/\/ {3}Version .*\n/m, '');

const NAMES = [
  'int2_array',
  'int4_array',
  'int8_array',
  'int8_multiply',
  'int16_array',
  'fixed_q3_4_array_rne',
  'fixed_q0_7_array_half_up',
  'fixed_q3_4_multiply_half_up',
  'fixed_q2_1_array_half_up',
  'fixed_q2_1_array_rne',
  'fixed_q0_15_array_rdn',
  'fixed_q7_8_multiply_rtz',
  'mac_int8_array_into_int32_wrap',
  'mac_int8_multiply_into_int16_saturate',
  'dot2_int4_array_into_int9_saturate',
  'dot64_int8_array_into_int32_wrap',
  // The least registers of three lanes: what is added is as wide as they are, and has no sign to repeat.
  'dot3_int8_array_into_int17_wrap',
  'dot3_ternary_int8_into_int10_wrap',
  'mac_ternary_int8_into_int20_wrap',
  'mac_ternary_int8_into_int9_saturate',
  'mac_ternary_int2_into_int3_wrap',
  'dot3_ternary_int8_into_int20_wrap',
  'dot5_ternary_packed_int8_into_int20_saturate',
  'dot60_ternary_packed_int8_into_int32_wrap',
  'mac_ternary_e4m3_into_int31_wrap',
  'mac_ternary_e5m2_fnuz_into_int64_saturate',
  'mac_ternary_e2m1_into_int5_wrap',
  'mac_ternary_e4m3_ieee_into_int30_wrap',
  'mac_ternary_fp16_into_int53_wrap',
  'dot9_ternary_e4m3_into_int22_wrap',
  'dot20_ternary_packed_e4m3_into_int31_saturate',
];

describeWithSimulators('the Verilog of an integer unit', () => {
  it.concurrent.each(NAMES)('%s is clean under both linters', async (name) => {
    const modules = Object.entries(emitModules(parseIntegerName(name)));
    const files = Object.fromEntries(modules.map(([module, text]) => [`${module}.v`, text]));
    for (const { code, output } of await lintFiles(name, files))
      expect({ code, output }).toEqual({ code: 0, output: '' });
  });

  it.each([
    'int4_array',
    'int8_multiply',
    'fixed_q3_4_multiply_rne',
    'fixed_q2_1_array_half_up',
    'mac_int8_array_into_int32_wrap',
    'mac_ternary_int8_into_int9_saturate',
    'dot3_ternary_int8_into_int20_wrap',
    'dot5_ternary_packed_int8_into_int20_saturate',
    'mac_ternary_e4m3_into_int31_wrap',
    'dot5_ternary_packed_e5m2_into_int45_saturate',
  ])('%s is what the templates give, within 100 columns', async (name) => {
    const text = emitModules(parseIntegerName(name))[name] as string;
    await expect(withoutVersion(text)).toMatchFileSnapshot(`golden/${name}.v`);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('multiplies all pairs of int4 as Icarus does, from the definition of Verilog', async () => {
    const folder = scratchFolder({
      'int4_array.v': emitModules(parseIntegerName('int4_array')).int4_array as string,
      'tb.v': `module tb;
  reg signed [3:0] a, b;
  wire signed [7:0] p;
  integer i, wrong;
  int4_array unit (.a_i(a), .b_i(b), .p_o(p));
  initial begin
    wrong = 0;
    for (i = 0; i < 256; i = i + 1) begin
      {a, b} = i; #1 if (p !== a * b) wrong = wrong + 1;
    end
    $display("%0d wrong", wrong);
  end
endmodule
`,
    });
    expect((await run('iverilog', ['-g2005', '-o', 'tb.vvp', 'tb.v', 'int4_array.v'], folder)).output).toBe(
      '',
    );
    expect((await run('vvp', ['-n', 'tb.vvp'], folder)).output).toBe('0 wrong\n');
  });

  it('adds all numbers of e4m3 under all weights as Icarus does with reals', async () => {
    const name = 'mac_ternary_e4m3_into_int31_wrap';
    const folder = scratchFolder({
      'unit.v': emitModules(parseIntegerName(name))[name] as string,
      'tb.v': `module tb;
  reg clk, reset_n, valid, clear;
  reg [7:0] a;
  reg [1:0] b;
  wire done;
  wire signed [30:0] sum;
  integer i, wrong;
  real value;
  ${name} unit (.clk_i(clk), .rst_ni(reset_n), .valid_i(valid), .clear_i(clear),
    .a_i(a), .b_i(b), .valid_o(done), .acc_o(sum));
  initial begin
    wrong = 0; clk = 0; reset_n = 0; valid = 1; clear = 1; a = 0; b = 0;
    #1 reset_n = 1;
    for (i = 0; i < 1024; i = i + 1) begin
      {a, b} = i; #1 clk = 1; #1 clk = 0;
      value = a[6:3] == 0 ? a[2:0] * 2.0 ** -9 : (8.0 + a[2:0]) / 8.0 * 2.0 ** (a[6:3] - 7.0);
      if (a[6:0] == 127 || !b[0]) value = 0.0;
      if (a[7] ^ b[1]) value = -value;
      if (sum * 2.0 ** -9 != value) wrong = wrong + 1;
    end
    $display("%0d wrong", wrong);
  end
endmodule
`,
    });
    expect((await run('iverilog', ['-g2005', '-o', 'tb.vvp', 'tb.v', 'unit.v'], folder)).output).toBe('');
    expect((await run('vvp', ['-n', 'tb.vvp'], folder)).output).toBe('0 wrong\n');
  });
});
