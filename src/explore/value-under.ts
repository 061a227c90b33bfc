import { add, type Dyadic, decode, type Format, fieldsOf, multiply, type Value } from '../format/index.ts';
import type { Contract, UnitSpec } from '../unit/index.ts';

/** The number a code of a format is under a contract: under flush a subnormal counts as zero. */
export function valueUnder(format: Format, contract: Contract, code: bigint): Value {
  const value = decode(format, code);
  const isFlushed = contract === 'flush' && value.kind === 'finite' && fieldsOf(format, code).exp === 0n;
  return isFlushed ? { ...value, significand: 0n } : value;
}

/** The number a bare unit takes a code for: to it every code is a normal number. */
export function bareValue(format: Format, code: bigint): Value {
  const { sign, exp, man } = fieldsOf(format, code);
  return {
    kind: 'finite',
    sign,
    significand: man + (1n << BigInt(format.manBits)),
    exponent: Number(exp) - format.bias - format.manBits,
  };
}

/** The real product, or sum, of two operands: what no unit that rounds can do better than. */
export function realResult({ product, format, contract }: UnitSpec, a: bigint, b: bigint): Value {
  const [x, y] = [valueUnder(format, contract, a), valueUnder(format, contract, b)];
  if (x.kind === 'nan' || y.kind === 'nan') return { kind: 'nan' };
  if (product === 'add') {
    if (x.kind === 'finite' && y.kind === 'finite') return { kind: 'finite', ...add(x, y) };
    if (x.kind === 'inf' && y.kind === 'inf') return x.sign === y.sign ? x : { kind: 'nan' };
    return x.kind === 'inf' ? x : y;
  }
  if (x.kind === 'finite' && y.kind === 'finite') return { kind: 'finite', ...multiply(x, y) };
  const zero = [x, y].some((value) => value.kind === 'finite' && value.significand === 0n);
  return zero ? { kind: 'nan' } : { kind: 'inf', sign: x.sign === y.sign ? 0 : 1 };
}

/** a - b. */
export function difference(a: Dyadic, b: Dyadic): Dyadic {
  return add(a, { ...b, sign: b.sign === 1 ? 0 : 1 });
}
