import { afterAll, describe, expect, it } from 'vitest';
import { decode, type Format, toNumber } from '../../../src/format/index.ts';
import {
  attention,
  codeOf,
  exactBeside,
  linear,
  runTrial,
  type Tensor,
  type TrialOptions,
} from '../../../src/measure/index.ts';
import { withUnit } from '../../../src/measure/trials/arithmetic.ts';
import { CLEARED, macModel } from '../../../src/model/index.ts';
import { Random } from '../../../src/random.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { type MacSpec, macSpec } from '../../../src/unit/index.ts';
import type { CheckedUnit } from '../../../src/verify/index.ts';
import { checkedUnit } from '../error/checked-units.ts';

afterAll(closeTools);

function tensor(shape: readonly number[], seed: number): Tensor {
  const random = new Random(seed);
  const elements = shape.reduce((product, size) => product * size, 1);
  const values = Float64Array.from({ length: elements }, () => (random.next32() / 2 ** 31 - 1) * 3);
  return { shape, values, elements };
}

const rowsOf = ({ shape, values }: Tensor): number[][] => {
  const width = shape.at(-1) as number;
  return Array.from({ length: values.length / width }, (_, row) => [
    ...values.slice(row * width, (row + 1) * width),
  ]);
};

/** A dot product by the bit-true model of the multiply-accumulate unit, codes by `codeOf`. */
function dotByModel(spec: MacSpec, x: readonly number[], y: readonly number[]): number {
  const { format } = spec.product;
  const step = macModel(spec);
  const end = x.reduce(
    (state, value, at) => step(state, codeOf(format, value), codeOf(format, y[at]!)),
    CLEARED,
  );
  return toNumber(decode((spec.accumulator as { format: Format }).format, end.acc));
}

const matrix = (of: Tensor) => ({
  rows: of.values.length / of.shape.at(-1)!,
  columns: of.shape.at(-1)!,
  values: of.values,
});

describe('matrices multiplied with a unit', () => {
  it.each([
    ['lmul', 'e3m2', 'fp32'],
    ['lmul', 'e4m3', 'bf16'],
    ['lmul', 'bf16', 'bf16'],
  ])(
    '%s %s into %s have, number by number, the sums of the bit-true model',
    async (product, format, accumulator) => {
      const unit = await checkedUnit(product, format);
      const spec = macSpec(unit.spec, { accumulator });
      const [x, w] = [tensor([3, 7], 1), tensor([5, 7], 2)];
      const got = withUnit(unit, spec, 'none')(matrix(x), matrix(w));
      const wanted = rowsOf(x).flatMap((row) => rowsOf(w).map((column) => dotByModel(spec, row, column)));
      expect([...got.values].map((value) => value + 0)).toEqual(
        wanted.map((value) => Math.fround(value) + 0),
      );
    },
  );

  it.each(['e3m2', 'bf16'])('on %s are the same with a pipeline, which only takes longer', async (format) => {
    const [x, w] = [tensor([3, 7], 1), tensor([5, 7], 2)];
    const products = async (stages: number) => {
      const unit = await checkedUnit('lmul', format, { stages });
      return withUnit(unit, macSpec(unit.spec), 'none')(matrix(x), matrix(w)).values;
    };
    expect(await products(2)).toEqual(await products(0));
  });

  it('under block32 add blocks of 32, each with its own powers of two', async () => {
    const unit = await checkedUnit('exact', 'e4m3');
    const spec = macSpec(unit.spec);
    const [x, w] = [tensor([2, 40], 3), tensor([2, 40], 4)];
    // e4m3, closed products: the largest number of a block lies in 8 to 16, so that no product leaves the range.
    const power = (block: readonly number[]): number =>
      2 ** (Math.floor(Math.log2(Math.max(...block.map(Math.abs)))) - 3);
    const blocks = (row: readonly number[]) =>
      [row.slice(0, 32), row.slice(32)].map((block) => ({
        scale: power(block),
        scaled: block.map((v) => v / power(block)),
      }));
    const wanted = rowsOf(x).flatMap((row) =>
      rowsOf(w).map((column) => {
        const [p, q] = blocks(row).map(({ scale, scaled }, at) => {
          const other = blocks(column)[at]!;
          return scale * other.scale * dotByModel(spec, scaled, other.scaled);
        });
        return Math.fround(Math.fround(p!) + Math.fround(q!));
      }),
    );
    expect([...withUnit(unit, spec, 'block32')(matrix(x), matrix(w)).values]).toEqual(wanted);
  });
});

