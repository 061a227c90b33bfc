import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { droppedZeroTest, lostValid, offsetOffByOne } from './broken-templates.ts';
import { describeWithSimulators } from './external-tools.ts';
import { runIcarus, runVerilator, testbenchFolder } from './testbench-run.ts';

describeWithSimulators('a testbench in Icarus', () => {
  it.each([
    ['lmul_e4m3_adder_flush', 65_536],
    ['exact_e4m3_carry_in_rne_flush', 65_536],
    ['exact_e4m3_multiply_rne_full_p3', 65_536],
    ['lmul_e5m2_equation_rne_flush_p1', 65_536],
    ['exact_e2m1_multiply_full_wide', 256],
    ['exact_bf16_multiply_rne_flush', 20_464],
    ['lmul_fp32_adder_full_wide_p2', 20_464],
  ])('passes %s on %d vectors, says nothing else, and exits 0', async (name, count) => {
    expect(await runIcarus(name, testbenchFolder(name))).toEqual({
      code: 0,
      output: `PASS ${name}: ${count} vectors\n`,
    });
  });

  it('fails an offset that is off by one, shows ten mismatches, and exits 1', async () => {
    const name = 'lmul_e4m3_adder_flush';
    const { code, output } = await runIcarus(name, testbenchFolder(name, offsetOffByOne()));
    expect(code).toBe(1);
    expect(
      output.match(/^a = [0-9a-f]{2} {2}b = [0-9a-f]{2} {2}p_o = \w\w {2}expected = \w\w$/gm),
    ).toHaveLength(10);
    expect(output).toMatch(/^FAIL lmul_e4m3_adder_flush: \d{5} errors$/m);
    expect(output).not.toContain('PASS');
  });

  it.each(['lmul_e4m3_adder_flush', 'exact_e4m3_multiply_rne_flush', 'exact_e4m3_multiply_rne_flush_p2'])(
    'fails %s without its zero test',
    async (name) => {
      const { code, output } = await runIcarus(name, testbenchFolder(name, droppedZeroTest()));
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`^FAIL ${name}: \\d+ errors$`, 'm'));
    },
  );

  it('fails a pipeline that loses its valid bit, and names the cycle', async () => {
    const name = 'lmul_e2m1_adder_flush_p2';
    const { code, output } = await runIcarus(name, testbenchFolder(name, lostValid()));
    expect(code).toBe(1);
    expect(output).toMatch(/^cycle \d+ {2}valid_o = 0 {2}expected = 1$/m);
    expect(output).toMatch(/^FAIL lmul_e2m1_adder_flush_p2: 256 errors$/m);
  });

  it.each([2, 4])('fails a pipeline of 3 stages of which %d are declared', async (declared) => {
    const name = 'exact_e2m1_multiply_rne_full_p3';
    const folder = testbenchFolder(name);
    const path = join(folder, `${name}_tb.v`);
    const text = readFileSync(path, 'utf8');
    const wrong = text.replace(/(localparam Latency *=) 3;/, `$1 ${declared};`);
    expect(wrong).not.toBe(text);
    writeFileSync(path, wrong);
    const { code, output } = await runIcarus(name, folder);
    expect(code).toBe(1);
    expect(output).toMatch(/^FAIL /m);
  });

  it('reads another vector file when it is told to, and fails on one wrong product', async () => {
    const name = 'lmul_e2m1_adder_flush';
    const folder = testbenchFolder(name);
    writeFileSync(join(folder, 'other.hex'), '// 2 vectors by hand\n2 2 3\n0 0 1\n');
    expect(await runIcarus(name, folder, '+vectors=other.hex')).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /^a = 0 {2}b = 0 {2}p_o = 0 {2}expected = 1\nFAIL lmul_e2m1_adder_flush: 1 errors\n/,
      ),
    });
  });

  it.each([
    ['that is not there', undefined, 'the vector file cannot be opened'],
    ['without a count', '2 2 2\n', 'the vector file does not begin with // N vectors'],
    ['of no vectors', '// 0 vectors\n', 'the vector file does not begin with // N vectors'],
    ['that is empty', '', 'the vector file does not begin with // N vectors'],
    ['that ends early', '// 3 vectors\n0 0 0\n', 'vector 2 of 3 is not a b p in hexadecimal'],
    ['with a word in it', '// 2 vectors\n0 0 0\n0 zero 0\n', 'vector 2 of 2 is not a b p in hexadecimal'],
    ['with unknown bits', '// 1 vectors\nx 0 0\n', 'vector 1 of 1 is not a b p in hexadecimal'],
  ])('fails on a vector file %s', async (_, text, reason) => {
    const name = 'lmul_e2m1_adder_flush';
    const folder = testbenchFolder(name);
    if (text !== undefined) writeFileSync(join(folder, 'bad.hex'), text);
    const { code, output } = await runIcarus(name, folder, '+vectors=bad.hex');
    expect(code).toBe(1);
    expect(output.split('\n')[0]).toBe(`FAIL lmul_e2m1_adder_flush: ${reason}`);
  });
});

describeWithSimulators('a testbench in Verilator', () => {
  // Compiling one takes seconds: the other units are in testbench.slow.test.ts.
  it('passes a pipelined unit on 65,536 vectors without a warning, and exits 0', async () => {
    const name = 'exact_e4m3_multiply_rne_full_p3';
    const { code, output } = await runVerilator(name, testbenchFolder(name));
    expect(output.split('\n')[0]).toBe(`PASS ${name}: 65536 vectors`);
    expect(code).toBe(0);
  });

  it('fails an offset that is off by one, and does not exit 0', async () => {
    const name = 'lmul_e4m3_adder_flush';
    const { code, output } = await runVerilator(name, testbenchFolder(name, offsetOffByOne()));
    expect(code).not.toBe(0);
    expect(output).toMatch(/^a = \w\w {2}b = \w\w {2}p_o = \w\w {2}expected = \w\w$/m);
    expect(output).toMatch(/^FAIL lmul_e4m3_adder_flush: \d{5} errors$/m);
  });
});
