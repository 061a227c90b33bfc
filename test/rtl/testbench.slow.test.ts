import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalUnits } from '../../src/study/index.ts';
import { shortName } from '../../src/unit/index.ts';
import { droppedZeroTest, lostValid } from './broken-templates.ts';
import { describeWithSimulators } from './external-tools.ts';
import { everyRequestOn, FORMATS } from './specs-under-test.ts';
import { runIcarus, runVerilator, testbenchFolder } from './testbench-run.ts';

describeWithSimulators('a testbench in Icarus', () => {
  const names = new Set([...canonicalUnits(), ...everyRequestOn(FORMATS)].map(shortName));
  it.each([...names])('passes %s', async (name) => {
    const { code, output } = await runIcarus(name, testbenchFolder(name));
    expect(output).toMatch(new RegExp(`^PASS ${name}: \\d+ vectors\n$`));
    expect(code).toBe(0);
  });
});

describeWithSimulators('a testbench in Verilator', () => {
  const pipelined = ['lmul_e5m2_adder_flush_p1', 'exact_e3m2_fnuz_multiply_rup_full_p5'];
  const wide = ['exact_e11m23_multiply_full_wide', 'lmul_fp32_equation_flush_wide_p2'];
  it.each([...canonicalUnits().map(shortName), ...pipelined, ...wide])('passes %s', async (name) => {
    const { code, output } = await runVerilator(name, testbenchFolder(name));
    expect(output).toMatch(new RegExp(`^PASS ${name}: \\d+ vectors\n`));
    expect(code).toBe(0);
  });

  it('fails a unit without its zero test', async () => {
    const name = 'exact_e4m3_multiply_rne_flush';
    const { code, output } = await runVerilator(name, testbenchFolder(name, droppedZeroTest()));
    expect(code).not.toBe(0);
    expect(output).toMatch(/^FAIL exact_e4m3_multiply_rne_flush: \d+ errors$/m);
  });

  it('fails a pipeline that loses its valid bit', async () => {
    const name = 'lmul_e2m1_adder_flush_p2';
    const { code, output } = await runVerilator(name, testbenchFolder(name, lostValid()));
    expect(code).not.toBe(0);
    expect(output).toMatch(/^FAIL lmul_e2m1_adder_flush_p2: 256 errors$/m);
  });

  it('fails on a vector file that is not there or ends early', async () => {
    const name = 'lmul_e2m1_adder_flush';
    const folder = testbenchFolder(name);
    writeFileSync(join(folder, 'short.hex'), '// 3 vectors\n0 0 0\n');
    const absent = await runVerilator(name, folder, '+vectors=absent.hex');
    expect(absent.output).toMatch(/^FAIL lmul_e2m1_adder_flush: the vector file cannot be opened$/m);
    const short = await runVerilator(name, folder, '+vectors=short.hex');
    expect(short.output).toMatch(/^FAIL lmul_e2m1_adder_flush: vector 2 of 3 is not a b p/m);
    expect([absent.code, short.code]).not.toContain(0);
  });
});
