import { describe, expect, it } from 'vitest';
import { numberText, parseOperand } from '../../src/explore/index.ts';
import { classify, codesOf, decode, encode, ofNumber, parseFormat } from '../../src/format/index.ts';
import { Random } from '../../src/random.ts';

const e4m3 = parseFormat('e4m3');
const fp32 = parseFormat('fp32');
const codeOf = (text: string, format = e4m3): bigint => parseOperand(format, text).code;

describe('an operand', () => {
  it.each([
    ['1.75', 0x3en],
    ['+2.5', 0x42n],
    ['-1', 0xb8n],
    ['.5', 0x30n],
    ['7/4', 0x3en],
    ['2^-6', 0x08n],
    ['-2^-9', 0x81n],
    ['4.48e2', 0x7en],
    ['0x3E', 0x3en],
    ['0b00111110', 0x3en],
    ['0 0111 110', 0x3en],
    ['0_0111_110', 0x3en],
    ['nan', 0x7fn],
    ['0', 0x00n],
    ['-0', 0x80n],
  ])('%s of e4m3 is exactly a code', (text, code) => {
    expect(parseOperand(e4m3, text)).toEqual({ code, isExact: true });
  });

  it.each([
    // Between 1.0 (0x38) and 1.125 (0x39): a tie goes to the even code, a little more does not.
    ['1.0625', 0x38n],
    ['1.06250000000000000000000000000000000000000001', 0x39n],
    ['1.1875', 0x3an],
    ['1/3', 0x2bn],
    ['2^-10', 0x00n],
    ['455', 0x7en],
  ])('%s of e4m3 goes to the nearest code', (text, code) => {
    expect(parseOperand(e4m3, text)).toEqual({ code, isExact: false });
  });

  it('is rounded once: fp32 by way of a double would go the other way', () => {
    // 1 + 2^-24 is a tie; 2^-60 more is lost in a double.
    const above = (2n ** 60n + 2n ** 36n + 1n).toString();
    expect(codeOf(`${above}/${2n ** 60n}`, fp32)).toBe(0x3f800001n);
  });

  it('reads back as the code whose number it is, for every code of every 8-bit encoding', () => {
    for (const name of ['e4m3', 'e5m2', 'e4m3-fnuz', 'e3m4', 'e3m2', 'e4m3-b11fnuz']) {
      const format = parseFormat(name);
      for (const code of codesOf(format))
        if (classify(format, code) !== 'nan')
          expect(codeOf(numberText(decode(format, code)), format), numberText(decode(format, code))).toBe(
            code,
          );
    }
  });

  it('is the nearest code, as encode has it, of 2,000 random doubles (seed 1)', () => {
    const random = new Random(1);
    for (let i = 0; i < 2000; i++) {
      const x = (random.next32() / 2 ** 32 - 0.5) * 2 ** (random.below(20) - 10);
      const options = { rounding: 'rne', overflow: 'saturate', subnormals: 'keep' } as const;
      expect(codeOf(String(x)), String(x)).toBe(encode(e4m3, ofNumber(x), options));
    }
  });

  it.each([
    ['', 'This is neither a number nor a code.\n  got: nothing'],
    ['one', 'This is neither a number nor a code.\n  got: one'],
    ['1/0', 'This is neither a number nor a code.\n  got: 1/0'],
    ['0x1ff', 'A code of e4m3 has 8 bits.\n  got: 0x1ff\n  try: a code up to 0xff'],
    ['0b000111110', 'A code of e4m3 has 8 bits.\n  got: 0b000111110\n  try: a code up to 0xff'],
    ['1000', 'The largest number of e4m3 is smaller.\n  got: 1000\n  try: at most 448, code 0x7e'],
    ['-inf', 'e4m3 has no Inf.\n  got: -inf\n  try: at most 448, code 0x7e'],
  ])('%j is refused', (text, message) => {
    expect(() => parseOperand(e4m3, text)).toThrow(message);
  });

  it('NaN is refused where every code is a number', () => {
    expect(() => parseOperand(parseFormat('e2m1'), 'nan')).toThrow(
      'e2m1 has no NaN: every code is a number.',
    );
  });
});
