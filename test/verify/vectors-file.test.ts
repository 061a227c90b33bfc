import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decode, parseFormat } from '../../src/format/index.ts';
import { parseShortName, resultFormat, unitSpec } from '../../src/unit/index.ts';
import { parseCsv, parseHex, readVectors } from '../../src/verify/read-vectors.ts';
import { csvText, hexText, valueText } from '../../src/verify/vector-file.ts';
import { type Vector, vectorsOf } from '../../src/verify/vectors.ts';

const e2m1 = unitSpec('exact', parseFormat('e2m1'));
const e4m3 = unitSpec('exact', parseFormat('e4m3'), { contract: 'full' });
const rows: Vector[] = [
  { a: 0x38n, b: 0x3cn, p: 0x3cn },
  { a: 0xffn, b: 0x00n, p: 0x7fn },
  { a: 0x80n, b: 0x01n, p: 0x80n },
];

describe('a vector file', () => {
  it('.hex says what it holds and has one vector a line', () => {
    expect(hexText(e4m3, rows)).toBe(
      [
        '// 3 vectors of exact_e4m3_multiply_rne_full; a b p in hexadecimal, 8 8 8 bits',
        '38 3c 3c',
        'ff 00 7f',
        '80 01 80',
        '',
      ].join('\n'),
    );
  });

  it('.csv has the codes and what they mean, with the sign of zero', () => {
    expect(csvText(e4m3, rows)).toBe(
      [
        'a,b,p,a_value,b_value,p_value',
        '38,3c,3c,1,1.5,1.5',
        'ff,00,7f,nan,0,nan',
        '80,01,80,-0,0.001953125,-0',
        '',
      ].join('\n'),
    );
  });

  it.each([
    'exact_e2m1_multiply_rne_flush',
    'exact_e5m2_multiply_full_wide',
    'lmul_fp16_adder_flush',
    'exact_e11m23_multiply_full_wide',
  ])('of %s reads back as it was written, as .hex and as .csv', (name) => {
    const spec = parseShortName(name);
    const vectors = vectorsOf(spec, { kind: 'sampled', count: 300, seed: 5 });
    expect(parseHex(spec, hexText(spec, vectors), 'x.hex')).toEqual(vectors);
    expect(parseCsv(spec, csvText(spec, vectors), 'x.csv')).toEqual(vectors);
  });

  it('reads back whatever the ends of its lines and the case of its digits', () => {
    const shout = (text: string): string => text.replaceAll('\n', '\r\n').replaceAll('3c', '3C');
    expect(parseHex(e4m3, shout(hexText(e4m3, rows)), 'x.hex')).toEqual(rows);
    expect(parseCsv(e4m3, shout(csvText(e4m3, rows)), 'x.csv')).toEqual(rows);
  });

  it.each(['csv', 'hex'])('.%s may begin with the byte order mark of an editor', (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'lmul-vectors-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, `marked.${kind}`);
    writeFileSync(file, `\ufeff${kind === 'csv' ? csvText(e4m3, rows) : '38 3c 3c\n'}`);
    expect(readVectors(e4m3, file)[0]).toEqual(rows[0]);
  });

  it('may be written by hand: comments, blank lines, no columns of values', () => {
    expect(parseHex(e2m1, '// mine\n\n2 3 3\n// more\n0 0 0\n', 'x.hex')).toHaveLength(2);
    expect(parseCsv(e2m1, 'a,b,p\n2,3,3\n\n0,0,0\n', 'x.csv')).toHaveLength(2);
  });
});

describe('the value of a code', () => {
  it.each([
    ['e5m2', 0x7cn, 'inf'],
    ['e5m2', 0xfcn, '-inf'],
    ['e5m2', 0x7en, 'nan'],
    ['e4m3', 0x80n, '-0'],
    ['e4m3', 0x7en, '448'],
    ['fp32', 0x3dcccccdn, '0.10000000149011612'],
    ['fp32', 0x80000001n, '-1.401298464324817e-45'],
  ])('%s %d is %s', (format, code, text) => {
    expect(valueText(parseFormat(format), code)).toBe(text);
  });

  it('is exact beyond the range of a double', () => {
    const format = resultFormat(parseShortName('exact_e11m23_multiply_full_wide'));
    expect(valueText(format, 1n)).toBe('1*2^-2092');
    const largest = (0xffen << 47n) | ((1n << 47n) - 1n);
    expect(valueText(format, largest)).toBe(`${2n ** 48n - 1n}*2^2001`);
  });

  it('is a decimal that reads back as the same double, for every code of e5m2', () => {
    const format = parseFormat('e5m2');
    for (let code = 0n; code < 256n; code++) {
      const value = decode(format, code);
      if (value.kind !== 'finite') continue;
      const expected = Number(value.significand) * 2 ** value.exponent * (value.sign ? -1 : 1);
      expect(Object.is(Number(valueText(format, code)), expected)).toBe(true);
    }
  });
});
