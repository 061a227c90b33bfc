import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../../src/format/index.ts';
import {
  codeOf,
  type ErrorReport,
  fileOperand,
  measureError,
  operandStream,
  type StimulusName,
  stimulusSpec,
} from '../../../src/measure/index.ts';
import { oracleOf } from '../../../src/model/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { resultFormat, type UnitRequest, unitSpec } from '../../../src/unit/index.ts';
import { valueByDefinition } from '../../format/by-definition.ts';
import { fileOf, npy } from '../operands/tensor-files.ts';
import { checkedUnit, withGates } from './checked-units.ts';

afterAll(closeTools);

interface Wrong {
  readonly exact: number;
  readonly result: number;
}

/** What the oracle says of pairs of codes, beside their real products. */
function byOracle(
  product: string,
  format: string,
  request: UnitRequest,
  pairs: readonly (readonly [number, number])[],
): Wrong[] {
  const spec = unitSpec(product, parseFormat(format), request);
  const oracle = oracleOf(spec);
  return pairs.map(([a, b]) => ({
    exact: valueByDefinition(spec.format, a) * valueByDefinition(spec.format, b),
    result: valueByDefinition(resultFormat(spec), Number(oracle(BigInt(a), BigInt(b)))),
  }));
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The metrics by their definitions, one after the other. */
function metricsOf(pairs: readonly Wrong[]) {
  const distances = pairs.map(({ exact, result }) => Math.abs(exact - result));
  const relative = pairs.filter(({ exact }) => exact !== 0).map(({ exact, result }) => result / exact - 1);
  return {
    bias: mean(relative),
    mred: mean(relative.map(Math.abs)),
    rms: Math.sqrt(mean(relative.map((x) => x ** 2))),
    min: Math.min(...relative),
    max: Math.max(...relative),
    med: mean(distances),
    rmse: Math.sqrt(mean(distances.map((x) => x ** 2))),
    wce: Math.max(...distances),
    sqnrDb: 10 * Math.log10(mean(pairs.map(({ exact }) => exact ** 2)) / mean(distances.map((x) => x ** 2))),
    errorRate: mean(distances.map((x) => (x > 0 ? 1 : 0))),
  };
}

const close = (values: object): object =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, expect.closeTo(value as number, 10)]),
  );

const allPairs = (size: number): [number, number][] =>
  Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size]);

const measured = async (
  [product, format, request]: readonly [string, string, UnitRequest],
  operands: StimulusName,
  options = {},
): Promise<ErrorReport> =>
  measureError(
    await checkedUnit(product, format, request),
    stimulusSpec(operands, parseFormat(format)),
    options,
  );

