import { adderConstant, type LmulSpec, offsetUnits, resultFormat } from '../unit/index.ts';
import type { Core } from './datapath.ts';

/**
 * L-Mul on integers (arXiv 2410.00907). Form adder is one addition of exponent-and-mantissa integers, A + B - K.
 * Form equation adds the fractions first and, on a carry, takes 1 + s as the significand instead of s: the fraction
 * is s - 1 halved, which needs one bit more.
 */
export function lmulCore(spec: LmulSpec): Core {
  const manBits = BigInt(spec.format.manBits);
  const result = resultFormat(spec);
  const biasOut = BigInt(2 * spec.format.bias - result.bias);
  if (spec.form === 'adder') {
    // K subtracts the bias once; a wide result keeps both biases.
    const constant = adderConstant(spec) - ((BigInt(spec.format.bias) - biasOut) << manBits);
    return ({ expA, expB, manA, manB }) => ({
      raw: ((expA << manBits) | manA) + ((expB << manBits) | manB) - constant,
      fractionBits: spec.format.manBits,
    });
  }
  const one = 1n << manBits;
  const offset = offsetUnits(spec);
  return ({ expA, expB, manA, manB }) => {
    const sum = manA + manB + offset;
    const carried = sum >= one;
    const exp = expA + expB - biasOut + (carried ? 1n : 0n);
    const fraction = carried ? sum - one : 2n * sum;
    return { raw: (exp << (manBits + 1n)) + fraction, fractionBits: spec.format.manBits + 1 };
  };
}
