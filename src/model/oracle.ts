import {
  add,
  type Dyadic,
  decode,
  type EncodeOptions,
  encode,
  fieldsOf,
  multiply,
  roundMag,
  type Value,
} from '../format/index.ts';
import { type ProductSpec, resultFormat, type UnitSpec } from '../unit/index.ts';
import type { Compute } from './compute.ts';
import { lnsValue } from './oracle-lns.ts';
import { lmulValue, signedMantissaValue, truncatedValue } from './oracle-products.ts';

/**
 * The same function as `modelOf`, from the definitions: decode to exact rationals, take the real product or sum or the
 * formula of L-Mul, round once. Slow and obvious; it imports nothing of the model's datapath.
 */
export function oracleOf(spec: UnitSpec): Compute {
  if (spec.product === 'add')
    return checkedOracle(spec, (x, y) => sumValue(x, y, spec.rounding === 'rdn' ? 1 : 0));
  const product = productOf(spec);
  return spec.contract === 'bare'
    ? bareOracle(spec, product)
    : checkedOracle(spec, (x, y) => productValue(x, y, product));
}

type Product = (x: Dyadic, y: Dyadic) => Dyadic;

function productOf(spec: ProductSpec): Product {
  switch (spec.product) {
    case 'exact':
      return multiply;
    case 'lmul':
      return (x, y) => lmulValue(spec, x, y);
    case 'signed-mantissa':
      return signedMantissaValue;
    case 'truncated':
      return (x, y) => truncatedValue(spec, x, y);
    case 'lns':
      return lnsValue(spec);
  }
}

function checkedOracle(spec: UnitSpec, resultOf: (x: Value, y: Value) => Value): Compute {
  const flush = spec.contract === 'flush';
  const options: EncodeOptions = {
    rounding: spec.rounding,
    overflow: flush ? 'saturate' : spec.overflow,
    subnormals: flush ? 'flush' : 'keep',
  };
  const operand = (code: bigint): Value => {
    const value = decode(spec.format, code);
    const flushed = flush && value.kind === 'finite' && fieldsOf(spec.format, code).exp === 0n;
    return flushed ? { ...value, significand: 0n } : value;
  };
  return (a, b) => encode(resultFormat(spec), resultOf(operand(a), operand(b)), options);
}

/** IEEE 754 rules for NaN, Inf and zero around the product of two finite numbers. */
function productValue(x: Value, y: Value, product: Product): Value {
  if (x.kind === 'nan' || y.kind === 'nan') return { kind: 'nan' };
  const sign = x.sign === y.sign ? 0 : 1;
  const zero = isZero(x) || isZero(y);
  if (x.kind === 'inf' || y.kind === 'inf') return zero ? { kind: 'nan' } : { kind: 'inf', sign };
  if (zero) return { kind: 'finite', sign, significand: 0n, exponent: 0 };
  return { kind: 'finite', ...product(x, y) };
}

/** IEEE 754 rules for NaN, Inf and zero of a sum: opposite infinities have none, and x - x is a zero of the given sign. */
function sumValue(x: Value, y: Value, signOfCancelled: 0 | 1): Value {
  if (x.kind === 'nan' || y.kind === 'nan') return { kind: 'nan' };
  if (x.kind === 'inf' || y.kind === 'inf') {
    if (x.kind === 'inf' && y.kind === 'inf' && x.sign !== y.sign) return { kind: 'nan' };
    return x.kind === 'inf' ? x : y;
  }
  const sum = add(x, y);
  if (sum.significand !== 0n) return { kind: 'finite', ...sum };
  return { kind: 'finite', ...sum, sign: x.sign === y.sign ? x.sign : signOfCancelled };
}

const isZero = (value: Value): boolean => value.kind === 'finite' && value.significand === 0n;

/** Contract bare: every code is 2^(exp-bias) (1 + man/2^M), and the exponent of the result wraps. */
function bareOracle(spec: UnitSpec, product: Product): Compute {
  const { format } = spec;
  const result = resultFormat(spec);
  const operand = (code: bigint): Dyadic => {
    const { sign, exp, man } = fieldsOf(format, code);
    return {
      sign,
      significand: man + (1n << BigInt(format.manBits)),
      exponent: Number(exp) - format.bias - format.manBits,
    };
  };
  const range = 1n << BigInt(result.expBits + result.manBits);
  return (a, b) => {
    const value = product(operand(a), operand(b));
    const mag = roundMag(result, value, spec.rounding, 'unbounded');
    return BigInt(value.sign) * range + (((mag % range) + range) % range);
  };
}