describe('errors over all pairs of codes', () => {
  it.each([
    ['lmul', 'e2m1', {}],
    ['lmul', 'e3m2', { contract: 'full', form: 'equation' }],
    ['mitchell', 'e2m3', { contract: 'bare' }],
    ['exact', 'e3m2', { rounding: 'rtz' }],
    ['lmul', 'e2m1', { output: 'wide', form: 'equation' }],
  ] as const)('of %s %s %o are by every metric those of the oracle', async (...unit) => {
    const [product, format, request] = unit;
    const size = 2 ** { e2m1: 4, e3m2: 6, e2m3: 6 }[format];
    const pairs = byOracle(product, format, request, allPairs(size)).filter(
      // Under bare a zero is 1 x 2^-bias: its sign is kept apart where the real product has one.
      ({ exact, result }) => !(exact * result < 0),
    );
    const { quantised, unquantised } = await measured(unit, 'uniform');
    expect(quantised.method).toEqual({ kind: 'weighted', pairs: size * size });
    expect(quantised.all).toMatchObject(close(metricsOf(pairs)));
    const largest = Math.max(...pairs.map(({ exact }) => exact));
    expect(quantised.all.nmed).toBeCloseTo(quantised.all.med / largest, 12);
    expect(unquantised).toBeUndefined();
    expect(quantised.shares).toMatchObject({ signErrors: 0, special: 0 });
  });

  it('count an exact product that nothing rounds as never wrong', async () => {
    const { quantised } = await measured(['exact', 'e3m2', { contract: 'full', output: 'wide' }], 'gaussian');
    expect(quantised.all).toMatchObject({ bias: 0, mred: 0, wce: 0, errorRate: 0, sqnrDb: Infinity });
    expect(quantised.ulps).toBeUndefined();
  });

  it('keep NaN and infinities out of every average, and tell the wrong ones', async () => {
    const { quantised } = await measured(['lmul', 'e4m3', {}], 'uniform');
    // Two NaN codes of 256 on either side: 1 - (254/256)^2 of the pairs, and each gives NaN.
    expect(quantised.shares.special).toBeCloseTo(1 - (254 / 256) ** 2, 12);
    expect(quantised.shares.specialMismatches).toBe(0);
    expect(Object.values(quantised.all).every(Number.isFinite)).toBe(true);
  });

  it('say how far results lie from the correctly rounded code', async () => {
    const exact = await measured(['exact', 'e4m3', {}], 'gaussian');
    expect(exact.quantised.ulps).toEqual([{ from: 0, to: 0, share: 1 }]);
    expect(exact.quantised.shares.notRne).toBe(0);
    const { ulps = [], shares } = (await measured(['lmul', 'e4m3', {}], 'gaussian')).quantised;
    expect(ulps.map(({ share }) => share).reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(ulps.find(({ from }) => from === 0)?.share).toBeCloseTo(1 - (shares.notRne as number), 12);
    // One step at most, but for the step from zero to the smallest normal number, over 7 subnormal codes.
    expect(ulps.map(({ from }) => from)).toEqual([0, 1, 5]);
  });

  it('of L-Mul at e4m3 under a gaussian are those of a program in another language', async () => {
    // Python: fields of the codes, math.erfc for their shares, and the sum over all pairs.
    const { bias, mred } = (await measured(['lmul', 'e4m3', {}], 'gaussian')).quantised.all;
    expect(mred).toBeCloseTo(0.07051971056135774, 12);
    expect(bias).toBeCloseTo(0.03040290992945947, 12);
  });

  it('weighted by a distribution are what its operands come to when they are drawn (seed 1)', async () => {
    for (const name of ['relu', 'lognormal'] as const) {
      const format = parseFormat('e4m3');
      const { a, b } = operandStream(stimulusSpec(name, format), format).pairs(0, 20_000);
      const pairs = byOracle(
        'lmul',
        'e4m3',
        {},
        a.map((code, at) => [Number(code), Number(b[at])]),
      );
      const drawn = metricsOf(pairs);
      const { all } = (await measured(['lmul', 'e4m3', {}], name)).quantised;
      for (const key of ['bias', 'mred', 'errorRate'] as const)
        expect(Math.abs(all[key] - drawn[key]), `${name} ${key}`).toBeLessThan(0.006);
    }
  });
});

describe('sampled errors', () => {
  it('of a wide format have intervals, the same for the same seed, and the figure of other seeds within them', async () => {
    const unit = await checkedUnit('lmul', 'bf16');
    const under = (seed: number) =>
      measureError(unit, stimulusSpec('gaussian', unit.spec.format, { seed }), { samples: 20_000 });
    const [one, again, other] = [under(1), under(1), under(2)];
    expect(again).toEqual(one);
    expect(other.quantised).not.toEqual(one.quantised);
    for (const reference of ['quantised', 'unquantised'] as const) {
      const [first, second] = [one[reference]!, other[reference]!];
      expect(first.method).toEqual({ kind: 'sampled', pairs: 20_000, seed: 1 });
      for (const key of ['bias', 'mred', 'med'] as const) {
        const half = first.all.halfWidth95![key];
        expect(half).toBeGreaterThan(0);
        expect(half).toBeLessThan(0.01);
        // Two independent means: within twice the root of two of a half width nearly always.
        expect(Math.abs(first.all[key] - second.all[key])).toBeLessThan(2 * Math.SQRT2 * half);
      }
    }
  });

  it('may leave out operands below the normal range, of which a contract makes zero', async () => {
    const unit = await checkedUnit('exact', 'e4m3');
    const of = (normalOperands: boolean) => measureError(unit, 'gaussian', { normalOperands }).unquantised!;
    const [all, normal] = [of(false), of(true)];
    // A flushed operand under a product in range is an error of 100 %. That is 2 x 2 x 2^-7 x 0.3989 of all pairs times
    // the mass of |z| > 1 / 2u, over u from 0 to 15 / 16, above which operands round up to the least normal number:
    // 0.255. About 0.98 of all products are in range.
    const flushed = (4 * 2 ** -7 * 0.3989 * 0.255) / 0.98;
    expect((all.inRange!.rms ** 2 - normal.inRange!.rms ** 2) / flushed).toBeCloseTo(1, 0.7);
    // 2^-7 standard deviations on either side of zero: 2 x 0.3989 / 128 of each operand.
    const left = (1 - (2 * 0.3989) / 128) ** 2;
    expect(normal.method.pairs / all.method.pairs).toBeCloseTo(left, 2);
    expect(of(true)).toEqual(normal);
  });

  it('in a binade, against the reals, is the mean of what the two roundings do', async () => {
    const wide = await checkedUnit('exact', 'e5m2', { output: 'wide' });
    const { quantised, unquantised } = measureError(wide, 'binade');
    expect(quantised.all.mred).toBe(0);
    // Each rounding: an error uniform within 1/8, over a mantissa with E[1/x^2] = 1/2; squares add up.
    const rms = Math.sqrt(2 * (1 / 64 / 3) * (1 / 2));
    expect(unquantised!.all.rms / rms).toBeCloseTo(1, 1);
  });

  it('against unquantised operands take in what rounding them does', async () => {
    const { quantised, unquantised } = await measured(['exact', 'e3m2', { contract: 'full' }], 'gaussian');
    expect(unquantised!.all.mred).toBeGreaterThan(1.2 * quantised.all.mred);
    // The wide product is exact: all that is left against the reals is the rounding of the operands.
    const wide = await measured(['exact', 'e4m3', { contract: 'full', output: 'wide' }], 'gaussian');
    expect(wide.quantised.all.mred).toBe(0);
    // A relative rounding error of a mantissa uniform in logarithm: about 1.8 % for 3 bits; of two, about 2.6 %.
    expect(wide.unquantised!.all.mred).toBeGreaterThan(0.02);
    expect(wide.unquantised!.all.mred).toBeLessThan(0.045);
  });
});

describe('errors of two small tensors', () => {
  it('are those of every number of the one with every one of the other, before and after rounding', async () => {
    const floatsOf = (name: string, values: readonly number[]): string =>
      fileOf(name, npy('<f8', `(${values.length},)`, Buffer.from(Float64Array.from(values).buffer)));
    const [left, right] = [
      [1.1, -0.3, 2.9],
      [0.7, 1.5],
    ] as const;
    const [a, b] = [floatsOf('left.npy', left), floatsOf('right.npy', right)].map((file) => ({
      ...fileOperand(file, 'none'),
      reuse: 1,
    }));
    const unit = await checkedUnit('lmul', 'e3m2');
    const { format } = unit.spec;
    const { quantised, unquantised } = measureError(unit, { name: 'file', seed: 1, a: a!, b: b! });
    const code = (value: number): number => Number(codeOf(format, value));
    const pairs = left.flatMap((x) => right.map((y): [number, number] => [x, y]));
    const rounded = byOracle(
      'lmul',
      'e3m2',
      {},
      pairs.map(([x, y]) => [code(x), code(y)]),
    );
    expect(quantised.all).toMatchObject(close(metricsOf(rounded)));
    expect(unquantised!.method).toEqual({ kind: 'exhaustive', pairs: 6 });
    const real = rounded.map(({ result }, at) => ({ result, exact: pairs[at]![0] * pairs[at]![1] }));
    expect(unquantised!.all).toMatchObject(close(metricsOf(real)));
  });
});

describe('what is measured is the gate netlist', () => {
  it('so that other gates have other errors, wrong signs counted apart', async () => {
    const unit = await checkedUnit('exact', 'e3m2');
    const broken = withGates(unit, '$_XOR_', '$_XNOR_');
    const operands = stimulusSpec('uniform', unit.spec.format);
    expect(measureError(broken, operands).quantised.all.mred).not.toBe(
      measureError(unit, operands).quantised.all.mred,
    );
    expect(measureError(broken, operands).quantised.shares.signErrors).toBeGreaterThan(0.5);
  });
});
