import { add, type Dyadic, decode, encode, multiply, type Value, widthOf } from '../format/index.ts';
import { accumulatorFixedPoint, type MacSpec, resultFormat } from '../unit/index.ts';
import type { Accumulate } from './compute.ts';
import { oracleOf } from './oracle.ts';
import { scaleValue, windowOracle } from './window-oracle.ts';

/**
 * The same function as `macModel`, on exact rationals: the product by its oracle, decoded; added to the value of the
 * accumulator; rounded once, or clamped to the register. Shares no arithmetic with the model.
 */
export function macOracle(spec: MacSpec): Accumulate {
  if (spec.accumulator.kind === 'window') return windowOracle(spec);
  const product = oracleOf(spec.product);
  const from = resultFormat(spec.product);
  const { accumulator } = spec;
  if (accumulator.kind === 'float') {
    const flush = spec.product.contract === 'flush';
    const options = {
      rounding: accumulator.rounding,
      overflow: flush ? 'saturate' : 'encoding',
      subnormals: flush ? 'flush' : 'keep',
    } as const;
    return ({ acc }, a, b) => {
      const sum = sumOf(decode(accumulator.format, acc), decode(from, product(a, b)));
      return { acc: encode(accumulator.format, sum, options), invalid: false };
    };
  }
  const { width, fractionBits } = accumulatorFixedPoint(spec);
  const end = 2n ** BigInt(width - 1);
  const codes = 2n ** BigInt(widthOf(spec.product.format));
  return ({ acc, invalid }, a, b) => {
    let sum = acc >= end ? acc - 2n * end : acc;
    let bad = false;
    const scale = scaleValue(spec, a, b);
    for (let [x, y, lane] = [a, b, 0]; lane < spec.lanes; lane++, x /= codes, y /= codes) {
      const value = decode(from, product(x % codes, y % codes));
      const scaled = value.kind === 'finite' && scale.kind === 'finite' ? multiply(value, scale) : undefined;
      if (scaled !== undefined) sum += unitsOf(scaled, fractionBits);
      else bad = true;
    }
    const clamped = sum >= end ? end - 1n : sum < -end ? -end : sum;
    return { acc: clamped < 0n ? clamped + 2n * end : clamped, invalid: invalid || bad };
  };
}

function sumOf(x: Value, y: Value): Value {
  if (x.kind === 'nan' || y.kind === 'nan') return { kind: 'nan' };
  if (x.kind === 'inf' && y.kind === 'inf') return x.sign === y.sign ? x : { kind: 'nan' };
  if (x.kind === 'inf') return x;
  if (y.kind === 'inf') return y;
  const sum = add(x, y);
  const bothNegative = x.sign === 1 && y.sign === 1;
  return { kind: 'finite', ...sum, sign: sum.significand === 0n && bothNegative ? 1 : sum.sign };
}

/** A number as a multiple of 2^-fractionBits, which it has to be. */
function unitsOf({ sign, significand, exponent }: Dyadic, fractionBits: number): bigint {
  const scaled = add({ sign, significand, exponent }, { sign: 0, significand: 0n, exponent: -fractionBits });
  if (
    scaled.exponent < -fractionBits &&
    scaled.significand % 2n ** BigInt(-fractionBits - scaled.exponent) !== 0n
  )
    throw new RangeError('a product lies between two places of the register');
  const units =
    scaled.significand /
    (scaled.exponent < -fractionBits ? 2n ** BigInt(-fractionBits - scaled.exponent) : 1n);
  return scaled.sign === 1 ? -units : units;
}
