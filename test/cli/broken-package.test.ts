import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyOfPackage, lmul, type Outcome, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

/** The package as installed, but with a fault in one template: operand a is never taken for a zero. */
beforeAll(() => {
  const broken = join(folder(), 'package');
  copyOfPackage(broken);
  const template = join(broken, 'rtl-templates', 'decode.v.hbs');
  const text = readFileSync(template, 'utf8');
  expect(text).toContain('wire zero_a = ~(|exp_a);');
  writeFileSync(template, text.replace('wire zero_a = ~(|exp_a);', "wire zero_a = 1'b0;"));
});

const brokenLmul = (command: string): Promise<Outcome> =>
  lmul(command, folder(), join(folder(), 'package', 'dist', 'src', 'cli', 'main.js'));

const COUNTEREXAMPLE = new RegExp(
  [
    'lmul_e4m3_adder_flush: the elaborated RTL differs from the model at p_o',
    '  a         0x[0-9a-f]{2}  \\S+',
    '  b         0x[0-9a-f]{2}  \\S+',
    '  expected  0x[08]0  -?0',
    '  got       0x[0-9a-f]{2}  \\S+',
    '  replay    lmul (cosim lmul e4m3 --form adder --contract flush --pair 0x[0-9a-f]{2},0x[0-9a-f]{2})\n',
  ].join('\n'),
);

describe('a package with a fault in a template', () => {
  it('fails cosim with a counterexample whose command reproduces it', async () => {
    const { code, stdout } = await brokenLmul('cosim lmul e4m3');
    expect([code, stdout]).toEqual([1, expect.stringMatching(COUNTEREXAMPLE)]);
    const replay = COUNTEREXAMPLE.exec(stdout)![1]!;
    expect(await brokenLmul(replay)).toMatchObject({ code: 1, stdout });
    expect(await lmul(replay, folder())).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PASS /) });
  });

  it('gives the counterexample as data', async () => {
    const { code, stdout } = await brokenLmul('cosim lmul e4m3 --json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      [{ unit: 'lmul_e4m3_adder_flush', kind: 'failed', counterexample: { level: 'rtl', port: 'p_o' } }],
    ]);
  });

  it.each(['synth lmul e4m3', 'generate lmul e4m3 -o rtl'])(
    'has no figures and exit 1 from %s',
    async (command) => {
      const { code, stdout, stderr } = await brokenLmul(command);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(COUNTEREXAMPLE);
      expect(stderr).toContain(
        'lmul: no cost and no error of lmul_e4m3_adder_flush: it is not the unit its specification says\n',
      );
      expect(existsSync(join(folder(), 'rtl'))).toBe(false);
    },
  );

  it('has empty data and exit 1 from synth --json', async () => {
    const { code, stdout } = await brokenLmul('synth lmul e4m3 --json');
    expect([code, JSON.parse(stdout)]).toEqual([1, []]);
  });

  it('has no row for a failed unit and exit 1 from compare', async () => {
    const { code, stdout, stderr } = await brokenLmul('compare e4m3 --no-pnr');
    expect(code).toBe(1);
    expect(stderr).toMatch(COUNTEREXAMPLE);
    expect(stdout).not.toMatch(/^(lmul|mitchell|exact|lns)_/m);
    expect(stdout).toContain('failed its check, so without figures: lmul_e4m3_adder_flush\n');
  });
});
