import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { operandsOf } from '../../src/cli/operand-words.ts';
import { parseFormat } from '../../src/format/index.ts';
import { STIMULUS_NAMES } from '../../src/measure/index.ts';
import { floats, npy, safetensors } from '../measure/operands/tensor-files.ts';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

beforeAll(() => {
  const put = (name: string, bytes: Buffer): void => writeFileSync(join(folder(), name), bytes);
  const header = { w: { dtype: 'F32', shape: [3], data_offsets: [0, 12] } };
  put('a.npy', npy('<f4', '(4,)', floats(1, 2, -3, 4)));
  put('w.safetensors', safetensors(header, floats(0.5, 1, 2)));
  put('nan.npy', npy('<f4', '(3,)', floats(Number.NaN, Number.NaN, Number.NaN)));
  put('int.npy', npy('<i8', '(1,)', floats(1, 2)));
  put('cut.safetensors', safetensors(header, floats(0.5, 1)));
});

describe('lmul error', () => {
  it('prints a table for each kind of operands, with the exact figures of e2m1', async () => {
    const { code, stdout, stderr } = await lmul('error mitchell e2m1 --operands mantissas', folder());
    expect(code, stderr).toBe(0);
    // numerics §5, M = 1: bias and MRED -1/36, the least error -1/9; that one alone, RMS 1/18.
    expect(stdout).toMatch(
      /mitchell_e2m1_adder_flush +all 256 pairs +quantised +4 exhaustive +-2\.78 % +2\.78 % +5\.56 % +-11\.11 %/,
    );
    expect(stdout).toMatch(/^mitchell_e2m1_adder_flush, ulps off: 0: 100\.0 %$/m);
    expect(stdout).toContain('lmul-rtl ');
  });

  it('gives data of the published form, of distributions and tensors', async () => {
    const operands = '--operands gaussian --operands a.npy,w.safetensors:w --operands relu,a.npy';
    const { code, stdout, stderr } = await lmul(`error lmul e3m2 --seed 3 ${operands} --json`, folder());
    expect(code, stderr).toBe(0);
    expectValid('error', stdout);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        unit: 'lmul_e3m2_adder_flush',
        operands: { name: 'gaussian', seed: 3 },
        quantised: { method: { kind: 'weighted' } },
      },
      {
        operands: { name: 'file', a: { file: 'a.npy', scaling: 'tensor' }, b: { tensor: 'w' } },
        // Four numbers by three: every one with every one.
        quantised: { method: { kind: 'weighted', pairs: 12 } },
        unquantised: { method: { kind: 'exhaustive', pairs: 12 } },
      },
      { operands: { a: { kind: 'relu' }, b: { file: 'a.npy' } } },
    ]);
  });

  it('gives CSV with a line a reference, in full precision', async () => {
    const { stdout } = await lmul('error exact e2m1 --operands gaussian --samples 1000 --csv', folder());
    const [titles, ...rows] = stdout.trim().split('\n');
    expect(titles).toMatch(/^unit,contract,checked,operands,reference,method,pairs,seed,bias,mred,rms,/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(
      /^exact_e2m1_multiply_rne_flush,flush,all 256 pairs,"gaussian: .*",quantised,weighted,\d+,,/,
    );
  });

  it('draws a heat map as text, CSV and data', async () => {
    const text = await lmul('error mitchell e2m1 --heat-map', folder());
    expect(text.stdout).toContain('\n          0     1\n    0   0.0   0.0\n    1   0.0 -11.1\n');
    const csv = await lmul('error mitchell e2m1 --heat-map --csv', folder());
    expect(csv.stdout.trim().split('\n')).toEqual(['mantissaA/mantissaB,0,1', '0,0,0', `1,0,${-1 / 9}`]);
    const data = await lmul('error mitchell e2m1 --heat-map --cells 1 --json', folder());
    expectValid('heat-map', data.stdout);
    expect(JSON.parse(data.stdout)).toMatchObject([
      { size: 1, mantissasPerCell: 2, relativeError: [[-1 / 36]] },
    ]);
  });

  it('lists in its help every operand it takes', async () => {
    const { stdout } = await lmul('error --help', folder());
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `--operands <what> mantissas, ${STIMULUS_NAMES.join(', ')}, or tensors A.npy,B.safetensors:NAME`,
    );
  });

  it.each([
    ['nan.npy', 'nan.npy holds numbers that are not finite.\n  got: 3 of 3, the first is NaN at index 0'],
    ['cut.safetensors:w', 'the file is truncated'],
  ])('refuses %s before any work, exit 2, and leaves nothing', async (file, words) => {
    const before = readdirSync(folder());
    const { code, stdout, stderr } = await lmul(`error lmul e4m3 --operands ${file}`, folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('synthesis');
    expect(readdirSync(folder())).toEqual(before);
  });
});

describe('words for operands', () => {
  const format = parseFormat('e4m3');
  const read =
    (word: string, options = {}) =>
    () =>
      operandsOf(word.replaceAll('@', `${folder()}/`), format, { seed: 1, ...options });

  it.each([
    ['noise', 'There are no operands of this name.\n  got: noise'],
    ['mantissas,gaussian', 'There are no operands of this name.'],
    ['@a.npy,@a.npy,@a.npy', 'A product has two operands.'],
    ['@a.npy,@int.npy', 'int.npy does not hold little-endian floating-point numbers.\n  got: type <i8'],
    ['@w.safetensors:v', 'w.safetensors has no tensor v.'],
    ['@nowhere.npy', 'A tensor file cannot be read.'],
    ['@w.safetensors:v', '\n  try: w.safetensors:NAME'],
    ['@a.txt', 'A tensor file ends in .npy or .safetensors.'],
    ['@a.txt', '\n  try: x.npy, or weights.safetensors:NAME'],
  ])('%s are refused', (word, words) => {
    expect(read(word)).toThrow(words);
  });

  it('name a tensor with : or #, scaled only where there is one', () => {
    expect(read('@w.safetensors:w')()).toEqual(read('@w.safetensors#w')());
    expect(read('gaussian', { scale: 'none' })).toThrow('Only tensors of files are scaled.');
    expect(read('relu,lognormal')()).toMatchObject({
      name: 'mixed',
      a: { kind: 'relu' },
      b: { kind: 'lognormal' },
    });
    expect(read('@a.npy')()).toMatchObject({
      a: { kind: 'file', scaling: 'tensor' },
      b: { kind: 'gaussian', sigma: 2 },
    });
  });
});
