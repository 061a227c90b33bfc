import type { Dyadic, Value } from '../../src/format/index.ts';

/** A finite double as the dyadic rational it is, from its bits; -0 keeps its sign. */
export function dyadicOf(x: number): Dyadic {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exp = Number((word >> 52n) & 0x7ffn);
  const man = word & 0xf_ffff_ffff_ffffn;
  const significand = exp === 0 ? man : man | (1n << 52n);
  return { sign: word >> 63n ? 1 : 0, significand, exponent: Math.max(exp, 1) - 1075 };
}

/** Any double as a value to encode. */
export function valueOfDouble(x: number): Value {
  if (Number.isNaN(x)) return { kind: 'nan' };
  if (!Number.isFinite(x)) return { kind: 'inf', sign: x < 0 ? 1 : 0 };
  return { kind: 'finite', ...dyadicOf(x) };
}

/** The binary32 code JavaScript itself stores. */
export function float32Bits(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, x);
  return BigInt(bits.getUint32(0));
}

export function float32FromBits(code: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setUint32(0, code);
  return bits.getFloat32(0);
}
