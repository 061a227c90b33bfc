import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floats, npy } from '../measure/operands/tensor-files.ts';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const unit = 'lmul_e4m3_adder_flush';

describe('lmul energy', () => {
  it('writes the netlist with its switching, in names that go together', async () => {
    const files = '--saif a.saif --vcd a.vcd --netlist a.v';
    const { code, stdout, stderr } = await lmul(`energy lmul e4m3 --precision 5 ${files}`, folder());
    expect([code, stdout], stderr).toEqual([0, expect.stringContaining(' fJ/op (95 %, ')]);
    const [saif, vcd, verilog] = ['a.saif', 'a.vcd', 'a.v'].map((name) =>
      readFileSync(join(folder(), name), 'utf8'),
    );
    const instances = [...verilog!.matchAll(/^ {2}sky130_fd_sc_hd__\w+ (g\d+) /gm)].map((match) => match[1]);
    expect(instances.length).toBeGreaterThan(40);
    for (const name of instances) expect(saif).toContain(`(INSTANCE ${name} (PORT\n`);
    expect(saif).toContain(`(INSTANCE ${unit}\n`);
    for (const [, net] of verilog!.matchAll(/^ {2}wire (n\d+);/gm)) {
      expect(saif).toContain(`(${net} (T0 `);
      expect(vcd).toContain(` ${net} $end`);
    }
  });

  it('gives figures as data, keys with their units, operands from a file', async () => {
    writeFileSync(
      join(folder(), 'x.npy'),
      npy('<f4', '(64,)', floats(...Array.from({ length: 64 }, (_, i) => Math.sin(i)))),
    );
    const command = `energy ${unit} --tech asap7 --file x.npy --scale block32 --precision 5 --json`;
    const { code, stdout, stderr } = await lmul(command, folder());
    expect(code, stderr).toBe(0);
    expectValid('energy', stdout);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        unit,
        areaUm2: expect.any(Number),
        delayPs: expect.any(Number),
        energyFjPerOp: expect.any(Number),
        energies: [
          {
            stimulus: {
              name: 'file',
              a: { file: 'x.npy', scaling: 'block32', used: 64 },
              b: { kind: 'gaussian' },
            },
            halfWidthFjPerOp: expect.any(Number),
            termsFjPerOp: { switching: expect.any(Number), leakage: expect.any(Number) },
          },
          { stimulus: { name: 'uniform' } },
        ],
      },
    ]);
  });

  it.each([
    ['--stimulus noise', 'Allowed choices are uniform, gaussian'],
    ['--tech tsmc5', 'There is no built-in technology of this name.\n  got: tsmc5'],
    ['--scale tensor', 'Only tensors of files are scaled.'],
    ['--file nowhere.npy', 'A tensor file cannot be read.'],
    ['--file broken.npy', 'broken.npy is truncated.'],
    [
      '--file nan.npy',
      'nan.npy holds numbers that are not finite.\n  got: 1 of 2, the first is NaN at index 1',
    ],
    ['--file x.txt', 'A tensor file ends in .npy or .safetensors.'],
    ['--reuse 0', 'An operand stays for a whole number of pairs.'],
    ['--saif no/such/folder/a.saif', 'A file cannot be written.'],
    ['--precision 0', 'A positive number is wanted.'],
  ])('refuses %s before any work, exit 2', async (options, words) => {
    writeFileSync(join(folder(), 'broken.npy'), npy('<f4', '(9,)', floats(1)).subarray(0, 100));
    writeFileSync(join(folder(), 'nan.npy'), npy('<f4', '(2,)', floats(1, Number.NaN)));
    const { code, stdout, stderr } = await lmul(`energy lmul e4m3 ${options}`, folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('synthesis');
  });

  it.each([
    ['energy mac e4m3', 'A multiply-accumulate unit has a product.'],
    [
      'energy mac int8 --file a.npy',
      'Tensors of files are rounded to floating-point formats.\n  got: --file a.npy',
    ],
    ['energy mac e4m3 --product lmul --length 0', 'A sum has at least one product.'],
    ['energy mac e4m3 --product lmul --length 65537', 'At most 65536 is wanted.'],
    [
      'mac-table e4m3 --group int8',
      'Groups are fp32, kulisch, integer, dot-kulisch, dot-w14, dot-w24, dot-integer, array-fp32, array-kulisch.',
    ],
    ['mac-table e4m3 --contract bare', 'Allowed choices are flush, full.'],
    ['mac-table e4m3 --tech tsmc5', 'There is no built-in technology of this name.'],
  ])('refuses `%s` before any work, exit 2', async (command, words) => {
    const { code, stdout, stderr } = await lmul(command, folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('synthesis');
  });

  it('refuses one file for two units', async () => {
    const { code, stderr } = await lmul('energy lmul e4m3 e5m2 --saif a.saif', folder());
    expect(code).toBe(2);
    expect(stderr).toContain('The switching of one unit goes into a file.\n  got: 2 units');
  });
});
