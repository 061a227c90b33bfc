import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { glitchPlot, paretoPlot, widthPlot } from '../../src/report/index.ts';
import type { UnitEnergy } from '../../src/study/index.ts';
import {
  carryIn,
  comparedUnit,
  comparisonOf,
  inCells,
  lmul,
  multiply,
} from '../study/comparison-under-test.ts';

const units = [
  inCells(comparedUnit(lmul, 80), 30),
  inCells(comparedUnit(multiply, 200), 50),
  inCells(comparedUnit(carryIn, 100), 40),
];
const comparison = comparisonOf(units);

describe('a Pareto plot', () => {
  it('has a point for each unit: its cost, and its MRED in per cent', () => {
    const { points, x, notes } = paretoPlot(comparison, 'area');
    expect(points.map(({ group, x, y }) => [group, x, y])).toEqual([
      ['L-Mul, adder', 300, 2],
      ['exact, rne', 500, 2],
      ['exact, rne', 400, 2],
    ]);
    expect(x).toEqual({ label: 'area', unit: 'µm²' });
    expect(notes?.[0]).toContain('SKY130 HD, tt_025C_1v80, 1.8 V; pre-layout');
    expect(notes).toContain('checked: all 65,536 pairs');
  });

  it('leaves out units without the cost, and says nothing of cells where there are none', () => {
    const plot = paretoPlot(comparisonOf([units[0]!, comparedUnit(multiply, 200)]), 'energy');
    expect(plot.points.map(({ name }) => name)).toEqual(['lmul_e4m3_adder_flush']);
    expect(paretoPlot(comparison, 'aig').notes?.join()).not.toContain('SKY130');
  });
});

describe('a plot against mantissa width', () => {
  it('holds L-Mul against the best exact unit of each width', () => {
    const wider = {
      ...comparison,
      format: parseFormat('e4m4'),
      units: [comparedUnit(lmul, 90), comparedUnit(multiply, 300)],
    };
    const { series } = widthPlot([comparison, wider], 'aig');
    expect(series.map(({ name, points }) => [name, points.map(({ x, y }) => [x, y])])).toEqual([
      [
        'best exact',
        [
          [3, 100],
          [4, 300],
        ],
      ],
      [
        'L-Mul, adder',
        [
          [3, 80],
          [4, 90],
        ],
      ],
    ]);
  });
});

describe('a bracket of glitches', () => {
  it('is from the energy without delays to that with unit delays', () => {
    const { cells, extent, unit } = units[0]!;
    const [first] = (cells as UnitEnergy).energies;
    const figures = { ...first!.figures, zeroFjPerOp: 200, energyFjPerOp: 300, unitFjPerOp: 450 };
    const { rows } = glitchPlot([
      { ...(cells as UnitEnergy), unit, extent, energies: [{ ...first!, figures }] },
    ]);
    expect(rows).toEqual([{ name: 'lmul_e4m3_adder_flush', low: 200, middle: 300, high: 450 }]);
  });
});
