import { describe, expect, it } from 'vitest';
import {
  codesOf,
  type Dyadic,
  decode,
  encode,
  type Format,
  multiply,
  ofNumber,
  parseFormat,
  ROUNDINGS,
  toNumber,
} from '../../src/format/index.ts';
import { valueByDefinition } from './by-definition.ts';
import { dyadicOf, float32FromBits } from './dyadic.ts';
import { FREE_SMALL, NAMED_SMALL, TINY, WIDE } from './formats-under-test.ts';
import { randomCodes } from './random.ts';

const SMALL = [...NAMED_SMALL, ...TINY, ...FREE_SMALL];

/** Codes a second code stands for the same: every NaN is encoded as the canonical one. */
function expectReturn(format: Format, code: bigint): void {
  const value = decode(format, code);
  for (const rounding of ROUNDINGS)
    for (const overflow of ['encoding', 'saturate'] as const) {
      const back = encode(format, value, { rounding, overflow, subnormals: 'keep' });
      if (value.kind === 'nan') expect(decode(format, back)).toEqual(value);
      else expect(back).toBe(code);
    }
}

describe('decode', () => {
  it.each(SMALL)('gives every code of $name the value of the definition', (format) => {
    for (const code of codesOf(format))
      expect(toNumber(decode(format, code)), `code ${code}`).toBe(valueByDefinition(format, Number(code)));
  });

  it.each(SMALL)('is undone by encode for every code of $name under every rounding', (format) => {
    for (const code of codesOf(format)) expectReturn(format, code);
  });

  it.each(WIDE)('is undone by encode for 500 random codes of $name, seed 7', (format) => {
    const next = randomCodes(7, 1 + format.expBits + format.manBits);
    for (let i = 0; i < 500; i++) expectReturn(format, next());
  });

  it('reads 2,000 random fp32 codes as the machine does, seed 11', () => {
    const fp32 = parseFormat('fp32');
    const next = randomCodes(11, 32);
    for (let i = 0; i < 2000; i++) {
      const code = next();
      expect(toNumber(decode(fp32, code)), `code ${code}`).toBe(float32FromBits(Number(code)));
    }
  });
});

describe('flushing encode', () => {
  it.each(SMALL)('loses the subnormals of $name to a zero of their sign and nothing else', (format) => {
    for (const code of codesOf(format)) {
      const value = decode(format, code);
      if (value.kind !== 'finite') continue;
      const back = encode(format, value, { rounding: 'rne', overflow: 'encoding', subnormals: 'flush' });
      const normal = Math.abs(valueByDefinition(format, Number(code))) >= 2 ** (1 - format.bias);
      const zero =
        value.sign === 1 && format.encoding !== 'fnuz' ? 2n ** BigInt(format.expBits + format.manBits) : 0n;
      expect(back, `code ${code}`).toBe(normal ? code : zero);
    }
  });
});

describe('the product of two values', () => {
  it('is exact: that of 1,000 random fp32 pairs is the double product, seed 13', () => {
    const next = randomCodes(13, 32);
    for (let i = 0; i < 1000; i++) {
      const [x, y] = [float32FromBits(Number(next())), float32FromBits(Number(next()))];
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      const product: Dyadic = multiply(dyadicOf(x), dyadicOf(y));
      expect(toNumber({ kind: 'finite', ...product })).toBe(x * y);
    }
  });
});

describe('the value of a double', () => {
  it.each([1, -1.5, 0, -0, Math.PI, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** -1040 * 3, Infinity, -Infinity])(
    'is the double again: %s',
    (x) => {
      expect(Object.is(toNumber(ofNumber(x)), x)).toBe(true);
    },
  );

  it('of NaN is NaN', () => {
    expect(ofNumber(Number.NaN)).toEqual({ kind: 'nan' });
  });
});
