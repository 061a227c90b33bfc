import { describe, expect, it } from 'vitest';
import { codesOf, type Format, parseFormat } from '../../src/format/index.ts';
import { modelOf, oracleOf } from '../../src/model/index.ts';
import { type ProductSpec, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { FREE_SMALL, NAMED_SMALL, TINY, WIDE } from '../format/formats-under-test.ts';
import {
  expectAbsorbing,
  expectCommutative,
  expectIdentityOfOne,
  expectMonotone,
  expectSignSymmetric,
  expectSumLaws,
} from './laws.ts';
import { someCodes } from './operands.ts';
import { representativeSpecs } from './units-under-test.ts';

const FORMATS = [...NAMED_SMALL, ...TINY, ...FREE_SMALL, ...WIDE];
const SEED = 59;

const products = (format: Format): ProductSpec[] =>
  representativeSpecs(format).filter((spec) => spec.product !== 'add');
const treated = (format: Format): ProductSpec[] =>
  products(format).filter((spec) => spec.contract !== 'bare');
const isMonotone = (spec: ProductSpec): boolean =>
  spec.product === 'exact' || spec.product === 'lns' || (spec.product === 'lmul' && spec.form === 'adder');
const sums = (format: Format): UnitSpec[] =>
  representativeSpecs(format).filter((spec) => spec.product === 'add');

describe(`over the codes of every format, all or boundaries and random ones of seed ${SEED},`, () => {
  it.each(FORMATS)(
    'every product and sum of $name is commutative, in the model and in the oracle',
    (format) => {
      for (const spec of representativeSpecs(format)) {
        expectCommutative(spec, someCodes(format, SEED));
        expectCommutative(spec, someCodes(format, SEED).slice(0, 24), oracleOf(spec));
      }
    },
  );

  it.each(FORMATS)(
    'the sign of every product of $name is that of its operands and changes nothing else',
    (format) => {
      for (const spec of products(format)) expectSignSymmetric(spec, someCodes(format, SEED));
    },
  );

  it.each(FORMATS)('zero, NaN and Inf of $name absorb under flush and full', (format) => {
    for (const spec of treated(format)) expectAbsorbing(spec, someCodes(format, SEED));
  });

  it.each(FORMATS)(
    '1 is neutral to the exact product of $name, but for subnormals that are flushed',
    (format) => {
      for (const spec of treated(format))
        if (spec.product === 'exact' && spec.output === 'closed')
          expectIdentityOfOne(spec, someCodes(format, SEED));
    },
  );

  it.each(FORMATS)(
    'a sum of $name with zero is the other operand, x - x is zero, and signs turn it',
    (format) => {
      for (const spec of sums(format)) expectSumLaws(spec, someCodes(format, SEED));
    },
  );

  it.each(FORMATS)('the sums of $name are monotone in each operand', (format) => {
    for (const spec of sums(format)) expectMonotone(spec, someCodes(format, SEED));
  });

  it.each(FORMATS)(
    'the exact product, form adder and tables of logarithms of $name are monotone in each operand',
    (format) => {
      for (const spec of treated(format)) if (isMonotone(spec)) expectMonotone(spec, someCodes(format, SEED));
    },
  );
});

describe('over all positive codes', () => {
  it.each(['e4m3', 'e5m2'])(
    'the exact product, form adder and tables of logarithms of %s are monotone',
    (name) => {
      const format = parseFormat(name);
      for (const spec of treated(format)) if (isMonotone(spec)) expectMonotone(spec, [...codesOf(format)]);
    },
  );
});

describe('a law that does not hold', () => {
  it('1 is not neutral to L-Mul: the offset makes 1.125 of it at e4m3, and Mitchell has no offset', () => {
    const e4m3 = parseFormat('e4m3');
    const one = 0x38n;
    expect(modelOf(unitSpec('lmul', e4m3))(one, one)).toBe(0x39n);
    expect(modelOf(unitSpec('mitchell', e4m3))(one, one)).toBe(one);
  });
});
