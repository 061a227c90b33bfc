import { type Format, widthOf } from '../../format/index.ts';
import { largestOf, smallestPlace } from '../fixed-point.ts';
import type { IntegerMacSpec, TernaryMacSpec } from './spec.ts';

/** A ternary unit whose activations are floating-point numbers. */
export type NumberMacSpec = TernaryMacSpec & { readonly activation: Format };

export function takesNumbers(spec: { readonly kind: string }): spec is NumberMacSpec {
  return 'activation' in spec;
}

/** The largest number of a format in units of its smallest subnormal: 448 * 2^9 of e4m3. */
export function largestInteger(format: Format): bigint {
  const { significand, exponent } = largestOf(format);
  return significand << BigInt(exponent + smallestPlace(format));
}

/** Bits of the signed integers that the numbers of a format are: 19 of e4m3, 33 of e5m2. */
export function bitsOfNumbers(format: Format): number {
  return 1 + largestInteger(format).toString(2).length;
}

/** Bits of the first operand of one lane: those of a code where it is a number of a format. */
export function activationBits(spec: IntegerMacSpec): number {
  return takesNumbers(spec) ? widthOf(spec.activation) : spec.bits;
}
