import { type Format, maxFiniteMag, widthOf } from './format.ts';

/** A dyadic rational: (-1)^sign * significand * 2^exponent, exact. Zero has significand 0 and keeps its sign. */
export interface Dyadic {
  readonly sign: 0 | 1;
  readonly significand: bigint;
  readonly exponent: number;
}

/** What a code stands for. */
export type Value =
  | ({ readonly kind: 'finite' } & Dyadic)
  | { readonly kind: 'inf'; readonly sign: 0 | 1 }
  | { readonly kind: 'nan' };

/** The three fields of a code. */
export interface Fields {
  readonly sign: 0 | 1;
  readonly exp: bigint;
  readonly man: bigint;
}

export function fieldsOf({ expBits, manBits }: Format, code: bigint): Fields {
  return {
    sign: (code >> BigInt(expBits + manBits)) & 1n ? 1 : 0,
    exp: (code >> BigInt(manBits)) & ((1n << BigInt(expBits)) - 1n),
    man: code & ((1n << BigInt(manBits)) - 1n),
  };
}

export type CodeClass = 'zero' | 'subnormal' | 'normal' | 'inf' | 'nan';

/** The class of a code under the format's encoding. */
export function classify(format: Format, code: bigint): CodeClass {
  const { sign, exp, man } = fieldsOf(format, code);
  const mag = (exp << BigInt(format.manBits)) | man;
  if (mag > maxFiniteMag(format)) return format.encoding === 'ieee' && man === 0n ? 'inf' : 'nan';
  if (mag === 0n) return format.encoding === 'fnuz' && sign === 1 ? 'nan' : 'zero';
  return exp === 0n ? 'subnormal' : 'normal';
}

/** The exact value of a code. */
export function decode(format: Format, code: bigint): Value {
  const { sign, exp, man } = fieldsOf(format, code);
  switch (classify(format, code)) {
    case 'nan':
      return { kind: 'nan' };
    case 'inf':
      return { kind: 'inf', sign };
    case 'normal': {
      const significand = man | (1n << BigInt(format.manBits));
      return { kind: 'finite', sign, significand, exponent: Number(exp) - format.bias - format.manBits };
    }
    case 'zero':
    case 'subnormal':
      return { kind: 'finite', sign, significand: man, exponent: 1 - format.bias - format.manBits };
  }
}

/** The exact product of two dyadic rationals. */
export function multiply(a: Dyadic, b: Dyadic): Dyadic {
  return {
    sign: a.sign === b.sign ? 0 : 1,
    significand: a.significand * b.significand,
    exponent: a.exponent + b.exponent,
  };
}

/** The exact sum of two dyadic rationals; a sum of zero is positive. */
export function add(a: Dyadic, b: Dyadic): Dyadic {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ sign, significand, exponent: own }: Dyadic): bigint =>
    (sign === 1 ? -significand : significand) << BigInt(own - exponent);
  const sum = scaled(a) + scaled(b);
  return { sign: sum < 0n ? 1 : 0, significand: sum < 0n ? -sum : sum, exponent };
}

/** The value as a JavaScript number: exact while the significand has at most 53 bits and the exponent fits. */
export function toNumber(value: Value): number {
  switch (value.kind) {
    case 'nan':
      return Number.NaN;
    case 'inf':
      return value.sign ? -Infinity : Infinity;
    case 'finite': {
      // Scaling in two steps keeps 2^exponent itself from under- or overflowing.
      const half = Math.trunc(value.exponent / 2);
      const magnitude = Number(value.significand) * 2 ** half * 2 ** (value.exponent - half);
      return value.sign ? -magnitude : magnitude;
    }
  }
}

/** The exact value of a JavaScript number: the inverse of `toNumber`. */
export function ofNumber(x: number): Value {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const sign = high >>> 31 ? 1 : 0;
  const exp = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  if (exp === 0x7ff) return fraction === 0n ? { kind: 'inf', sign } : { kind: 'nan' };
  if (exp === 0) return { kind: 'finite', sign, significand: fraction, exponent: -1074 };
  return { kind: 'finite', sign, significand: fraction | (1n << 52n), exponent: exp - 1075 };
}

/** A code in hexadecimal, with as many digits as every code of the format, without prefix. */
export function hexDigits(format: Format, code: bigint): string {
  return code.toString(16).padStart(Math.ceil(widthOf(format) / 4), '0');
}

/** A code as people read it: `0x3c`. */
export function hexOf(format: Format, code: bigint): string {
  return `0x${hexDigits(format, code)}`;
}

/** Every code of the format, ascending; only for small formats. */
export function* codesOf(format: Format): Generator<bigint> {
  const end = 1n << BigInt(widthOf(format));
  for (let code = 0n; code < end; code++) yield code;
}
