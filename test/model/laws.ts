import { expect } from 'vitest';
import { classify, decode, type Format, toNumber } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../../src/unit/index.ts';

const signBit = ({ expBits, manBits }: Format): bigint => 1n << BigInt(expBits + manBits);

function check(spec: UnitSpec, holds: boolean, what: () => string): void {
  if (!holds) expect.fail(`${shortName(spec)}: ${what()}`);
}

export function expectCommutative(spec: UnitSpec, codes: readonly bigint[], compute = modelOf(spec)): void {
  for (const a of codes)
    for (const b of codes)
      check(spec, compute(a, b) === compute(b, a), () => `${a} x ${b} in the other order differs`);
}

/** Turning a sign turns the sign of the product, and with it a directed rounding; a NaN and the zero of fnuz have none. */
export function expectSignSymmetric(spec: UnitSpec, codes: readonly bigint[]): void {
  const mirror = { rup: 'rdn', rdn: 'rup', rne: 'rne', rtz: 'rtz', rna: 'rna' } as const;
  const [compute, mirrored] = [modelOf(spec), modelOf({ ...spec, rounding: mirror[spec.rounding] })];
  const [sign, turned] = [signBit(spec.format), signBit(resultFormat(spec))];
  const treated = spec.contract !== 'bare';
  const isNegativeZeroNan = (code: bigint): boolean =>
    spec.format.encoding === 'fnuz' && (code | sign) === sign;
  for (const a of codes)
    for (const b of codes) {
      if (treated && (isNegativeZeroNan(a) || isNegativeZeroNan(b))) continue;
      const product = compute(a, b);
      const kind = classify(resultFormat(spec), product);
      const signless = treated && (kind === 'nan' || (kind === 'zero' && spec.format.encoding === 'fnuz'));
      const expected = signless ? product : product ^ turned;
      check(spec, mirrored(a ^ sign, b) === expected, () => `-${a} x ${b}`);
      check(spec, mirrored(a, b ^ sign) === expected, () => `${a} x -${b}`);
      check(spec, compute(a ^ sign, b ^ sign) === product, () => `-${a} x -${b}`);
    }
}

/** Under flush and full: zero times a number is zero, NaN times anything is the canonical NaN, Inf times zero too. */
export function expectAbsorbing(spec: UnitSpec, codes: readonly bigint[]): void {
  const compute = modelOf(spec);
  const result = resultFormat(spec);
  const kindOf = (code: bigint): string => {
    const kind = classify(spec.format, code);
    return kind === 'subnormal' && spec.contract === 'flush' ? 'zero' : kind;
  };
  for (const a of codes)
    for (const b of codes) {
      const kinds = [kindOf(a), kindOf(b)];
      const got = classify(result, compute(a, b));
      if (kinds.includes('nan') || (kinds.includes('inf') && kinds.includes('zero')))
        check(
          spec,
          got === 'nan' && compute(a, b) === compute(b, a),
          () => `${a} x ${b} is no NaN but ${got}`,
        );
      else if (kinds.includes('zero')) check(spec, got === 'zero', () => `${a} x ${b} is no zero but ${got}`);
      else if (kinds.includes('inf')) check(spec, got === 'inf', () => `${a} x ${b} is no Inf but ${got}`);
    }
}

/** An exact closed product with 1 is the number itself; under flush a subnormal is a zero of its sign. */
export function expectIdentityOfOne(spec: UnitSpec, codes: readonly bigint[]): void {
  const { format, contract } = spec;
  const one = BigInt(format.bias) << BigInt(format.manBits);
  if (classify(format, one) !== 'normal') return;
  const compute = modelOf(spec);
  for (const code of codes) {
    const kind = classify(format, code);
    const lost = kind === 'subnormal' && contract === 'flush';
    const expected = lost ? (format.encoding === 'fnuz' ? 0n : code & signBit(format)) : code;
    if (kind !== 'nan')
      check(spec, compute(code, one) === expected, () => `${code} x 1 is ${compute(code, one)}`);
  }
}

/** For positive finite operands: a larger operand does not give a smaller product. Beyond the range counts as Inf. */
export function expectMonotone(spec: UnitSpec, codes: readonly bigint[]): void {
  const compute = modelOf(spec);
  const result = resultFormat(spec);
  const positive = codes
    .filter((code) => code < signBit(spec.format) && !['nan', 'inf'].includes(classify(spec.format, code)))
    .sort((a, b) => (a < b ? -1 : 1));
  for (const a of positive) {
    let before = 0;
    for (const b of positive) {
      const value = toNumber(decode(result, compute(a, b)));
      const product = Number.isNaN(value) ? Infinity : value;
      check(
        spec,
        product >= before,
        () => `${a} x ${b} is ${product}, less than ${before} of a smaller operand`,
      );
      before = product;
    }
  }
}

/**
 * A number plus zero is the number, a number less itself is zero (negative only when rounding down), and -a - b is
 * -(a + b) with directed roundings turned round, but for zeros and NaN. Subnormals are zeros under flush.
 */
export function expectSumLaws(spec: UnitSpec, codes: readonly bigint[]): void {
  const mirror = { rup: 'rdn', rdn: 'rup', rne: 'rne', rtz: 'rtz', rna: 'rna' } as const;
  const [compute, mirrored] = [modelOf(spec), modelOf({ ...spec, rounding: mirror[spec.rounding] })];
  const { format, contract } = spec;
  const sign = signBit(format);
  const isNumber = (code: bigint): boolean =>
    classify(format, code) === 'normal' || (contract === 'full' && classify(format, code) === 'subnormal');
  for (const a of codes.filter(isNumber)) {
    check(spec, compute(a, 0n) === a, () => `${a} + 0`);
    const zero = spec.rounding === 'rdn' && format.encoding !== 'fnuz' ? sign : 0n;
    check(spec, compute(a, a ^ sign) === zero, () => `${a} - ${a} is ${compute(a, a ^ sign)}`);
    for (const b of codes.filter(isNumber)) {
      const sum = compute(a, b);
      const kind = classify(format, sum);
      if (kind !== 'zero' && kind !== 'nan')
        check(spec, mirrored(a ^ sign, b ^ sign) === (sum ^ sign), () => `-${a} - ${b}`);
    }
  }
}
