import { decode, type Format, magBitsOf, maxFiniteMag, toNumber, widthOf } from '../../format/index.ts';
import { fileCodes } from '../operands/file-operand.ts';
import type { OperandSource } from '../operands/stimulus.ts';
import { normalMass } from './normal-mass.ts';

/**
 * The share each code of a small format has among the operands of a source: no sample, but what infinitely many would
 * come to. A real number becomes the code it is rounded to (`codeOf`: to nearest even, saturating), so a code has the
 * mass of its distribution between the middles to its neighbours. A tensor's codes have the shares they have in it.
 * Neighbours in time do not matter here: `ar1` is `gaussian`, a held operand is one that is not.
 */
export function codeWeights(source: OperandSource, format: Format): Float64Array {
  const weights = new Float64Array(2 ** widthOf(format));
  switch (source.kind) {
    case 'uniform':
      return weights.fill(1 / weights.length);
    case 'file': {
      const codes = fileCodes(source, format);
      for (const code of codes) weights[Number(code)]! += 1 / codes.length;
      return weights;
    }
    case 'gaussian':
    case 'ar1':
      return spread(weights, format, (low, high) => normalMass(low / source.sigma, high / source.sigma), 2);
    case 'relu':
      spread(weights, format, (low, high) => normalMass(low / source.sigma, high / source.sigma), 1);
      weights[0]! += 0.5;
      return weights;
    case 'binade': {
      const within = (x: number): number => Math.min(2, Math.max(1, x / source.sigma));
      return spread(weights, format, (low, high) => within(high) - within(low), 1);
    }
    case 'lognormal': {
      const log = (x: number): number => Math.log(x / source.sigma);
      return spread(weights, format, (low, high) => normalMass(log(low), log(high)) / 2, 2);
    }
  }
}

/** Adds the mass of each magnitude to its code, and with two sides to that of its negative. */
function spread(
  weights: Float64Array,
  format: Format,
  massBetween: (low: number, high: number) => number,
  sides: 1 | 2,
): Float64Array {
  const signBit = 2 ** magBitsOf(format);
  const largest = Number(maxFiniteMag(format));
  const numberOf = (mag: number): number => toNumber(decode(format, BigInt(mag)));
  for (let mag = 0; mag <= largest; mag++) {
    const low = mag === 0 ? 0 : (numberOf(mag - 1) + numberOf(mag)) / 2;
    const high = mag === largest ? Infinity : (numberOf(mag) + numberOf(mag + 1)) / 2;
    const mass = massBetween(low, high);
    weights[mag]! += mass;
    // A small negative number is rounded to -0, where there is one.
    if (sides === 2) weights[mag === 0 && format.encoding === 'fnuz' ? 0 : mag + signBit]! += mass;
  }
  return weights;
}
