import { describe, expect, it } from 'vitest';
import { readNetlist } from '../../../sim/netlist/read-netlist.ts';
import type { Delays } from '../../../sim/toggle/delays.ts';
import { countToggles } from '../../../sim/toggle/toggles.ts';
import { design, randomNetlist } from '../support.ts';

/**
 * Three gates: n = !a, m = a & n, y = m | b. When `a` rises, m is 1 from the delay of AND after it until the inverter
 * has followed: a pulse as wide as the inverter is slow. When `a` falls there is none.
 */
const glitching = readNetlist(
  design({
    ports: {
      a: { direction: 'input', bits: [2] },
      b: { direction: 'input', bits: [3] },
      y: { direction: 'output', bits: [6] },
    },
    cells: {
      inverter: { type: '$_NOT_', connections: { A: [2], Y: [4] } },
      and: { type: '$_AND_', connections: { A: [2], B: [4], Y: [5] } },
      or: { type: '$_OR_', connections: { A: [5], B: [3], Y: [6] } },
    },
    netnames: { n: { bits: [4] }, m: { bits: [5] } },
  }),
);
const net = (name: string): number => glitching.netNames.indexOf(name);

/** Delays of the three gates, in the order inverter, and, or. */
const delays = (...ticks: readonly [number, number, number]): Delays => ({
  cells: glitching.cells.map(({ name }) => [ticks[['inverter', 'and', 'or'].indexOf(name)]!]),
  flipFlops: [],
});

/** Toggles of a, n, m, y when a goes 0, 1, 0, 1 and b stays 0. */
function toggled(model: 'zero' | 'unit' | 'inertial', given?: Delays): number[] {
  const counter = countToggles(glitching, model, given);
  for (const a of [1, 0, 1]) {
    counter.setBits('a', Int32Array.of(a));
    counter.step();
  }
  return ['a', 'n', 'm', 'y'].map((name) => counter.toggles[net(name)]!);
}

describe('a hazard of three gates, worked out by hand', () => {
  it('does not show in settled values', () => {
    expect(toggled('zero')).toEqual([3, 3, 0, 0]);
  });

  it('is a pulse of one tick under unit delays, in each of the two rises of a', () => {
    expect(toggled('unit')).toEqual([3, 3, 4, 4]);
  });

  it('passes gates that are as fast as the pulse is wide', () => {
    expect(toggled('inertial', delays(3, 3, 3))).toEqual([3, 3, 4, 4]);
  });

  it('ends at the first gate slower than the pulse is wide', () => {
    expect(toggled('inertial', delays(3, 2, 4))).toEqual([3, 3, 4, 0]);
    expect(toggled('inertial', delays(3, 4, 1))).toEqual([3, 3, 0, 0]);
  });

  it('is seen at its time', () => {
    const counter = countToggles(glitching, 'inertial', delays(5, 3, 4));
    counter.setBits('a', Int32Array.of(1));
    counter.step();
    expect(counter.changes(net('n'))).toEqual([{ tick: 5, lanes: -2 }]);
    expect(counter.changes(net('m'))).toEqual([
      { tick: 3, lanes: 1 },
      { tick: 8, lanes: 0 },
    ]);
    expect(counter.changes(net('y'))).toEqual([
      { tick: 7, lanes: 1 },
      { tick: 12, lanes: 0 },
    ]);
  });

  it('is counted in its own lane only', () => {
    const counter = countToggles(glitching, 'unit');
    counter.setBits('a', Int32Array.of(0b1010));
    counter.step();
    expect(counter.toggles[net('m')]).toBe(4);
    expect(counter.ones[net('a')]).toBe(2);
    expect(counter.ones[net('n')]).toBe(30);
    counter.clear();
    counter.step();
    expect([...counter.toggles].every((count) => count === 0)).toBe(true);
    expect(counter.steps).toBe(1);
  });
});

describe('what cannot be counted', () => {
  it('is refused: delays that do not fit the netlist', () => {
    expect(() => countToggles(glitching, 'inertial')).toThrow('needs a delay for every cell');
    expect(() => countToggles(glitching, 'inertial', { cells: [], flipFlops: [] })).toThrow(
      'delays of 0 cells and 0 flip-flops for 3 cells and 0 flip-flops',
    );
    expect(() => countToggles(glitching, 'inertial', delays(1, -1, 1))).toThrow(
      'cell and cannot have the delays [-1]',
    );
    expect(() => countToggles(glitching, 'inertial', delays(1, 1.5, 1))).toThrow('delays [1.5]');
  });

  it('is refused: falling edges', () => {
    const falling = randomNetlist(1, 10, 4, [['$_DFF_N_', 'D']]);
    expect(() => countToggles(falling, 'zero')).toThrow('takes its state at the falling edge');
  });
});