describe('a trial', () => {
  const trial = async (units: readonly CheckedUnit[], options: TrialOptions = {}) => {
    const [q, k, v] = [tensor([2, 4, 8], 1), tensor([2, 6, 8], 2), tensor([2, 6, 5], 3)];
    return runTrial(attention(q, k, v), units, options);
  };

  it('of attention has float32 nearest, then the quantised operands, the exact unit, and L-Mul', async () => {
    const lmul = await checkedUnit('lmul', 'e4m3');
    const exact = await checkedUnit('exact', 'e4m3');
    expect(exactBeside(lmul.spec)).toEqual(exact.spec);
    const { rows, outputs } = await trial([exact, lmul]);
    expect(outputs).toBe(2 * 4 * 5);
    expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'float32 float32',
      'quantised e4m3',
      'unit mac_exact_e4m3_multiply_rne_flush_into_fp32_rne',
      'unit mac_lmul_e4m3_adder_flush_into_fp32_rne',
    ]);
    const errors = rows.map(({ againstFloat64 }) => againstFloat64.relativeError);
    expect(errors[0]).toBeLessThan(1e-6);
    expect(errors.toSorted((a, b) => a - b)).toEqual(errors);
    expect(errors[3]).toBeLessThan(0.3);
  });

  it('with a wide exact product and an exact register is the quantised operands alone', async () => {
    const unit = await checkedUnit('exact', 'e3m2', { output: 'wide', contract: 'full' });
    const { rows } = await trial([unit], { accumulator: 'kulisch', scaling: 'block32' });
    expect(rows[2]!.againstFloat64.relativeError).toBeCloseTo(rows[1]!.againstFloat64.relativeError, 6);
  });

  it('of causal attention lets a query meet no later key', async () => {
    const [q, k] = [tensor([3, 4], 1), tensor([3, 4], 2)];
    const v: Tensor = { shape: [3, 1], elements: 3, values: Float64Array.of(1, 10, 100) };
    const times = (x: { rows: number; columns: number; values: Float64Array }, y: typeof x) => ({
      rows: x.rows,
      columns: y.rows,
      values: Float64Array.from({ length: x.rows * y.rows }, (_, at) => {
        const [i, j] = [Math.floor(at / y.rows), at % y.rows];
        let sum = 0;
        for (let n = 0; n < x.columns; n++)
          sum += x.values[i * x.columns + n]! * y.values[j * y.columns + n]!;
        return sum;
      }),
    });
    const causal = attention(q, k, v, { causal: true })(times);
    expect(causal[0]).toBe(1);
    expect(causal[1]).toBeLessThan(10);
    const weights = [0, 1, 2].map((j) =>
      Math.exp(rowsOf(q)[2]!.reduce((s, a, n) => s + a * rowsOf(k)[j]![n]!, 0) / 2),
    );
    const mean =
      (weights[0]! + 10 * weights[1]! + 100 * weights[2]!) / (weights[0]! + weights[1]! + weights[2]!);
    expect(causal[2]).toBeCloseTo(mean, 4);
  });

  it('of a linear layer takes weights either way round', async () => {
    const unit = await checkedUnit('lmul', 'e3m2');
    const [x, w] = [tensor([2, 3], 1), tensor([4, 3], 2)];
    const turned: Tensor = {
      shape: [3, 4],
      elements: 12,
      values: Float64Array.from({ length: 12 }, (_, at) => w.values[(at % 4) * 3 + Math.floor(at / 4)]!),
    };
    const one = runTrial(linear(x, w), [unit]);
    expect(runTrial(linear(x, turned, { transposeW: true }), [unit])).toEqual(one);
    expect(one.outputs).toBe(8);
  });

  it('refuses tensors that do not go together', () => {
    const [q, v] = [tensor([4, 8], 1), tensor([6, 5], 1)];
    expect(() => attention(q, tensor([6, 7], 1), v)).toThrow(
      'Q and K are of one width.\n  got: Q, K [4, 8] and [6, 7]',
    );
    expect(() => attention(q, tensor([5, 8], 1), v)).toThrow('one row for each key');
    expect(() => attention(tensor([2, 4, 8], 1), tensor([6, 8], 1), v)).toThrow('stacks of as many matrices');
    expect(() => linear(q, tensor([3, 4], 1))).toThrow('got: X, W [4, 8] and [3, 4]');
    expect(() => linear(q, tensor([2, 3, 8], 1))).toThrow('W is one matrix.');
  });
});
