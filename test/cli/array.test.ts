import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matrixBytes } from '../../src/measure/index.ts';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const unit = '"mac e2m1 --product exact --wide --contract full --accumulator kulisch"';

function save(name: string, rows: number, cols: number, values: readonly number[]): void {
  writeFileSync(join(folder(), name), matrixBytes(rows, cols, Float64Array.from(values)));
}

describe('lmul array', () => {
  it('multiplies two matrices on the simulated hardware', async () => {
    save('A.npy', 2, 2, [1, 2, 3, 4]);
    save('B.npy', 2, 2, [0.5, 1, 1.5, -6]);
    const { code, stdout, stderr } = await lmul(
      `array --rows 2 --cols 2 --unit ${unit} --a A.npy --b B.npy -o C.npy`,
      folder(),
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toBe(`array2x2_mac_exact_e2m1_multiply_full_wide_into_kulisch_g12
  operands      A.npy 2 x 2; B.npy 2 x 2; rounded to e2m1, to nearest even
  checked       all 4 sums of the simulated RTL = model, same order
  tiles         1
  cycles        5, from the first operands in to the last row read
  utilisation   40.0 %
  error         0.000e+0 relative (Frobenius), 0.000e+0 largest, beside the rounded operands in float64
                0.000e+0 relative (Frobenius), 0.000e+0 largest, beside the operands of the files
`);
    const product = readFileSync(join(folder(), 'C.npy'));
    expect([0, 1, 2, 3].map((at) => product.readDoubleLE(128 + 8 * at))).toEqual([3.5, -11, 7.5, -21]);
  });

  it('gives the same as data of the published form, not placed, placed, and too large', async () => {
    save('A.npy', 2, 2, [1, 2, 3, 4]);
    save('B.npy', 2, 2, [0.5, 1, 1.5, -6]);
    const array = `array --rows 2 --cols 2 --unit ${unit} --a A.npy --b B.npy --json`;
    for (const options of ['--level gates', '--pnr hx1k --seeds 1']) {
      const { code, stdout, stderr } = await lmul(`${array} ${options}`, folder());
      expect(code, stderr).toBe(0);
      expectValid('array', stdout);
      expect(JSON.parse(stdout)).toMatchObject({
        product: [
          [3.5, -11],
          [7.5, -21],
        ],
      });
    }
    const large = `array --rows 6 --cols 6 --unit ${unit} --a A.npy --b B.npy --pnr hx1k --json`;
    const { stdout } = await lmul(large, folder());
    expectValid('array', stdout);
    expect(JSON.parse(stdout)).toMatchObject({ placed: { fits: false } });
  });

  it('says by how much an array is too large for a device, before it synthesises all of it', async () => {
    save('A.npy', 1, 1, [1]);
    save('B.npy', 1, 1, [6]);
    const { code, stdout } = await lmul(
      `array --rows 6 --cols 6 --unit ${unit} --a A.npy --b B.npy --pnr hx1k`,
      folder(),
    );
    expect(code).toBe(1);
    const [, each, all, over] =
      /fits {10}no: 36 elements of (\d+) logic cells alone need (\d+), hx1k has 1280: (\d+) too many/.exec(
        stdout,
      ) ?? [];
    expect(Number(each)).toBeGreaterThan(40);
    expect([Number(all), Number(over)]).toEqual([36 * Number(each), 36 * Number(each) - 1280]);
  });

  it.each([
    [
      '--unit "lmul e4m3"',
      'The elements of an array multiply floating-point numbers, and accumulate.',
      '--unit "mac e4m3 --product lmul --accumulator fp32"',
    ],
    [`--unit ${unit} --freq 50`, 'A clock is met or missed only after place and route.', '--pnr hx8k'],
    [`--unit ${unit}`, 'The matrices cannot be multiplied.', 'a right matrix of 1 rows'],
  ])('refuses %s', async (options, text, wayOut) => {
    save('A.npy', 2, 1, [1, 2]);
    save('B.npy', 2, 2, [0.5, 1, 1.5, -6]);
    const { code, stdout, stderr } = await lmul(`array --a A.npy --b B.npy ${options}`, folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr).toContain(`try: ${wayOut}`);
  });
});
