import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeTools, runYosys, ToolError } from '../../src/tools/index.ts';

const adder = 'module top(input [7:0] a, b, output [8:0] y); assign y = a + b; endmodule';
const wide = 'module top(input [63:0] a, b, output [127:0] y); assign y = a * b; endmodule';
const files = { 'design.v': adder };
const script = 'read_verilog design.v\nsynth -top top\nwrite_json netlist.json\nwrite_verilog out.v';
const endless = { script: 'read_verilog design.v\nsynth -top top', files: { 'design.v': wide }, outputs: [] };

beforeAll(() => vi.stubEnv('LMUL_CACHE', 'off'));
afterAll(async () => {
  await closeTools();
  vi.unstubAllEnvs();
});

describe('runYosys', () => {
  it('gives the same bytes for the same input, JSON and other outputs alike', async () => {
    const job = { script, files, outputs: ['netlist.json', 'out.v'] };
    const [first, second] = await Promise.all([runYosys(job), runYosys(job)]);
    expect(first.files).toEqual(second.files);
    expect(Object.keys(first.files)).toEqual(['netlist.json', 'out.v']);
    expect(JSON.parse(first.files['netlist.json']!)).toHaveProperty('modules.top');
    expect(first.stdout).not.toContain('"modules"');
  });

  it('keeps log, script and inputs in the error of a failed run, and does not print them', async () => {
    const job = { script: 'read_verilog design.v\nno_such_command', files, outputs: [] };
    const error = await runYosys(job).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ToolError);
    const failure = error as ToolError;
    expect(failure.code).toBe('tool/failed');
    expect(failure.text).toBe(
      "yosys: ERROR: No such command: no_such_command (type 'help' for a command overview)",
    );
    expect(failure.log).toContain('Executing Verilog-2005 frontend');
    expect(failure.script).toBe(job.script);
    expect(failure.files).toEqual(files);
    expect(inspect(failure)).not.toContain('module top');
  });

  it('names an output that the script did not write', async () => {
    const job = { script: 'read_verilog design.v', files, outputs: ['netlist.json'] };
    await expect(runYosys(job)).rejects.toThrow('yosys did not write netlist.json');
  });

  it('stops a run that exceeds its time, and runs the next one', async () => {
    const error = await runYosys({ ...endless, timeoutMs: 50 }).catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'timeout', text: 'yosys was stopped after 0.05 s', exit: 4 });
    await expect(runYosys({ script, files, outputs: ['out.v'] })).resolves.toHaveProperty('files');
  });

  it('stops a run when its signal is aborted, with the reason given', async () => {
    const controller = new AbortController();
    const run = runYosys({ ...endless, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('no longer wanted')), 20);
    await expect(run).rejects.toThrow('no longer wanted');
  });

  it('starts new workers after closeTools', async () => {
    await closeTools();
    await expect(runYosys({ script, files, outputs: ['out.v'] })).resolves.toHaveProperty('files');
  });
});
