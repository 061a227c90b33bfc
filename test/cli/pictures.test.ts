import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lmul, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

describe('lmul plot, schematic, wave and report', () => {
  it('draw a unit into files, the same twice, and say nothing on stdout', async () => {
    const { code, stdout } = await lmul('plot error lmul e2m1 -o error.svg', folder());
    expect([code, stdout]).toEqual([0, '']);
    const svg = readFileSync(join(folder(), 'error.svg'), 'utf8');
    // M = 1: the adder is off by a third and more for every pair, which no rounding explains.
    for (const figure of ['+50.0', '+33.3']) expect(svg).toContain(`>${figure}</text>`);
    expect((await lmul('plot error lmul e2m1', folder())).stdout).toBe(svg);
  });

  it('put blocks, waves and a report where they are asked to', async () => {
    expect((await lmul('schematic lmul e2m1 -o blocks.svg', folder())).code).toBe(0);
    const wave = await lmul('wave lmul e2m1 --stages 1 --svg wave.svg --vcd wave.vcd', folder());
    expect(wave.stdout).toMatch(/^time .*\nclk_i /);
    expect((await lmul('report lmul_e2m1_adder_flush -o report.html', folder())).code).toBe(0);
    const read = (file: string): string => readFileSync(join(folder(), file), 'utf8');
    expect(read('blocks.svg')).toContain('>Decode</text>');
    expect(read('wave.svg')).toContain('Timing of lmul_e2m1_adder_flush_p1');
    expect(read('wave.vcd')).toContain('$var wire 1');
    expect(read('report.html')).toMatch(/<p class="answer">lmul_e2m1_adder_flush: \d+ AIG nodes, \d+ LUTs/);
  });

  it('refuse what they cannot draw with exit 2, and leave no file', async () => {
    writeFileSync(join(folder(), 'broken.json'), '{"kind":"lmul-rtl report","version":"0.0.1"}');
    for (const [command, message] of [
      ['plot pie e4m3', 'There is no such plot.'],
      ['plot breakdown lmul e4m3', 'Only multiply-accumulate units and dot products have parts and sums.'],
      ['report --from broken.json -o none.html', 'broken.json is of another version.'],
      ['report e4m3 -o nowhere/report.html', 'A file cannot be written.'],
      ['report --from broken.json e4m3', 'A report is of a file or of a new study.'],
      ['report lmul e4m3 --mac', 'Widths and accumulators are of a format.'],
    ] as const) {
      const { code, stdout, stderr } = await lmul(command, folder());
      expect([code, stdout], command).toEqual([2, '']);
      expect(stderr).toContain(message);
    }
    expect(() => readFileSync(join(folder(), 'none.html'))).toThrow('ENOENT');
  });
});
