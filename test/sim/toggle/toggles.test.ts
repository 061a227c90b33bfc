import { describe, expect, it } from 'vitest';
import { compile } from '../../../sim/engine/javascript.ts';
import type { Netlist } from '../../../sim/netlist/netlist.ts';
import { type Delays, delaysOf, TOGGLE_MODELS, type ToggleModel } from '../../../sim/toggle/delays.ts';
import { countToggles } from '../../../sim/toggle/toggles.ts';
import { type FlipFlopTypes, randomNetlist, randomNumbers } from '../support.ts';
import { EventDriven } from './event-driven.ts';

const rising: FlipFlopTypes = [
  ['$_DFF_P_', 'D'],
  ['$_DFFE_PN_', 'DE'],
  ['$_DFF_PN1_', 'DR'],
  ['$_SDFF_PN1_', 'DR'],
  ['$_SDFFE_PP0N_', 'DRE'],
  ['$_SDFFCE_PP1P_', 'DRE'],
];
const LANES = 32;

function randomDelays(netlist: Netlist, seed: number, most: number): Delays {
  const random = randomNumbers(seed);
  const ticks = (): number => 1 + random(most);
  return {
    cells: netlist.cells.map(({ outputs }) => outputs.map(ticks)),
    flipFlops: netlist.flipFlops.map(ticks),
  };
}

/** Words of port `a` step by step. */
function stimulus(seed: number, steps: number): Int32Array[] {
  const random = randomNumbers(seed);
  return Array.from({ length: steps }, () => Int32Array.from({ length: 16 }, () => random(2 ** 32)));
}

function countsOf(netlist: Netlist, model: ToggleModel, delays: Delays, words: readonly Int32Array[]) {
  const counter = countToggles(netlist, model, delays);
  for (const each of words) {
    counter.setBits('a', each);
    counter.step();
  }
  return counter;
}

/** The same by the event-driven simulator, lane after lane. */
function referenceOf(netlist: Netlist, model: ToggleModel, delays: Delays, words: readonly Int32Array[]) {
  const nets = netlist.ports.find(({ name }) => name === 'a')!.nets;
  const toggles = new Float64Array(netlist.netCount);
  for (let lane = 0; lane < LANES; lane += 1) {
    const simulator = new EventDriven(netlist, delaysOf(netlist, model, delays));
    for (const each of words)
      simulator.step(new Map(nets.map((net, bit) => [net, (each[bit]! >>> lane) & 1])));
    simulator.toggles.forEach((count, net) => {
      toggles[net]! += count;
    });
  }
  return toggles;
}

describe.each([1, 2, 3, 4])('toggles of random netlist %i', (seed) => {
  const netlist = randomNetlist(seed, 60, seed % 2 === 0 ? 12 : 0, rising);
  const delays = randomDelays(netlist, seed, 7);
  const words = stimulus(seed + 100, 6);

  it.each(['unit', 'inertial'] as const)(
    'are those of an event-driven simulator, net by net: %s',
    (model) => {
      const { toggles } = countsOf(netlist, model, delays, words);
      const expected = referenceOf(netlist, model, delays, words);
      expect(Array.from(toggles.subarray(0, netlist.netCount))).toEqual(Array.from(expected));
      expect(expected.reduce((sum, count) => sum + count)).toBeGreaterThan(1000);
    },
  );

  it('are never fewer with delays than without, and of the same parity', () => {
    const [zero, unit, inertial] = TOGGLE_MODELS.map(
      (model) => countsOf(netlist, model, delays, words).toggles,
    );
    for (let net = 0; net < netlist.netCount; net += 1) {
      expect(unit![net]).toBeGreaterThanOrEqual(zero![net]!);
      expect(inertial![net]).toBeGreaterThanOrEqual(zero![net]!);
      expect((unit![net]! - zero![net]!) % 2).toBe(0);
      expect((inertial![net]! - zero![net]!) % 2).toBe(0);
    }
  });

  it('settle to what the simulator of whole cycles says, after every step', () => {
    const counter = countToggles(netlist, 'inertial', delays);
    const simulator = compile(netlist, { words: 1 });
    for (const each of words) {
      counter.setBits('a', each);
      counter.step();
      simulator.clockEdge();
      simulator.setBits('a', each);
      simulator.settle();
      expect(counter.getBits('y')).toEqual(simulator.getBits('y'));
    }
  });

  it('are not counted by an advance, which settles like a step', () => {
    const [stepped, advanced] = [0, 1].map(() => countToggles(netlist, 'inertial', delays));
    for (const each of words) {
      for (const counter of [stepped!, advanced!]) counter.setBits('a', each);
      stepped!.step();
      advanced!.advance();
      for (let net = 0; net < netlist.netCount; net += 1)
        expect(advanced!.valueOf(net), `net ${net}`).toBe(stepped!.valueOf(net));
    }
    expect(advanced!.toggles.every((count) => count === 0)).toBe(true);
    expect(advanced!.steps).toBe(0);
  });

  it('without delays are the differences of settled values', () => {
    const { toggles } = countsOf(netlist, 'zero', delays, words);
    const simulator = compile(netlist, { words: 1 });
    const output = netlist.ports.find(({ name }) => name === 'y')!;
    const expected = output.nets.map(() => 0);
    let before = simulator.getBits('y');
    for (const each of words) {
      simulator.clockEdge();
      simulator.setBits('a', each);
      simulator.settle();
      const after = simulator.getBits('y');
      after.forEach((word, bit) => {
        for (let lane = 0; lane < LANES; lane += 1) expected[bit]! += ((word ^ before[bit]!) >>> lane) & 1;
      });
      before = after;
    }
    expect(output.nets.map((net) => toggles[net])).toEqual(expected);
  });
});
