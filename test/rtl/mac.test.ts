import { expect, it } from 'vitest';
import { fieldsOf } from '../../src/format/index.ts';
import { type AccumulatorState, CLEARED, macModel } from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import { emitMacModules, macCore } from '../../src/rtl/index.ts';
import { accumulatorBits, macLatency, parseMacName } from '../../src/unit/index.ts';
import { SPECS } from '../model/macs-under-test.ts';
import { describeWithSimulators, lintFiles, run, scratchFolder } from './external-tools.ts';

const withoutVersion = (text: string): string => text.replaceAll(/^\/\/ {3}Version .*\n/gm, '');

const filesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(emitMacModules(parseMacName(name))).map(([module, text]) => [`${module}.v`, text]),
  );

describeWithSimulators('the Verilog of a multiply-accumulate unit', () => {
  it.concurrent.each(SPECS)('%s is clean under both linters', async (name) => {
    const files = filesOf(name);
    for (const { code, output } of await lintFiles(name, files))
      expect({ code, output }).toEqual({ code: 0, output: '' });
  });

  it.each([
    'mac_lmul_e4m3_adder_flush_into_fp32_rne',
    'mac_exact_e4m3_multiply_full_wide_into_fp32_rtz',
    'mac_exact_e4m3_carry_in_rne_full_p1_into_fp16_rne',
    'mac_exact_e4m3_multiply_flush_wide_into_kulisch_g12',
    'dot8_lmul_e4m3_adder_flush_p1_into_kulisch_g4',
    'dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate',
    'dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky',
    'dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_mx',
  ])('%s is what the templates give, within 100 columns but for names', async (name) => {
    const text = Object.entries(emitMacModules(parseMacName(name)))
      .flatMap(([module, one]) => (module.startsWith(name) ? [one] : []))
      .join('\n');
    await expect(withoutVersion(text)).toMatchFileSnapshot(`golden/${name}.v`);
    const long = text.split('\n').filter((line) => line.length > 100 && !line.includes('lmul generate'));
    expect(long).toEqual([]);
  });

  it.each([
    'mac_lmul_e4m3_adder_flush_into_fp32_rne',
    'mac_exact_e4m3_carry_in_rne_full_p1_into_fp16_rne',
    'mac_exact_e4m3_multiply_full_wide_into_kulisch_g1',
    'dot4_exact_e4m3_multiply_full_wide_into_kulisch_g12',
    'dot4_exact_e4m3_multiply_full_wide_into_fp32_rne_w24_sticky',
    'dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate',
  ])('%s gives the sums of the model in Icarus, 2,000 cycles with gaps and clears, seed 83', async (name) => {
    const { lines, expected } = sequence(name, 2000, 83);
    const folder = scratchFolder({
      ...filesOf(name),
      'tb.v': testbench(name, lines.length),
      'in.hex': lines.join('\n'),
    });
    const sources = ['tb.v', ...Object.keys(filesOf(name))];
    expect((await run('iverilog', ['-g2005', '-Wall', '-o', 'tb.vvp', ...sources], folder)).output).toBe('');
    const { output } = await run('vvp', ['-n', 'tb.vvp'], folder);
    expect(output.trim().split('\n')).toEqual(expected);
  });
});

it.each(['mac_lmul_e4m3_adder_flush_into_fp32_rne', 'dot8_lmul_e4m3_adder_flush_p1_into_kulisch_g4'])(
  'the FuseSoC core of %s lists its modules, and itself as the top',
  (name) => {
    const core = macCore(parseMacName(name));
    const files = Object.keys(filesOf(name)).join(', ');
    expect(core).toContain(`  rtl:\n    files: [${files}]\n    file_type: verilogSource-2005\n`);
    expect(core.match(/toplevel: .*/g)).toEqual([`toplevel: ${name}`, `toplevel: ${name}`]);
    expect(core).toMatch(/^CAPI=2:\n# SPDX.*\n\nname: "lmul-rtl:units:\w+:[\d.]+"\n/);
  },
);

/** Inputs a line a cycle, {clear, valid, a, b} in hexadecimal, and what is printed after each clock edge. */
function sequence(name: string, cycles: number, seed: number): { lines: string[]; expected: string[] } {
  const spec = parseMacName(name);
  const { format } = spec.product;
  const model = macModel(spec);
  const random = new Random(seed);
  const digits = Math.ceil(accumulatorBits(spec) / 4);
  const lines: string[] = [];
  const states: string[] = [];
  let state: AccumulatorState = CLEARED;
  for (let cycle = 0; cycle < cycles; cycle++) {
    const [valid, clear] = [random.below(4) > 0, random.below(40) === 0];
    // Below 2^8: no NaN, and sums of a few hundred stay in the register.
    const draw = (): bigint => {
      const code = random.bits(8);
      return fieldsOf(format, code).exp === 15n ? code & 0xbfn : code;
    };
    const lanes = (): bigint =>
      Array.from({ length: spec.lanes }, draw).reduce((above, code) => (above << 8n) | code);
    const [a, b] = [lanes(), lanes()];
    const hex = (code: bigint): string => code.toString(16).padStart(2 * spec.lanes, '0');
    lines.push(`${Number(clear)}${Number(valid)}${hex(a)}${hex(b)}`);
    if (clear) state = CLEARED;
    if (valid) state = model(state, a, b);
    states.push(`${Number(valid)} ${state.acc.toString(16).padStart(digits, '0')}`);
  }
  const before = `0 ${'0'.repeat(digits)}`;
  const late = macLatency(spec) - 1;
  return { lines, expected: [...Array<string>(late).fill(before), ...states].slice(0, cycles) };
}

function testbench(name: string, cycles: number): string {
  const operandBits = 8 * parseMacName(name).lanes;
  const lineBits = 2 * operandBits + 8;
  return `\`default_nettype none
module tb;
  reg clk = 1'b0;
  reg rst_n = 1'b0;
  reg [${lineBits - 1}:0] lines [0:${cycles - 1}];
  reg [${lineBits - 1}:0] line = ${lineBits}'d0;
  wire valid;
  wire [${accumulatorBits(parseMacName(name)) - 1}:0] acc;
  integer i;
  ${name} unit (
    .clk_i(clk), .rst_ni(rst_n), .valid_i(line[${2 * operandBits}]), .clear_i(line[${2 * operandBits + 4}]),
    .a_i(line[${2 * operandBits - 1}:${operandBits}]), .b_i(line[${operandBits - 1}:0]),
    .valid_o(valid), .acc_o(acc)
  );
  initial begin
    $readmemh("in.hex", lines);
    #1 clk = 1'b1; #1 clk = 1'b0; rst_n = 1'b1;
    for (i = 0; i < ${cycles}; i = i + 1) begin
      line = lines[i];
      #1 clk = 1'b1; #1 $display("%b %h", valid, acc); clk = 1'b0;
    end
  end
endmodule
\`default_nettype wire
`;
}
