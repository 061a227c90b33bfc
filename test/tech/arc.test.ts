import { describe, expect, it } from 'vitest';
import { arcDelayPs, arcEnergyFj, arcSlewPs, type LinearArc, type TableArc } from '../../src/tech/index.ts';

const linear: LinearArc = {
  kind: 'linear',
  input: 'A',
  output: 'Y',
  d0Ps: 30,
  kPsPerFf: 5,
  slewPs: 70,
  energyFj: 3,
};

const axes = { slewsPs: [10, 20, 40], loadsFf: [1, 3] };
const table: TableArc = {
  kind: 'table',
  input: 'A',
  output: 'Y',
  sense: 'negative',
  delayPs: {
    rise: { ...axes, values: [10, 14, 12, 20, 18, 30] },
    fall: { ...axes, values: [8, 8, 8, 8, 8, 8] },
  },
  slewPs: { rise: { ...axes, values: [5, 9, 5, 9, 5, 9] } },
  energyFj: {
    rise: { slewsPs: [0], loadsFf: [0], values: [6] },
    fall: { slewsPs: [0], loadsFf: [0], values: [-2] },
  },
};

describe('a linear arc', () => {
  it('takes d0 + k C, whatever the input slew and the edge', () => {
    expect(arcDelayPs(linear, 10, 4)).toBe(50);
    expect(arcDelayPs(linear, 500, 4, 'rise')).toBe(50);
    expect(arcSlewPs(linear, 10, 4)).toBe(70);
    expect(arcEnergyFj(linear, 10, 4)).toBe(3);
  });
});

describe('a table arc', () => {
  it('gives the entries of its table at the points of its axes', () => {
    expect(arcDelayPs(table, 10, 1, 'rise')).toBe(10);
    expect(arcDelayPs(table, 20, 3, 'rise')).toBe(20);
    expect(arcDelayPs(table, 40, 3, 'rise')).toBe(30);
  });

  it('interpolates in both directions', () => {
    // Between 10 and 20 ps of slew at 1 fF: 11; at 3 fF: 17; half-way in load: 14.
    expect(arcDelayPs(table, 15, 1, 'rise')).toBe(11);
    expect(arcDelayPs(table, 15, 2, 'rise')).toBe(14);
  });

  it('goes on as a straight line outside of the table, on every side', () => {
    expect(arcDelayPs(table, 10, 0, 'rise')).toBe(8);
    expect(arcDelayPs(table, 10, 5, 'rise')).toBe(18);
    expect(arcDelayPs(table, 0, 1, 'rise')).toBe(8);
    expect(arcDelayPs(table, 60, 1, 'rise')).toBe(24);
  });

  it('gives the mean of both edges when none is named, or the only edge there is', () => {
    expect(arcDelayPs(table, 15, 2)).toBe((14 + 8) / 2);
    expect(arcSlewPs(table, 10, 2)).toBe(7);
    expect(arcEnergyFj(table, 10, 2)).toBe(2);
  });
});
