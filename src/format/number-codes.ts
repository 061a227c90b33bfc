import { type Format, magBitsOf, maxFiniteMag, widthOf } from './format.ts';
import { decode, toNumber } from './value.ts';

/**
 * The code of a number, fast: rounded once to nearest even, subnormals kept, beyond the largest finite number it stays
 * there; what `encode` gives with these options, on doubles. For finite numbers; codes are numbers too, of up to 35 bits.
 */
export function encoderOf(format: Format): (x: number) => number {
  const { manBits, bias, encoding } = format;
  const most = Number(maxFiniteMag(format));
  const signBit = 2 ** magBitsOf(format);
  const lowest = 1 - bias;
  const bits = new DataView(new ArrayBuffer(8));
  return (x) => {
    bits.setFloat64(0, x);
    const high = bits.getUint32(0);
    const exponent = Math.max(((high >>> 20) & 0x7ff) - 1023, lowest);
    // At most 2^(manBits + 1): the sum with 2^52 has no places left, and rounds to nearest even by itself.
    const significand = scaled(Math.abs(x), manBits - exponent);
    const rounded = significand < 2 ** 50 ? significand + 2 ** 52 - 2 ** 52 : significand;
    const mag = Math.min(most, (exponent + bias - 1) * 2 ** manBits + rounded);
    const negative = high >>> 31 === 1 && !(mag === 0 && encoding === 'fnuz');
    return negative ? mag + signBit : mag;
  };
}

/** The number of a code, fast: what `toNumber(decode(...))` gives, for codes that are numbers themselves. */
export function decoderOf(format: Format): (code: number) => number {
  const numberOf = (code: number): number => toNumber(decode(format, BigInt(code)));
  const width = widthOf(format);
  if (width <= TABLE_BITS) {
    const table = Float64Array.from({ length: 2 ** width }, (_, code) => numberOf(code));
    return (code) => table[code] as number;
  }
  const { manBits, bias } = format;
  const [size, signBit, most] = [2 ** manBits, 2 ** magBitsOf(format), Number(maxFiniteMag(format))];
  return (code) => {
    const mag = code >= signBit ? code - signBit : code;
    // Inf and NaN, in the encoding's own way; a fnuz NaN is the code of -0.
    if (mag > most || (mag === 0 && code !== 0)) return numberOf(code);
    const exp = Math.floor(mag / size);
    const significand = exp === 0 ? mag : mag - (exp - 1) * size;
    const magnitude = scaled(significand, Math.max(exp, 1) - bias - manBits);
    return code >= signBit ? -magnitude : magnitude;
  };
}

const TABLE_BITS = 16;

/** x times 2^power, exactly where the result is a double; powers of two that are none themselves are taken in two steps. */
function scaled(x: number, power: number): number {
  const half = power >> 1;
  return Math.abs(power) < 1000
    ? x * POWERS[power + 1000]!
    : x * POWERS[half + 1000]! * POWERS[power - half + 1000]!;
}

const POWERS = Float64Array.from({ length: 2001 }, (_, at) => powerOfTwo(at - 1000));

/** By its bits: `2 ** n` need not be exact. */
function powerOfTwo(exponent: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setBigUint64(0, BigInt(exponent + 1023) << 52n);
  return bits.getFloat64(0);
}
