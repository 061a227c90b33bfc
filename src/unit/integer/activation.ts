import { decode, type Format, maxFiniteMag, widthOf } from '../../format/index.ts';
import type { IntegerMacSpec, TernaryMacSpec } from './spec.ts';

/** A ternary unit whose activations are floating-point numbers. */
export type NumberMacSpec = TernaryMacSpec & { readonly activation: Format };

export function takesNumbers(spec: { readonly kind: string }): spec is NumberMacSpec {
  return 'activation' in spec;
}

/** Places behind the point of a format's smallest subnormal, of which every number is a multiple: 9 of e4m3. */
export function placesOf({ bias, manBits }: Format): number {
  return bias - 1 + manBits;
}

/** The largest number of a format in units of its smallest subnormal: 448 * 2^9 of e4m3. */
export function largestInteger(format: Format): bigint {
  const value = decode(format, maxFiniteMag(format));
  if (value.kind !== 'finite') throw new RangeError(`${format.name} has no largest number`);
  return value.significand << BigInt(value.exponent + placesOf(format));
}

/** Bits of the signed integers that the numbers of a format are: 19 of e4m3, 33 of e5m2. */
export function bitsOfNumbers(format: Format): number {
  return 1 + largestInteger(format).toString(2).length;
}

/** Bits of the first operand of one lane: those of a code where it is a number of a format. */
export function activationBits(spec: IntegerMacSpec): number {
  return takesNumbers(spec) ? widthOf(spec.activation) : spec.bits;
}
