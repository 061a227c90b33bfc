import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { packageVersion } from '../../src/package-root.ts';
import { toolVersions } from '../../src/tools/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';
import { lmul, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const spec = unitSpec('lmul', parseFormat('e2m3'), { contract: 'full' });
const model = modelOf(spec);
const codes = Array.from({ length: 4096 }, (_, at) => Number(model(BigInt(at >> 6), BigInt(at & 63))));
const values = codes.map((code) => valueByDefinition(spec.format, code));

/** The data of a .npy file of the first format, and what its header says. */
function npyOf(bytes: Buffer): { header: string; data: Buffer } {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  const length = bytes.readUInt16LE(8);
  expect((10 + length) % 64).toBe(0);
  return { header: bytes.subarray(10, 10 + length).toString('latin1'), data: bytes.subarray(10 + length) };
}

const has = (...command: readonly string[]): boolean =>
  spawnSync(command[0] as string, command.slice(1), { stdio: 'ignore' }).status === 0;
const hasNumpy = has('python3', '-c', 'import numpy');
const hasCompiler = has('cc', '--version');

describe('lmul export', () => {
  it('writes result codes as a numpy array, and beside it what they are', async () => {
    const { code, stdout, stderr } = await lmul('export lmul e2m3 --contract full -o t.npy --json', folder());
    expect(code, stderr).toBe(0);
    const bytes = readFileSync(join(folder(), 't.npy'));
    const { header, data } = npyOf(bytes);
    expect(header).toContain("{'descr': '|u1', 'fortran_order': False, 'shape': (64, 64), }");
    expect([...data]).toEqual(codes);
    expect(readFileSync(join(folder(), 't.npy.json'), 'utf8')).toBe(stdout);
    expectValid('table', stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 't.npy',
      dtype: '|u1',
      shape: [64, 64],
      sha256: createHash('sha256').update(bytes).digest('hex'),
      unit: 'lmul_e2m3_adder_full',
      checked: 'all 4,096 pairs',
      tools: { lmul: packageVersion, yosys: toolVersions().yosys },
    });
  });

  it('writes numbers as bytes alone, little-endian binary32', async () => {
    const { code, stderr } = await lmul('export lmul e2m3 --contract full --table values -o t.bin', folder());
    expect(code, stderr).toBe(0);
    const bytes = readFileSync(join(folder(), 't.bin'));
    expect(Array.from({ length: 4096 }, (_, at) => bytes.readFloatLE(4 * at))).toEqual(values);
  });

  it.skipIf(!hasNumpy)('is read by numpy: table[a][b]', async () => {
    const script =
      "import numpy, json; t = numpy.load('t.npy'); print(json.dumps([str(t.dtype), t.shape, float(t[9][20])]))";
    const printed = execFileSync('python3', ['-c', script], {
      cwd: folder(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(JSON.parse(printed)).toEqual(['uint8', [64, 64], codes[9 * 64 + 20]]);
  });

  it.skipIf(!hasCompiler)('is read by a C compiler: name[a][b]', async () => {
    await lmul('export lmul_e2m3_adder_full --table values -o values.h', folder());
    const program = [
      '#include <stdio.h>',
      '#include "values.h"',
      'int main(void) {',
      '  for (int a = 0; a < 64; a++) for (int b = 0; b < 64; b++)',
      '    printf("%.9g\\n", lmul_e2m3_adder_full_values[a][b]);',
      '}',
    ].join('\n');
    writeFileSync(join(folder(), 'read.c'), program);
    execFileSync('cc', ['-std=c99', '-Wall', '-Werror', '-pedantic', 'read.c', '-o', 'read'], {
      cwd: folder(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines = execFileSync(join(folder(), 'read'), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
      .trim()
      .split('\n');
    expect(lines.map(Number)).toEqual(values);
  });

  it.each([
    [
      '-o t.txt',
      'The ending of the file does not say what it is to be.',
      't.txt',
      'x.npy, x.bin or x.h, or --as npy',
    ],
    [
      '-o no/such/t.npy',
      'A file cannot be written.',
      /ENOENT/,
      'a place in a folder that is there and may be written to',
    ],
  ])('refuses %s before any work, and leaves nothing', async (options, text, got, wayOut) => {
    const before = readdirSync(folder());
    const outcome = await lmul(`export lmul e2m3 ${options}`, folder());
    if (typeof got === 'string') expect(outcome).toEqual(refusal(text, got, wayOut));
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(text) });
    expect(readdirSync(folder())).toEqual(before);
  });

  it('refuses all pairs of a wide format', async () => {
    const outcome = await lmul('export lmul bf16 -o t2.npy', folder());
    expect(outcome).toEqual(
      refusal(
        'A table of all pairs of codes is of a format of up to 10 bits.',
        'bf16, 16 bits',
        '--table significands, or a narrower format',
      ),
    );
    expect(existsSync(join(folder(), 't2.npy'))).toBe(false);
  });
});
