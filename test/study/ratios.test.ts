import { describe, expect, it } from 'vitest';
import { bestExact, figuresOf, ratiosOf } from '../../src/study/index.ts';
import {
  carryIn,
  comparedUnit,
  comparisonOf,
  inCells,
  lmul,
  multiply,
  truncated,
} from './comparison-under-test.ts';

const units = [
  comparedUnit(lmul, 80, 150),
  comparedUnit(multiply, 200, 120),
  comparedUnit(carryIn, 100, 100),
  comparedUnit(truncated, 40, 300),
];

describe('bestExact', () => {
  it('takes each best figure over the exact units that round as the comparison does', () => {
    expect(bestExact(comparisonOf(units))).toEqual({
      aigNodes: 100,
      nand2Equivalents: 100.5,
      depthGates: 10,
      lut4: 25,
      depthLut4: 4,
      fmaxMHz: 120,
    });
    expect(bestExact(comparisonOf(units, { rounding: 'rtz' }))).toMatchObject({ aigNodes: 40, fmaxMHz: 300 });
  });

  it('has no Fmax when nothing was placed, and nothing at all without an exact unit', () => {
    expect(bestExact(comparisonOf([comparedUnit(carryIn, 100)]))).not.toHaveProperty('fmaxMHz');
    expect(bestExact(comparisonOf([comparedUnit(lmul, 80, 150)]))).toEqual({});
  });
});

describe('ratiosOf', () => {
  it('divides each cost of a unit by the best exact one', () => {
    const ratios = ratiosOf(units[0]!, bestExact(comparisonOf(units)));
    expect(ratios).toEqual({
      aigNodes: 0.8,
      nand2Equivalents: 80.5 / 100.5,
      depthGates: 0.8,
      lut4: 0.8,
      depthLut4: 1,
      fmaxMHz: 1.25,
    });
  });

  it('divides area, delay and energy by those of the best exact unit, each by its own', () => {
    const cells = [
      inCells(comparedUnit(lmul, 80), 30),
      inCells(comparedUnit(multiply, 200), 60),
      inCells(comparedUnit(carryIn, 100), 40),
      inCells(comparedUnit(truncated, 40), 10),
    ];
    const best = bestExact(comparisonOf(cells));
    expect(best).toMatchObject({ areaUm2: 400, delayPs: 400, energyFjPerOp: 400 });
    expect(ratiosOf(cells[0]!, best)).toMatchObject({ areaUm2: 0.75, delayPs: 0.75, energyFjPerOp: 0.75 });
    expect(ratiosOf(units[0]!, best)).not.toHaveProperty('areaUm2');
  });

  it('leaves out what there is nothing to divide by', () => {
    expect(ratiosOf(units[0]!, {})).toEqual({});
    expect(ratiosOf(units[0]!, { aigNodes: 0, lut4: 10 })).toEqual({ lut4: 2 });
    expect(figuresOf(comparedUnit(lmul, 80))).not.toHaveProperty('fmaxMHz');
  });
});
