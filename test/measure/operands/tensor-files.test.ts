import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { describeStimulus, fileOperand, readTensor } from '../../../src/measure/index.ts';
import { codesOf, fileOf, floats, npy, refusalOf, safetensors } from './tensor-files.ts';

const shorts = (...words: readonly number[]): Buffer => Buffer.from(Uint16Array.from(words).buffer);

it('the name of a tensor ends no line, and says nothing to a terminal', () => {
  const header = { 'x\n# pwned\u001b[31m': { dtype: 'F32', shape: [1], data_offsets: [0, 4] } };
  const operand = fileOperand(fileOf('named.safetensors', safetensors(header, floats(1))), 'none');
  const words = describeStimulus({
    name: 'file',
    seed: 1,
    a: { ...operand, reuse: 1 },
    b: { ...operand, reuse: 1 },
  });
  expect(words).toContain('named.safetensors#x\uFFFD# pwned\uFFFD[31m [1]');
  expect(words).not.toMatch(/\p{Cc}/u);
});

it.runIf(process.platform !== 'win32')('a pipe that nobody writes to is refused, not waited for', () => {
  const path = fileOf('regular.npy', '').replace('regular', 'pipe');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  expect(refusalOf(path)).toContain('pipe.npy is not a file.');
});

describe('a .npy file', () => {
  it('of binary32 gives the codes of its numbers, rounded once, over and over', () => {
    // 1.0625 is a tie between 1 and 1.125 and goes to even; 1000 stays at the largest number, 448.
    const path = fileOf('a.npy', npy('<f4', '(4,)', floats(1, -1.5, 1.0625, 1000)));
    expect(codesOf(path, 'e4m3', 'none', 5)).toEqual([0x38, 0xbc, 0x38, 0x7e, 0x38]);
  });

  it('may hold binary16 and binary64, in any shape', () => {
    const half = fileOf('half.npy', npy('<f2', '(1, 2)', shorts(0x3c00, 0xc100)));
    expect(codesOf(half, 'fp16', 'none', 2)).toEqual([0x3c00, 0xc100]);
    const double = Buffer.alloc(8);
    double.writeDoubleLE(-0.1);
    expect(codesOf(fileOf('d.npy', npy('<f8', '()', double)), 'fp32', 'none', 1)).toEqual([0xbdcccccd]);
  });

  it('may be in Fortran order, as numpy saves what was transposed', () => {
    // 1 2 3 over 4 5 6, and a cube whose element (i, j, k) is 100 i + 10 j + k: column by column in the file.
    const matrix = fileOf('t.npy', npy('<f4', '(2, 3)', floats(1, 4, 2, 5, 3, 6), 'True'));
    expect(readTensor(matrix).values).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
    const cube = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
    const turned = readTensor(fileOf('c.npy', npy('<f4', '(2, 3, 2)', floats(...cube), 'True')));
    expect(turned.shape).toEqual([2, 3, 2]);
    expect([...turned.values]).toEqual([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121]);
  });

  it('says what it is in a spec, with a digest and without its folder', () => {
    const path = fileOf('b.npy', npy('<f4', '(2, 3)', floats(1, 2, 3, 4, 5, 6)));
    expect(fileOperand(path, 'tensor')).toEqual({
      kind: 'file',
      file: 'b.npy',
      shape: [2, 3],
      elements: 6,
      used: 6,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      scaling: 'tensor',
    });
  });

  it.each([
    ['truncated', npy('<f4', '(3,)', floats(1, 2)), '136 bytes for shape (3), which takes 140'],
    ['truncated', npy('<f4', '(3,)', floats(1, 2)).subarray(0, 30), 'is truncated'],
    ['cut within its first bytes', npy('<f4', '(1,)', floats(1)).subarray(0, 5), 'is truncated'],
    ['something else, and short', Buffer.from('hello'), 'is not a .npy file'],
    ['empty', Buffer.alloc(0), 'is truncated'],
    ['too long', npy('<f4', '(1,)', floats(1, 2)), 'longer than its header says'],
    ['of integers', npy('<i4', '(1,)', floats(1)), 'got: type <i4'],
    ['big-endian', npy('>f4', '(1,)', floats(1)), 'got: type >f4'],
    ['of objects', npy('|O', '(1,)', floats(1)), 'got: type |O'],
    ['of a type that is no type', npy('<constructor', '(1,)', floats(1)), 'got: type <constructor'],
    ['of records', npy("[('x', '<f4')]", '(1,)', floats(1)), 'does not hold a plain array'],
    [
      'in Fortran order, of more numbers than are turned',
      npy('<f4', '(4096, 1025)', floats(1), 'True'),
      'too large to be turned',
    ],
    ['without elements', npy('<f4', '(0, 5)', Buffer.alloc(0)), 'empty tensor'],
    ['absurdly large', npy('<f4', '(9999999999, 9999999999)', floats(1)), 'impossible shape'],
    [
      'with NaN',
      npy('<f4', '(3,)', floats(1, Number.NaN, Number.NaN)),
      '2 of 3, the first is NaN at index 1',
    ],
    [
      'with infinities',
      npy('<f4', '(2,)', floats(1, -Infinity)),
      '1 of 2, the first is -Infinity at index 1',
    ],
    ['something else', Buffer.from('PK\x03\x04 and so on, at length'), 'is not a .npy file'],
    [
      'of version 9',
      Buffer.from(npy('<f4', '(1,)', floats(1)).map((x, i) => (i === 6 ? 9 : x))),
      'version 9',
    ],
  ])('%s is refused', (_, bytes, words) => {
    expect(refusalOf(fileOf('hostile.npy', bytes))).toContain(words);
  });

  it('that is not there, or no tensor file, is refused with a way out', () => {
    expect(refusalOf('nowhere/x.npy')).toContain('no such file');
    expect(refusalOf(fileOf('x.csv', '1,2'))).toContain('ends in .npy or .safetensors');
    expect(refusalOf(fileOf('x.npy', npy('<f4', '(1,)', floats(1))).concat('#w'))).toContain(
      'without a name',
    );
  });
});

