import { type Format, fieldsOf, infMag, magBitsOf, nanCode } from '../format/index.ts';
import {
  type AddSpec,
  accumulatorFixedPoint,
  adderOf,
  hasInvalidFlag,
  type MacSpec,
  productFixedPoint,
  resultFormat,
} from '../unit/index.ts';
import type { Accumulate } from './compute.ts';
import { mask } from './datapath.ts';
import { isSpecial, lanesOf, scaleOf } from './lanes.ts';
import { modelOf } from './model.ts';
import { windowModel } from './window.ts';

/**
 * The bit-true model of a multiply-accumulate unit, composed of those of its parts: the product unit, its result as a
 * number of the accumulator, and the adder; or the product as an integer, added and kept within the register.
 */
export function macModel(spec: MacSpec): Accumulate {
  if (spec.accumulator.kind === 'window') return windowModel(spec);
  const product = modelOf(spec.product);
  const from = resultFormat(spec.product);
  const { accumulator } = spec;
  if (accumulator.kind === 'float') {
    const add = modelOf(adderOf(spec) as AddSpec);
    return ({ acc }, a, b) => ({
      acc: add(acc, widen(from, accumulator.format, product(a, b))),
      invalid: false,
    });
  }
  const { width } = accumulatorFixedPoint(spec);
  const { fractionBits: productFraction } = productFixedPoint(spec.product);
  const [most, sign] = [mask(width - 1), 1n << BigInt(width - 1)];
  const signed = (code: bigint): bigint => (code & sign ? code - 2n * sign : code);
  return ({ acc, invalid }, a, b) => {
    const right = lanesOf(spec, b);
    const codes = lanesOf(spec, a).map((left, lane) => product(left, right[lane] as bigint));
    const scale = scaleOf(spec, a, b);
    const step = codes.reduce((total, code) => total + integerOf(from, productFraction, code), 0n);
    const sum = signed(acc) + (scale.isNan ? 0n : step << scale.sum);
    const kept = sum > most ? most : sum < -most - 1n ? -most - 1n : sum;
    const bad = scale.isNan || (hasInvalidFlag(spec) && codes.some((code) => isSpecial(from, code)));
    return { acc: kept & mask(width), invalid: invalid || bad };
  };
}

/** A code as one of a wider ieee format, field by field; every number fits. */
export function widen(from: Format, to: Format, code: bigint): bigint {
  const { sign, exp, man } = fieldsOf(from, code);
  const signed = (mag: bigint): bigint => (BigInt(sign) << BigInt(magBitsOf(to))) | mag;
  if (isSpecial(from, code)) {
    const isInf = from.encoding === 'ieee' && man === 0n;
    return isInf ? signed(infMag(to)) : (nanCode(to) as bigint);
  }
  const rebias = BigInt(to.bias - from.bias);
  const fraction = man << BigInt(to.manBits - from.manBits);
  if (exp > 0n) return signed(((exp + rebias) << BigInt(to.manBits)) | fraction);
  if (man === 0n || rebias === 0n) return signed(fraction);
  // A subnormal: its leading one becomes the hidden one.
  const shift = from.manBits + 1 - man.toString(2).length;
  const normal = (fraction << BigInt(shift)) & mask(to.manBits);
  return signed(((rebias + 1n - BigInt(shift)) << BigInt(to.manBits)) | normal);
}

/** A code in units of 2^-fractionBits; what is not a number counts as zero. */
function integerOf(format: Format, fractionBits: number, code: bigint): bigint {
  if (isSpecial(format, code)) return 0n;
  const { sign, exp, man } = fieldsOf(format, code);
  const significand = exp === 0n ? man : man | (1n << BigInt(format.manBits));
  const place = Number(exp === 0n ? 1n : exp) - format.bias - format.manBits + fractionBits;
  const mag = place >= 0 ? significand << BigInt(place) : significand >> BigInt(-place);
  return sign === 1 ? -mag : mag;
}
