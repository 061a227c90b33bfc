import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  decode,
  decoderOf,
  encode,
  encoderOf,
  type Format,
  maxFiniteMag,
  ofNumber,
  parseFormat,
  toNumber,
  widthOf,
} from '../../src/format/index.ts';
import { Random } from '../../src/random.ts';

const FORMATS = [
  ...CATALOGUE.map(({ name }) => name),
  'e6m1',
  'e2m7',
  'e3m2-bias7-ieee',
  'e11m23',
  'e5m20-fn',
].map((name) => parseFormat(name));

const encoded = (format: Format, x: number): number =>
  Number(encode(format, ofNumber(x), { rounding: 'rne', overflow: 'saturate', subnormals: 'keep' }));

/** Doubles of any exponent, and such that lie near what the format holds. */
function numbersFor(format: Format): number[] {
  const random = new Random(1);
  const bits = new DataView(new ArrayBuffer(8));
  const numbers = [0, -0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE];
  for (let i = 0; i < 500; i++) {
    bits.setBigUint64(0, random.bits(64));
    const any = bits.getFloat64(0);
    if (Number.isFinite(any)) numbers.push(any);
    const mag = random.bits(widthOf(format) - 1);
    if (mag >= maxFiniteMag(format)) continue;
    const [low, high] = [mag, mag + 1n].map((code) => toNumber(decode(format, code))) as [number, number];
    // A tie, and its neighbours in binary64.
    const middle = low + (high - low) / 2;
    numbers.push(low, -low, middle, -middle, middle * (1 + 2 ** -52), middle * (1 - 2 ** -53));
  }
  const largest = toNumber(decode(format, maxFiniteMag(format)));
  return [...numbers, largest, largest * (1 + 2 ** -52), largest * 1.5, -largest * 4].filter(Number.isFinite);
}

describe.each(FORMATS)('numbers and codes of $name', (format) => {
  it('are the same by doubles as by exact integers, ties and ends of the range too (seed 1)', () => {
    const encodeFast = encoderOf(format);
    for (const x of numbersFor(format)) expect(encodeFast(x), `${x}`).toBe(encoded(format, x));
  });

  it('come back from every code, or from 2,000 random ones (seed 2)', () => {
    const decodeFast = decoderOf(format);
    const width = widthOf(format);
    const random = new Random(2);
    const codes =
      width <= 8
        ? Array.from({ length: 2 ** width }, (_, code) => code)
        : Array.from({ length: 2000 }, () => Number(random.bits(width)));
    for (const code of codes)
      expect(decodeFast(code), `${code}`).toBe(toNumber(decode(format, BigInt(code))));
  });
});
