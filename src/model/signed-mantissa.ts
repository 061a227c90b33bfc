import { resultFormat, type SignedMantissaSpec } from '../unit/index.ts';
import type { Core } from './datapath.ts';

/**
 * The logarithmic product with signed mantissas, on integers: a mantissa of a half or more counts from the next power of
 * two down, so that x lies in [-1/4, 1/2); 1 + xa + xb, in [1/2, 2), is the significand of the product.
 */
export function signedMantissaCore(spec: SignedMantissaSpec): Core {
  const manBits = BigInt(spec.format.manBits);
  const biasOut = BigInt(2 * spec.format.bias - resultFormat(spec).bias);
  const fractionBits = spec.format.manBits + 1;
  const one = 1n << BigInt(fractionBits);
  const upper = (man: bigint): boolean => man >> (manBits - 1n) === 1n;
  const signed = (man: bigint): bigint => (upper(man) ? man - (1n << manBits) : 2n * man);
  return ({ expA, expB, manA, manB }) => {
    const distance = signed(manA) + signed(manB);
    const exp = expA + expB - biasOut + (upper(manA) ? 1n : 0n) + (upper(manB) ? 1n : 0n);
    const raw = distance >= 0n ? exp * one + distance : (exp - 1n) * one + one + 2n * distance;
    return { raw, fractionBits };
  };
}
