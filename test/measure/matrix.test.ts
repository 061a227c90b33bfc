import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { matrixBytes, matrixProduct, readMatrix } from '../../src/measure/index.ts';
import { parseMacName, systolicSpec } from '../../src/unit/index.ts';
import type { CheckedSystolic } from '../../src/verify/index.ts';
import { expectRefusal } from '../format/refusal.ts';
import { scratchFolder } from '../rtl/external-tools.ts';

const e4m3 = parseFormat('e4m3');

function fileOf(rows: number, cols: number, values: readonly number[]): string {
  const path = join(scratchFolder({}), 'x.npy');
  writeFileSync(path, matrixBytes(rows, cols, Float64Array.from(values)));
  return path;
}

it('a matrix written is what numpy.save writes, and is read back', () => {
  const bytes = Buffer.from(matrixBytes(2, 3, Float64Array.of(1, 2, 3, 4, 5, -0.5)));
  // numpy 2.4: numpy.save of a 2 x 3 array of float64.
  expect(bytes.subarray(0, 128).toString('latin1')).toBe(
    `\x93NUMPY\x01\x00v\x00${"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117)}\n`,
  );
  expect(bytes).toHaveLength(128 + 48);
  const matrix = readMatrix(fileOf(2, 3, [1, 2, 3, 4, 5, -0.5]), e4m3, 'none');
  expect(matrix).toMatchObject({ file: 'x.npy', rows: 2, cols: 3, scale: 1 });
  expect(matrix.codes).toEqual([0x38n, 0x40n, 0x44n, 0x48n, 0x4an, 0xb0n]);
});

it('one scale brings the largest number to the largest of the format', () => {
  const matrix = readMatrix(fileOf(1, 2, [896, -2]), e4m3, 'tensor');
  expect([matrix.scale, ...matrix.codes]).toEqual([2, 0x7en, 0xb8n]);
});

it('an array of one axis is no matrix', () => {
  const path = join(scratchFolder({}), 'y.npy');
  const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }";
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text.padEnd(117)}\n`, 'latin1'), Buffer.alloc(8)]),
  );
  expectRefusal(() => readMatrix(path, e4m3, 'none'), {
    code: 'operands/file',
    text: 'y.npy does not hold a matrix.',
    got: 'shape (1)',
    wayOut: 'an array of two axes',
  });
});

it('errors are those beside the codes and those beside the files, and leave out what is no number', () => {
  const spec = systolicSpec(2, 2, parseMacName('mac_exact_e4m3_multiply_full_wide_into_kulisch_g12'));
  const a = readMatrix(fileOf(2, 1, [1, 3.1]), e4m3, 'none');
  const b = readMatrix(fileOf(1, 2, [1, 2]), e4m3, 'none');
  // 3.1 is 3 in e4m3. Products are 1, 2, 3, 6; the array is to have put out 1, 2, 4, and no number.
  const sums = [1, 2, 4, 0].map((x, at) => ({ acc: BigInt(x) << 18n, invalid: at === 3 }));
  const array = { kind: 'passed', spec, run: { sums } } as unknown as CheckedSystolic;
  const product = matrixProduct(array, a, b);
  expect([...product.values]).toEqual([1, 2, 4, Number.NaN]);
  expect(product.notNumbers).toBe(1);
  expect(product.ofCodes).toEqual({ relative: Math.sqrt(1 / 14), largest: 1 });
  expect(product.ofFiles.largest).toBeCloseTo(0.9, 12);
  expect(product.ofFiles.relative).toBeCloseTo(0.9 / Math.sqrt(1 + 4 + 3.1 ** 2), 12);
});
