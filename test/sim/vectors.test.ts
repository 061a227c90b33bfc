import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { PortShape } from '../../sim/netlist/netlist.ts';
import { readVectorFile } from '../../sim/vectors/read.ts';
import { writeVectorFile } from '../../sim/vectors/write.ts';

const folder = mkdtempSync(join(tmpdir(), 'lmul-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ports: PortShape[] = [
  { name: 'a', direction: 'input', width: 8 },
  { name: 'b', direction: 'input', width: 13 },
];
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const read = (name: string, content: string | Buffer): (readonly bigint[])[] => [
  ...readVectorFile(file(name, content), ports),
];

/** A .npy file as its format's document describes it, put together by hand. */
function npy(descr: string, shape: string, data: Buffer, fortran = 'False'): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]),
    Buffer.from(text),
    data,
  ]);
}

describe('vector files are read', () => {
  test.each([
    ['a.hex', '3c 1041 // first\n# nothing\n\nff 0x1fff\n'],
    ['a.csv', 'b,a,c\n4161,60,9\n0x1fff,0xff,8'],
    ['a.npy', npy('<u2', '(2, 2)', Buffer.from([0x3c, 0, 0x41, 0x10, 0xff, 0, 0xff, 0x1f]))],
    ['b.npy', npy('<i2', '(2, 2)', Buffer.from([0x3c, 0, 0x41, 0x10, 0xff, 0xff, 0xff, 0xff]))],
  ])('%s', (name, content) => {
    expect(read(name, content)).toEqual([
      [0x3cn, 0x1041n],
      [0xffn, 0x1fffn],
    ]);
  });

  test('of any length', () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, at) => `${(at % 256).toString(16)} ${(at % 8192).toString(16)}`,
    );
    const values = read('long.hex', lines.join('\n'));
    expect(values).toHaveLength(50_000);
    expect(values[49_999]).toEqual([BigInt(49_999 % 256), BigInt(49_999 % 8192)]);
  });

  test.each([
    ['x.txt', '', /is no vector file/],
    ['x.hex', '3c\n', /line 1 of .* has 1 values for 2 ports/],
    ['x.hex', '1 2\n3c 2000\n', /line 2 of .*: 0x2000 does not fit b of 13 bits/],
    ['x.hex', '3c zz\n', /line 1 of .*: zz is not hexadecimal/],
    ['x.csv', 'a,c\n1,2\n', /has no column b/],
    ['x.csv', 'a,b\n1,\n', /line 2 of .*: "" is no value for b/],
    ['x.npy', 'hello', /is not a .npy file/],
    ['x.npy', npy('<u1', '(2, 2)', Buffer.from([1, 2, 3])), /2 vectors promised, 1 there/],
    ['x.npy', npy('<f4', '(1, 2)', Buffer.alloc(8)), /does not hold vectors/],
    ['x.npy', npy('<u1', '(1, 2)', Buffer.alloc(2), 'True'), /does not hold vectors/],
    ['x.npy', npy('<u1', '(2,)', Buffer.alloc(2)), /has 1 values a vector for 2 ports/],
  ])('or refused: %s %j', (name, content, message) => {
    expect(() => read(name, content)).toThrow(message);
  });
});

test.each([0, 5, 11, 30])('a .npy file that is cut after %i bytes is truncated', (length) => {
  const whole = npy('<u1', '(2, 2)', Buffer.alloc(4));
  expect(() => read('x.npy', whole.subarray(0, length))).toThrow(/x\.npy is truncated/);
});

describe('vector files are written', () => {
  const rows = [
    [1n, 2n],
    [255n, 8191n],
  ];
  const written = (name: string): string => {
    const writer = writeVectorFile(join(folder, name), ports);
    for (const row of rows) writer.write(row);
    writer.close();
    return join(folder, name);
  };

  test('as text', () => {
    expect(readFileSync(written('w.hex'), 'utf8')).toBe('01 0002\nff 1fff\n');
    expect(readFileSync(written('w.csv'), 'utf8')).toBe('a,b\n0x1,0x2\n0xff,0x1fff\n');
  });

  test('and read back as they were', () => {
    for (const name of ['r.hex', 'r.csv', 'r.npy'])
      expect([...readVectorFile(written(name), ports)]).toEqual(rows);
  });

  const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
  test.skipIf(!hasNumpy)('as numpy reads them', () => {
    const print = 'import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype, a.tolist())';
    expect(execFileSync('python3', ['-c', print, written('n.npy')], { encoding: 'utf8' })).toBe(
      'uint64 [[1, 2], [255, 8191]]\n',
    );
  });

  test('whole or not at all', () => {
    const writer = writeVectorFile(join(folder, 'never.csv'), ports);
    writer.write(rows[0]!);
    writer.abort();
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  });
});
