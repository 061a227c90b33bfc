import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { parseCsv, parseHex, readVectors } from '../../src/verify/read-vectors.ts';
import { expectRefusal } from '../format/refusal.ts';
import { scratchFolder } from '../rtl/external-tools.ts';

const e4m3 = unitSpec('exact', parseFormat('e4m3'));
const e3m2 = unitSpec('exact', parseFormat('e3m2'), { output: 'wide' });

const hexShape = 'a b p in 2, 2, 2 hexadecimal digits, such as 00 00 00';
const csvShape = 'a b p in 2, 2, 2 hexadecimal digits, such as 00,00,00';

describe('a .hex file is refused', () => {
  it.each([
    ['a number too few', '38 3c', 'has 2 numbers, not 3'],
    ['a number too many', '38 3c 3c 00', 'has 4 numbers, not 3'],
    ['a single word', 'hello', 'has 1 number, not 3'],
    ['a number that is none', '38 3g 3c', 'has no hexadecimal number for b: "3g"'],
    ['a prefix', '0x38 3c 3c', 'has no hexadecimal number for a: "0x38"'],
    ['a sign', '38 -c 3c', 'has no hexadecimal number for b: "-c"'],
    ['an underscore', '38 3_c 3c', 'has no hexadecimal number for b: "3_c"'],
    ['an unknown bit', '38 3c xx', 'has no hexadecimal number for p: "xx"'],
    ['a digit too few', '38 c 3c', 'has 1 digit for b, not 2'],
    ['a digit too many', '38 3c 03c', 'has 3 digits for p, not 2'],
    ['a comment after it', '38 3c 3c // mine', 'has 5 numbers, not 3'],
  ])('for a line with %s', (_, line, what) => {
    expectRefusal(() => parseHex(e4m3, `// 2 vectors\n00 00 00\n${line}\n`, 'bad.hex'), {
      code: 'vectors/line',
      text: `Line 3 of bad.hex ${what}.`,
      got: line,
      wayOut: hexShape,
    });
  });

  it('for a code wider than the format', () => {
    expectRefusal(() => parseHex(e3m2, '40 00 000\n', 'bad.hex'), {
      code: 'vectors/line',
      text: 'Line 1 of bad.hex has a code for a that does not fit in 6 bits.',
      got: '40 00 000',
      wayOut: 'a b p in 2, 2, 3 hexadecimal digits, such as 00 00 000',
    });
    expectRefusal(() => parseHex(e3m2, '3f 3f 400\n', 'bad.hex'), {
      code: 'vectors/line',
      text: 'Line 1 of bad.hex has a code for p that does not fit in 10 bits.',
      got: '3f 3f 400',
      wayOut: 'a b p in 2, 2, 3 hexadecimal digits, such as 00 00 000',
    });
  });

  it.each([1, 3])('that declares %d vectors and has two', (count) => {
    expectRefusal(() => parseHex(e4m3, `// ${count} vectors of x\n00 00 00\n00 01 00\n`, 'cut.hex'), {
      code: 'vectors/line',
      text: `Line 1 of cut.hex declares ${count} vectors, and the file has 2.`,
      got: `// ${count} vectors of x`,
      wayOut: 'the whole file, or the true number',
    });
  });

  it.each(['', '\n\n', '// only talk\n'])('without vectors: %j', (text) => {
    expectRefusal(() => parseHex(e4m3, text, 'empty.hex'), {
      code: 'vectors/empty',
      text: 'The vector file holds no vectors.',
      got: 'empty.hex',
      wayOut: 'a file that `lmul vectors` writes',
    });
  });
});

describe('a .csv file is refused', () => {
  const header = 'a,b,p,a_value,b_value,p_value';

  it.each(['a,b', 'a;b;p', 'b,a,p', '38,3c,3c'])('for the header %s', (first) => {
    expectRefusal(() => parseCsv(e4m3, `${first}\n38,3c,3c\n`, 'bad.csv'), {
      code: 'vectors/line',
      text: 'Line 1 of bad.csv is not the header of a vector file.',
      got: first,
      wayOut: `${header}, or a,b,p`,
    });
  });

  it('for a line with fewer columns than its header', () => {
    expectRefusal(() => parseCsv(e4m3, `${header}\n38,3c,3c\n`, 'bad.csv'), {
      code: 'vectors/line',
      text: 'Line 2 of bad.csv has 3 columns, its header 6.',
      got: '38,3c,3c',
      wayOut: header,
    });
  });

  it('for a line whose codes are not codes, counting blank lines too', () => {
    expectRefusal(() => parseCsv(e4m3, 'a,b,p\n\n38,3c,3c\n38,,3c\n', 'bad.csv'), {
      code: 'vectors/line',
      text: 'Line 4 of bad.csv has no hexadecimal number for b: "".',
      got: '38,,3c',
      wayOut: csvShape,
    });
  });

  it('for a value that its code does not have', () => {
    expectRefusal(() => parseCsv(e4m3, `${header}\n38,3c,3c,1,1.5,1.25\n`, 'bad.csv'), {
      code: 'vectors/line',
      text: 'Line 2 of bad.csv says that p is 1.25, and its code is 1.5.',
      got: '38,3c,3c,1,1.5,1.25',
      wayOut: '1,1.5,1.5',
    });
  });

  it('without vectors', () => {
    for (const text of ['', `${header}\n`])
      expectRefusal(() => parseCsv(e4m3, text, 'empty.csv'), {
        code: 'vectors/empty',
        text: 'The vector file holds no vectors.',
        got: 'empty.csv',
        wayOut: 'a file that `lmul vectors` writes',
      });
  });
});

describe('a vector file on disk', () => {
  it('is read by the kind its name says', () => {
    const folder = scratchFolder({ 'x.hex': '38 3c 3c\n', 'x.csv': 'a,b,p\n38,3c,3c\n' });
    const vector = { a: 0x38n, b: 0x3cn, p: 0x3cn };
    expect(readVectors(e4m3, join(folder, 'x.hex'))).toEqual([vector]);
    expect(readVectors(e4m3, join(folder, 'x.csv'))).toEqual([vector]);
  });

  it('names its path and line when a line is bad', () => {
    const folder = scratchFolder();
    const path = join(folder, 'bad.hex');
    writeFileSync(path, '00 00 00\nzz 00 00\n');
    expect(() => readVectors(e4m3, path)).toThrow(`Line 2 of ${path} has no hexadecimal number for a: "zz".`);
  });

  it('is refused when it is not there, or is a directory', () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'folder.csv'));
    for (const [name, reason] of [
      ['absent.hex', 'no such file'],
      ['folder.csv', 'a directory'],
    ] as const)
      expectRefusal(() => readVectors(e4m3, join(folder, name)), {
        code: 'vectors/unreadable',
        text: 'The vector file cannot be read.',
        got: `${join(folder, name)} (${reason})`,
        wayOut: 'a .hex or .csv that `lmul vectors` writes',
      });
  });

  it('is refused when it is of another kind', () => {
    expectRefusal(() => readVectors(e4m3, 'vectors.txt'), {
      code: 'vectors/kind',
      text: 'A vector file is a .hex or a .csv.',
      got: 'vectors.txt',
      wayOut: 'the files that `lmul vectors` writes',
    });
  });
});
