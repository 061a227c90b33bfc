import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/cli/output.ts';
import { anchorsData, anchorsText, SCHEMAS } from '../../src/report/index.ts';
import {
  anchorAbsolutes,
  anchorRatios,
  type MeasuredAnchor,
  publishedAnchors,
} from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { expectValid } from '../cli/schemas.ts';

const measured = (
  [
    ['int8 add', 100],
    ['int32 add', 450],
    ['int8 mul', 700],
    ['int16 mul', 2800],
  ] as const
).map(
  ([operation, energyFjPerOp]) =>
    ({
      ...{ operation, architecture: 'x', recipe: 'r', checkedPairs: 5, areaUm2: 1, delayPs: 1 },
      figures: { energyFjPerOp, glitchFactor: 1 },
    }) as unknown as MeasuredAnchor,
);

/** All the figures an operation has. */
const figures = {
  ...{ energyFjPerOp: 100, halfWidthFjPerOp: 1, pairs: 5, periodPs: 1, gridPs: 1 },
  ...{ zeroFjPerOp: 90, unitFjPerOp: 95, glitchFactor: 1 },
  termsFjPerOp: { switching: 50, internal: 40, registers: 0, input: 0, clock: 0, leakage: 10 },
};

describe('published anchors', () => {
  it('are those of three sources, in pJ', () => {
    expect(
      publishedAnchors().map(({ name, energyPj }) => [name, energyPj['int8 mul'], energyPj['fp32 add']]),
    ).toEqual([
      ['torng', 0.45, 2.56],
      ['horowitz', 0.2, 0.9],
      ['tpuv4i', 0.07, 0.38],
    ]);
  });

  it('give ratios beside the measured ones', () => {
    const ratios = anchorRatios(measured);
    expect(ratios.map(({ ratio, measured: own, interpolated }) => [ratio, own, interpolated])).toEqual([
      ['int32 add / int8 add', 4.5, false],
      ['int8 mul / int8 add', 7, false],
      ['int8 mul / int32 add', 700 / 450, false],
      ['int16 mul / int8 mul', 4, true],
    ]);
    expect(ratios[1]!.published.torng).toBeCloseTo(7.5, 12);
    // Between 0.45 and 7.7 pJ in the middle of two doublings: sqrt(7.7 / 0.45).
    expect(ratios[3]!.published.torng).toBeCloseTo(4.1366, 4);
    expect(ratios[3]!.published).not.toHaveProperty('tpuv4i');
  });

  it('are scaled by feature size and the square of the voltage', () => {
    const [add] = anchorAbsolutes(measured, builtInTechnology('sky130'));
    // 0.1 pJ over 0.06 pJ; (130 / 45) x (1.8 / 1.1)² = 7.7355.
    expect(add!.published[0]).toMatchObject({ source: 'torng', pj: 0.06 });
    expect(add!.published[0]!.ratio).toBeCloseTo(1.6667, 4);
    expect(add!.published[0]!.scaledRatio).toBeCloseTo(1.6667 / 7.7355, 4);
    expect(add!.published[2]).not.toHaveProperty('scaledRatio');
  });

  it('are printed with what was measured and the gate model', () => {
    const text = anchorsText(measured, builtInTechnology('sky130'));
    expect(text).toMatch(/^int8 mul .* 428$/m);
    expect(text).toMatch(/^int8 mul \/ int8 add +7\.00 +7\.50 +6\.67 +10\.00$/m);
    expect(text).toContain('4.14 *');
  });
});

describe('anchors as data', () => {
  const data = () =>
    toJson(
      anchorsData(
        measured.map((each) => ({ ...each, figures })),
        builtInTechnology('sky130'),
      ),
    );

  it('follow the published schema', () => {
    expectValid('anchors', data());
  });

  it('would not with another key, or without one', () => {
    const { schema } = SCHEMAS.anchors!;
    const { sources, ...rest } = JSON.parse(data());
    expect(schema.safeParse({ sources, ...rest }).success).toBe(true);
    expect(schema.safeParse({ sources, ...rest, extra: 1 }).success).toBe(false);
    expect(schema.safeParse(rest).success).toBe(false);
  });
});