describe('a .safetensors file', () => {
  const entry = (dtype: string, shape: number[], from: number, to: number) => ({
    dtype,
    shape,
    data_offsets: [from, to],
  });

  it('gives the tensor named, of any floating-point type', () => {
    const data = Buffer.concat([shorts(0x3f80, 0xc040), Buffer.from([0x38, 0xb9]), floats(0.5)]);
    const header = {
      __metadata__: { format: 'pt' },
      'layer.0#w': entry('BF16', [2], 0, 4),
      eight: entry('F8_E4M3', [1, 2], 4, 6),
      four: entry('F32', [], 6, 10),
    };
    const path = fileOf('w.safetensors', safetensors(header, data));
    expect(codesOf(`${path}#layer.0#w`, 'bf16', 'none', 2)).toEqual([0x3f80, 0xc040]);
    expect(codesOf(`${path}#eight`, 'e4m3', 'none', 2)).toEqual([0x38, 0xb9]);
    expect(codesOf(`${path}#four`, 'e5m2', 'none', 1)).toEqual([0x38]);
    expect(refusalOf(path)).toContain('it holds layer.0#w, eight, four');
    expect(refusalOf(`${path}#nine`)).toContain('has no tensor nine');
  });

  it.each([
    ['a header beyond the file', Buffer.from([255, 255, 0, 0, 0, 0, 0, 0, 123]), 'truncated'],
    ['a header of 2^63 bytes', Buffer.from([0, 0, 0, 0, 0, 0, 0, 128, 123]), 'truncated'],
    ['a header that is no JSON', safetensors('{"w": ', Buffer.alloc(0)), 'is not JSON'],
    ['a header that is a list', safetensors([], Buffer.alloc(0)), 'is not an object'],
    [
      'an entry without offsets',
      safetensors({ w: { dtype: 'F32', shape: [1] } }, floats(1)),
      'no proper entry',
    ],
    ['integers', safetensors({ w: entry('I8', [1], 0, 1) }, Buffer.alloc(1)), 'type I8'],
    [
      'an inherited name for a type',
      safetensors({ w: entry('constructor', [1], 0, 1) }, Buffer.alloc(1)),
      'type constructor',
    ],
    ['too few bytes', safetensors({ w: entry('F32', [2], 0, 8) }, floats(1)), 'truncated'],
    ['offsets of another size', safetensors({ w: entry('F32', [1], 0, 8) }, floats(1, 2)), 'which takes 4'],
    ['offsets in the wrong order', safetensors({ w: entry('F32', [1], 4, 0) }, floats(1)), 'which takes 4'],
    ['NaN', safetensors({ w: entry('F32', [1], 0, 4) }, floats(Number.NaN)), 'not finite'],
    ['no tensor', safetensors({}, Buffer.alloc(0)), 'holds 0 tensors'],
  ])('with %s is refused', (_, bytes, words) => {
    expect(refusalOf(fileOf('hostile.safetensors', bytes))).toContain(words);
  });
});
