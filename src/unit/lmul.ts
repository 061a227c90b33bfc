import type { LmulSpec, Offset } from './spec.ts';

/** l(m) of the paper (arXiv 2410.00907, eq. 1): the offset is 2^-l. */
export function paperOffsetExponent(manBits: number): number {
  if (manBits <= 3) return manBits;
  return manBits === 4 ? 3 : 4;
}

/** The offset in units of 2^-manBits; a fraction is rounded to that grid, ties upward. */
export function offsetUnits({ offset, format }: Pick<LmulSpec, 'offset' | 'format'>): bigint {
  const { manBits } = format;
  if (offset === 'none') return 0n;
  if (offset === 'paper') return 1n << BigInt(manBits - paperOffsetExponent(manBits));
  const { numerator, denominator } = fractionOf(offset);
  return ((numerator << BigInt(manBits + 1)) + denominator) / (2n * denominator);
}

/** K of form adder: the magnitude of the product is A + B - K. */
export function adderConstant(spec: Pick<LmulSpec, 'offset' | 'format'>): bigint {
  return (BigInt(spec.format.bias) << BigInt(spec.format.manBits)) - offsetUnits(spec);
}

/** Numerator and denominator of an offset written `p/q`. */
export function fractionOf(offset: Exclude<Offset, 'paper' | 'none'>): {
  numerator: bigint;
  denominator: bigint;
} {
  const [numerator, denominator] = offset.split('/') as [string, string];
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}
