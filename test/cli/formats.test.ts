import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/format/index.ts';
import { lmul, mainOfPackage, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

describe('lmul formats', () => {
  it('lists every named format', async () => {
    const { code, stdout, stderr } = await lmul('formats', folder());
    expect([code, stderr]).toEqual([0, '']);
    expect(
      stdout
        .split('\n')
        .slice(2, -1)
        .map((line) => line.split(' ')[0]),
    ).toEqual(CATALOGUE.map(({ name }) => name));
  });

  it('shows one with its fields, range and special codes', async () => {
    const { code, stdout } = await lmul('formats e4m3', folder());
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'e4m3',
        '  fields        sign 7 | exponent 6:3 | mantissa 2:0',
        '  bits          8 = 1 + 4 + 3',
        '  bias          7',
        '  encoding      fn: no Inf; the all-ones code of each sign is NaN',
        '  max finite    448  (0x7e)',
        '  min normal    2^-6',
        '  min subnormal 2^-9',
        '  codes         zero 0x00, one 0x38, maxFinite 0x7e, nan 0x7f',
        '  other names   OCP OFP8 E4M3, float8_e4m3fn',
        '',
      ].join('\n'),
    );
  });

  it('gives a free format as data', async () => {
    const { stdout } = await lmul('formats --exp 6 --man 1 --encoding fn --json', folder());
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'e6m1-fn', bias: 31, width: 8 }]);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [mainOfPackage, 'formats'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString();
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  });
});
