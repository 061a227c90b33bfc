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
});
