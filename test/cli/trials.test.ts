import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/random.ts';
import { floats, npy } from '../measure/operands/tensor-files.ts';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

beforeAll(() => {
  const random = new Random(1);
  const numbers = (count: number): Buffer =>
    floats(...Array.from({ length: count }, () => random.next32() / 2 ** 31 - 1));
  const put = (name: string, shape: string, bytes: Buffer): void =>
    writeFileSync(join(folder(), `${name}.npy`), npy('<f4', shape, bytes));
  put('q', '(2, 4, 8)', numbers(64));
  put('k', '(2, 5, 8)', numbers(80));
  put('v', '(2, 5, 3)', numbers(30));
  put('w', '(6, 8)', numbers(48));
  put('zeros', '(2, 4, 8)', floats(...Array(64).fill(0)));
  put('nan', '(2, 4, 8)', floats(...Array(64).fill(Number.NaN)));
});

const TENSORS = '--q q.npy --k k.npy --v v.npy';

describe('lmul attention', () => {
  it('shows an exact unit under the same conditions beside the one asked for', async () => {
    const { code, stdout, stderr } = await lmul(`attention lmul e3m2 ${TENSORS}`, folder());
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(
      'attention: q q.npy [2, 4, 8], k k.npy [2, 5, 8], v v.npy [2, 5, 3]; 24 outputs',
    );
    const first = stdout
      .split('\n')
      .flatMap((line) => /^(float32|quantised to e3m2|mac_\w+)/.exec(line)?.[1] ?? []);
    expect(first).toEqual([
      'float32',
      'quantised to e3m2',
      'mac_exact_e3m2_multiply_rne_flush_into_fp32_rne',
      'mac_lmul_e3m2_adder_flush_into_fp32_rne',
    ]);
  });

  it('gives data of the published form, with any accumulator and scaling', async () => {
    const options = '--accumulator kulisch --guard-bits 6 --scale block32 --causal';
    const { code, stdout, stderr } = await lmul(
      `attention lmul e3m2 --wide ${TENSORS} ${options} --json`,
      folder(),
    );
    expect(code, stderr).toBe(0);
    expectValid('trial', stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      computation: 'attention',
      options: { causal: true },
      scaling: 'block32',
      rows: [
        {},
        { name: 'e3m2, wide products' },
        { kind: 'unit' },
        { name: 'mac_lmul_e3m2_adder_flush_wide_into_kulisch_g6' },
      ],
    });
  });

  it.each([
    ['--q nan.npy --k k.npy --v v.npy', 'nan.npy holds numbers that are not finite.'],
    [`${TENSORS} --accumulator e4m3`, 'A floating-point accumulator has an encoding with Inf and NaN.'],
  ])('refuses %s before any work, exit 2', async (options, words) => {
    const before = readdirSync(folder());
    const { code, stdout, stderr } = await lmul(`attention lmul e4m3 ${options}`, folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('synthesis');
    expect(readdirSync(folder())).toEqual(before);
  });
});

describe('lmul linear', () => {
  it('adds the products of several lanes in a window', async () => {
    const { code, stdout, stderr } = await lmul(
      'linear lmul e3m2 --x q.npy --w w.npy --lanes 4 --window 6 --csv',
      folder(),
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('dot4_lmul_e3m2_adder_flush_into_fp32_');
  });

  it('has no relative figures of an output that is zero everywhere, and says so', async () => {
    const { code, stdout, stderr } = await lmul('linear lmul e3m2 --x zeros.npy --w w.npy', folder());
    expect(code, stderr).toBe(0);
    expect(stdout).not.toMatch(/NaN|\binf\b/);
    expect(stdout).toMatch(/^mac_lmul_e3m2_\w+ +all 4,096 pairs +- +- +0\.00e\+0 +0\.00e\+0 +- +- +0$/m);
    expect(stdout).toContain(
      '\n-: the reference output is zero everywhere, and no figure is relative to it\n',
    );
  });

  it('prints CSV with both references', async () => {
    const { code, stdout, stderr } = await lmul('linear lmul e3m2 --x q.npy --w w.npy --csv', folder());
    expect(code, stderr).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toBe(
      'computed,name,scaling,checked,against,relativeError,sqnrDb,maxAbsError,meanAbsError,cosine,notFinite',
    );
    expect(lines).toHaveLength(1 + 2 * 4);
  });
});
