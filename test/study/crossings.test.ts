import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { stimulusSpec } from '../../src/measure/index.ts';
import {
  costCrossings,
  crossingOf,
  frontsOf,
  type MeasuredPoint,
  offsetCrossings,
} from '../../src/study/index.ts';
import { type UnitRequest, unitSpec } from '../../src/unit/index.ts';

let index = 0;

/** A point by hand: what it costs and how wrong it is are given. */
function point(
  product: string,
  format: string,
  request: UnitRequest,
  mred: number,
  areaUm2: number,
  more: Partial<MeasuredPoint> = {},
): MeasuredPoint {
  const spec = unitSpec(product, parseFormat(format), request);
  index += 1;
  return {
    kind: 'measured',
    index,
    unit: `${product} ${format} ${JSON.stringify(request)}`,
    level: 'element',
    spec,
    target: 'cells:sky130',
    recipe: 'best',
    extent: { kind: 'exhaustive', pairs: 1 },
    error: { pairs: 1, kind: 'exhaustive', seed: 1, bias: 0, mred, rms: mred, min: -mred, max: 0 },
    stimuli: [],
    operandErrors: [],
    costs: { areaUm2 },
    chosenRecipe: 'none',
    ...more,
  };
}

describe('the Pareto front of error and cost', () => {
  it('has the points nothing beats in both; equal ones stay, other formats do not count', () => {
    const cheap = point('lmul', 'e4m3', {}, 0.05, 80);
    const exact = point('exact', 'e4m3', {}, 0.01, 100);
    const worse = point('mitchell', 'e4m3', { form: 'equation' }, 0.06, 90);
    const equal = point('exact', 'e4m3', { architecture: 'array' }, 0.01, 100);
    const other = point('lmul', 'e5m2', {}, 0.001, 1);
    const fronts = frontsOf([cheap, exact, worse, equal, other]);
    expect([cheap, exact, worse, equal, other].map((each) => fronts.get(each.index))).toEqual([
      { area: true },
      { area: true },
      { area: false },
      { area: true },
      { area: true },
    ]);
  });

  it('marks each cost a target has, by the error asked for', () => {
    const costs = { areaUm2: 1, delayPs: 9, energyFjPerOp: 5 };
    const a = point('lmul', 'e4m3', {}, 0.05, 0, { costs });
    const b = point('mitchell', 'e4m3', {}, 0.04, 0, { costs: { ...costs, delayPs: 8, areaUm2: 2 } });
    expect(frontsOf([a, b]).get(a.index)).toEqual({ area: true, energy: false, delay: false });
    const biased = { ...b, error: { ...b.error, bias: -0.5 } };
    expect(frontsOf([a, biased], 'bias').get(a.index)).toEqual({ area: true, energy: true, delay: true });
  });
});

describe('a crossing', () => {
  const at = (manBits: number, better: boolean) => ({
    manBits,
    ratio: better ? 0.5 : 2,
    better,
    against: '',
  });

  it.each([
    [[false, false, true, true], 3],
    [[true, true], 1],
    [[true, false, true], 3],
    [[true, true, false], undefined],
  ])('of %j is at %s: from there on, for every wider one', (better, from) => {
    const widths = better.map((each, i) => at(i + 1, each)).reverse();
    expect(crossingOf(widths).fromManBits).toBe(from);
    expect(crossingOf(widths).widths.map(({ manBits }) => manBits)).toEqual(better.map((_, i) => i + 1));
  });

  it('of the offset compares errors of one form, with and without', () => {
    const points = [
      ...[2, 3].map((m) => point('lmul', `e5m${m}`, {}, m === 2 ? 0.15 : 0.03, 1)),
      ...[2, 3].map((m) => point('mitchell', `e5m${m}`, {}, 0.04, 1)),
      point('lmul', 'e5m2', { form: 'equation' }, 0.001, 1),
    ];
    expect(offsetCrossings(points)).toMatchObject([
      {
        unit: 'L-Mul adder',
        fromManBits: 3,
        widths: [{ ratio: 0.15 / 0.04 }, { ratio: 0.75, better: true }],
      },
    ]);
  });

  it('of the offset is told under each stimulus as well', () => {
    const under = (mred: number): Partial<MeasuredPoint> => {
      const { error } = point('lmul', 'e5m2', {}, mred, 1);
      return {
        stimuli: [stimulusSpec('gaussian', parseFormat('e5m2'))],
        operandErrors: [{ stimulus: 'gaussian', error }],
      };
    };
    const points = [2, 3].flatMap((m) => [
      point('lmul', `e5m${m}`, {}, 0.01, 1, under(m === 2 ? 0.06 : 0.02)),
      point('mitchell', `e5m${m}`, {}, 0.04, 1, under(0.05)),
    ]);
    expect(offsetCrossings(points)).toMatchObject([{ fromManBits: 2 }]);
    expect(offsetCrossings(points, 'mred', 0)).toMatchObject([
      { stimulus: 'gaussian', fromManBits: 3, widths: [{ ratio: 0.06 / 0.05 }, { ratio: 0.02 / 0.05 }] },
    ]);
  });

  it('of a cost is against the exact unit that takes least, rounds to nearest, and has the same target', () => {
    const points = [
      ...[2, 3].map((m) => point('lmul', `e5m${m}`, {}, 0.1, 70 + m)),
      ...[2, 3].map((m) => point('exact', `e5m${m}`, { architecture: 'array' }, 0.01, m === 2 ? 73 : 100)),
      ...[2, 3].map((m) => point('exact', `e5m${m}`, {}, 0.01, 200)),
      point('exact', 'e5m3', { rounding: 'rtz' }, 0.02, 10),
      point('exact', 'e5m3', { architecture: 'table' }, 0.01, 1, { target: 'cells:asap7' }),
    ];
    expect(costCrossings(points)).toMatchObject([
      {
        unit: 'L-Mul adder',
        cost: 'area',
        target: 'cells:sky130',
        fromManBits: 3,
        // 72 / 73 is within the noise: it does not pay.
        widths: [
          { manBits: 2, ratio: 72 / 73, better: false },
          { manBits: 3, ratio: 0.73, better: true },
        ],
      },
    ]);
  });
});
