import { afterAll, describe, expect, it } from 'vitest';
import { productTable } from '../../src/measure/index.ts';
import { oracleOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';
import { checkedUnit, withGates } from './error/checked-units.ts';

afterAll(closeTools);

describe('a table of all products', () => {
  it('has the oracle, row = first operand, as codes and as numbers', async () => {
    // Directed rounding and a pipeline: a unit in which nothing is left out, and a x b is b x a in codes alone.
    const unit = await checkedUnit('exact', 'e3m2', { contract: 'full', rounding: 'rup', stages: 2 });
    const oracle = oracleOf(unit.spec);
    const [codes, values] = [productTable(unit, 'codes'), productTable(unit, 'values')];
    expect(codes).toMatchObject({ size: 64, dtype: '|u1' });
    expect(values).toMatchObject({ size: 64, dtype: '<f4' });
    const wanted = Array.from({ length: 4096 }, (_, at) => Number(oracle(BigInt(at >> 6), BigInt(at & 63))));
    expect(Array.from(codes.values)).toEqual(wanted);
    expect(Array.from(values.values)).toEqual(
      wanted.map((code) => valueByDefinition(unit.spec.format, code)),
    );
  });

  it('of a truncated product, which is not symmetric, has the first operand in rows', async () => {
    const unit = await checkedUnit('truncated', 'e2m3', { columns: 3 });
    const oracle = oracleOf(unit.spec);
    const { values } = productTable(unit, 'codes');
    const codes = Array.from({ length: 4096 }, (_, at) => Number(oracle(BigInt(at >> 6), BigInt(at & 63))));
    expect(Array.from(values)).toEqual(codes);
  });

  it('of significands has the products of bf16 L-Mul, by its definition', async () => {
    const { size, values } = productTable(await checkedUnit('lmul', 'bf16'), 'significands');
    expect(size).toBe(128);
    for (const [a, b] of [
      [0, 0],
      [127, 127],
      [64, 100],
      [3, 90],
    ] as const) {
      const sum = a / 128 + b / 128 + 1 / 16;
      // A sum of two and more, with the offset, carries into the exponent twice.
      expect(values[128 * a + b]).toBe(sum < 1 ? 1 + sum : sum < 2 ? 2 * sum : 4 * (sum - 1));
    }
  });

  it('is that of the gates, not of the model', async () => {
    const unit = await checkedUnit('lmul', 'e2m1');
    expect(productTable(withGates(unit, '$_XOR_', '$_XNOR_'), 'codes').values).not.toEqual(
      productTable(unit, 'codes').values,
    );
  });

  it('is refused of formats with too many pairs', async () => {
    const unit = await checkedUnit('lmul', 'bf16');
    expect(() => productTable(unit, 'codes')).toThrow('got: bf16, 16 bits\n  try: --table significands');
    expect(() =>
      productTable({ ...unit, spec: { ...unit.spec, product: 'add' } } as never, 'significands'),
    ).toThrow('A table of significands is of products');
  });
});
