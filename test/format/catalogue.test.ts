import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  classify,
  codesOf,
  decode,
  encode,
  parseFormat,
  toNumber,
  type Value,
  widthOf,
} from '../../src/format/index.ts';

/** Numerics §1: name, E, M, bias, encoding, max, min normal. Maxima the table leaves open are the published ones. */
const ROWS = [
  ['e4m3', 4, 3, 7, 'fn', 448, 2 ** -6],
  ['e5m2', 5, 2, 15, 'ieee', 57344, 2 ** -14],
  ['e4m3-ieee', 4, 3, 7, 'ieee', 240, 2 ** -6],
  ['e3m4', 3, 4, 3, 'ieee', 15.5, 2 ** -2],
  ['e4m3-fnuz', 4, 3, 8, 'fnuz', 240, 2 ** -7],
  ['e5m2-fnuz', 5, 2, 16, 'fnuz', 57344, 2 ** -15],
  ['e4m3-b11fnuz', 4, 3, 11, 'fnuz', 30, 2 ** -10],
  ['e3m2', 3, 2, 3, 'finite', 28, 2 ** -2],
  ['e2m3', 2, 3, 1, 'finite', 7.5, 1],
  ['e2m1', 2, 1, 1, 'finite', 6, 1],
  ['bf16', 8, 7, 127, 'ieee', 3.3895313892515355e38, 2 ** -126],
  ['fp16', 5, 10, 15, 'ieee', 65504, 2 ** -14],
  ['tf32', 8, 10, 127, 'ieee', 3.4011621342146535e38, 2 ** -126],
  ['fp32', 8, 23, 127, 'ieee', 3.4028234663852886e38, 2 ** -126],
] as const;

/** Codes in hexadecimal: largest finite, Inf, canonical NaN; a dash where the encoding has none. */
const SPECIALS: Record<string, string> = {
  e4m3: '7e - 7f',
  e5m2: '7b 7c 7e',
  'e4m3-ieee': '77 78 7c',
  e3m4: '6f 70 78',
  'e4m3-fnuz': '7f - 80',
  'e5m2-fnuz': '7f - 80',
  'e4m3-b11fnuz': '7f - 80',
  e3m2: '1f - -',
  e2m3: '1f - -',
  e2m1: '7 - -',
  bf16: '7f7f 7f80 7fc0',
  fp16: '7bff 7c00 7e00',
  tf32: '3fbff 3fc00 3fe00',
  fp32: '7f7fffff 7f800000 7fc00000',
};

describe('the catalogue', () => {
  it('holds exactly the named formats, under names that differ', () => {
    expect(CATALOGUE.map((row) => row.name)).toEqual(ROWS.map(([name]) => name));
    const names = CATALOGUE.flatMap((row) => [row.name, ...row.otherNames]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(ROWS)(
    'has %s with E %i, M %i, bias %i and encoding %s',
    (name, expBits, manBits, bias, encoding) => {
      expect(parseFormat(name)).toEqual({ name, expBits, manBits, bias, encoding });
    },
  );

  it.each(ROWS)('%s ends at its published maximum and has its min normal', (name, ...facts) => {
    const format = parseFormat(name);
    const [, manBits, , , max, minNormal] = facts;
    const largest = BigInt(`0x${(SPECIALS[name] as string).split(' ')[0]}`);
    expect(toNumber(decode(format, largest))).toBe(max);
    expect(classify(format, largest + 1n)).not.toBe('normal');
    expect(toNumber(decode(format, 1n << BigInt(manBits)))).toBe(minNormal);
    expect(classify(format, (1n << BigInt(manBits)) - 1n)).toBe('subnormal');
  });

  it.each(Object.entries(SPECIALS))('%s has the special codes %s', (name, codes) => {
    const format = parseFormat(name);
    const [largest, inf, nan] = codes.split(' ');
    const hex = (value: Value): string =>
      encode(format, value, { rounding: 'rne', subnormals: 'keep', overflow: 'saturate' }).toString(16);
    expect(hex({ kind: 'inf', sign: 0 })).toBe(inf === '-' ? largest : inf);
    if (nan === '-') expect(() => hex({ kind: 'nan' })).toThrow(`${name} has no NaN`);
    else expect(hex({ kind: 'nan' })).toBe(nan);
  });

  it.each([
    ['e4m3', 2, 0],
    ['e5m2', 6, 2],
    ['e4m3-ieee', 14, 2],
    ['e3m4', 30, 2],
    ['e4m3-fnuz', 1, 0],
    ['e5m2-fnuz', 1, 0],
    ['e4m3-b11fnuz', 1, 0],
    ['e3m2', 0, 0],
    ['e2m3', 0, 0],
    ['e2m1', 0, 0],
  ])('%s has %i NaN codes and %i infinities; every other code is a number', (name, nans, infs) => {
    const format = parseFormat(name);
    const classes = [...codesOf(format)].map((code) => classify(format, code));
    expect(classes.length).toBe(2 ** widthOf(format));
    expect(classes.filter((kind) => kind === 'nan').length).toBe(nans);
    expect(classes.filter((kind) => kind === 'inf').length).toBe(infs);
    expect(classes.filter((kind) => kind === 'zero').length).toBe(name.endsWith('fnuz') ? 1 : 2);
  });
});
