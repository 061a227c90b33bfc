import { describe, expect, it } from 'vitest';
import { errorMap } from '../../src/explore/index.ts';
import { decode, parseFormat, toNumber } from '../../src/format/index.ts';
import { addendExponents, factorExponents } from '../../src/measure/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, shortName, type UnitSpec, unitSpec } from '../../src/unit/index.ts';

const unit = (product: string, format: string, request = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);

/** The error of one pair, by the model itself. */
function errorAt(spec: UnitSpec, manA: number, manB: number): number {
  const { format } = spec;
  const exps = spec.product === 'add' ? addendExponents(format) : factorExponents(format);
  const [a, b] = [manA, manB].map(
    (man, side) => (BigInt(exps[side]!) << BigInt(format.manBits)) | BigInt(man),
  );
  const [x, y] = [a!, b!].map((code) => toNumber(decode(format, code)));
  const exact = spec.product === 'add' ? x! + y! : x! * y!;
  return (toNumber(decode(resultFormat(spec), modelOf(spec)(a!, b!))) - exact) / exact;
}

describe('an error map', () => {
  it('has the means and extremes of the reference tables', () => {
    const adder = errorMap(unit('lmul', 'e4m3'));
    expect(adder).toMatchObject({ size: 8, step: 1, first: 0, max: 0.125, notRne: 39 / 64 });
    expect(adder.bias).toBeCloseTo(51214984133 / 1038874636800, 14);
    expect(adder.mred).toBeCloseTo(54449772053 / 1038874636800, 14);
    expect(adder.min).toBeCloseTo(-1 / 33, 14);
    const mitchell = errorMap(unit('mitchell', 'e5m2'));
    expect(mitchell.bias).toBeCloseTo(-6301 / 176400, 14);
    const wide = errorMap(unit('lmul', 'e4m3', { form: 'equation', output: 'wide' }));
    expect(wide.bias).toBeCloseTo(-57286993 / 5936426496, 14);
    expect(wide.mred).toBeCloseTo(10219883183 / 148410662400, 14);
    expect(wide.notRne).toBeUndefined();
  });

  const specs = [
    ...['lmul', 'mitchell', 'exact', 'signed-mantissa', 'truncated', 'lns', 'add'].map((name) =>
      unit(name, 'e3m4'),
    ),
    unit('exact', 'e5m2', { contract: 'full', rounding: 'rdn' }),
    unit('lmul', 'e6m1', { contract: 'bare' }),
    unit('exact', 'e4m3', { output: 'wide' }),
  ];

  it.each(specs.map((spec) => [shortName(spec), spec] as const))(
    'of %s is that of its model, pair by pair',
    (_, spec) => {
      const { errors, size } = errorMap(spec);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) expect(errors[i * size + j]).toBeCloseTo(errorAt(spec, i, j), 14);
    },
  );

  it.each(['bf16', 'fp32'])('of %s is that of its model along a diagonal', (format) => {
    const spec = unit('exact', format, { contract: 'full' });
    const { errors, size, step, first } = errorMap(spec);
    expect(size).toBe(128);
    for (let i = 0; i < size; i += 5) {
      const j = (3 * i + 7) % size;
      expect(errors[i * size + j]).toBeCloseTo(errorAt(spec, i * step + first, j * step + first), 14);
    }
  });

  it('is without error, and all correctly rounded, where it has to be', () => {
    expect(errorMap(unit('exact', 'fp32', { output: 'wide' }))).toMatchObject({ min: 0, max: 0, mred: 0 });
    expect(errorMap(unit('exact', 'bf16')).notRne).toBe(0);
    expect(errorMap(unit('exact', 'e4m3', { rounding: 'rtz' })).notRne).toBe(17 / 64);
  });
});
