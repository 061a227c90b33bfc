import { describe, expect, test } from 'vitest';
import { allEngines } from './engines.ts';
import { randomNumbers, singleCell } from './support.ts';

type Letter = 'P' | 'N';

/** A flip-flop told in the words of a Verilog always block; the tests below spell its cell name from it. */
interface Behaviour {
  readonly clock: Letter;
  readonly enable?: Letter;
  readonly reset?: { active: Letter; to: 0 | 1; how: 'async' | 'sync over enable' | 'enable over sync' };
}

const on = (level: number, letter: Letter): boolean => (letter === 'P') === (level === 1);

/** What the always block does at the edge it waits for. */
function atEdge(ff: Behaviour, q: number, pins: { D: number; E: number; R: number }): number {
  const enabled = ff.enable === undefined || on(pins.E, ff.enable);
  const resetting = ff.reset !== undefined && on(pins.R, ff.reset.active);
  if (ff.reset?.how === 'enable over sync') {
    if (!enabled) return q;
    return resetting ? ff.reset.to : pins.D;
  }
  if (resetting) return ff.reset!.to;
  return enabled ? pins.D : q;
}

const letters: readonly Letter[] = ['P', 'N'];
const cases: [name: string, Behaviour, pins: { E: string; R: string }][] = [];
const generic = { E: 'E', R: 'R' };
for (const clock of letters) {
  cases.push([`$_DFF_${clock}_`, { clock }, generic]);
  for (const enable of letters) cases.push([`$_DFFE_${clock}${enable}_`, { clock, enable }, generic]);
  for (const active of letters) {
    for (const to of [0, 1] as const) {
      const name = `${clock}${active}${to}`;
      cases.push([`$_DFF_${name}_`, { clock, reset: { active, to, how: 'async' } }, generic]);
      cases.push([`$_SDFF_${name}_`, { clock, reset: { active, to, how: 'sync over enable' } }, generic]);
      for (const enable of letters) {
        const full = `${name}${enable}_`;
        cases.push([`$_DFFE_${full}`, { clock, enable, reset: { active, to, how: 'async' } }, generic]);
        cases.push([
          `$_SDFFE_${full}`,
          { clock, enable, reset: { active, to, how: 'sync over enable' } },
          generic,
        ]);
        cases.push([
          `$_SDFFCE_${full}`,
          { clock, enable, reset: { active, to, how: 'enable over sync' } },
          generic,
        ]);
      }
    }
  }
  const n = clock === 'N' ? 'N' : '';
  const enable = 'P';
  const set = { E: 'E', R: 'S' };
  const to0 = { active: 'P', to: 0 } as const;
  const to1 = { active: 'P', to: 1 } as const;
  cases.push(
    [`SB_DFF${n}`, { clock }, generic],
    [`SB_DFF${n}E`, { clock, enable }, generic],
    [`SB_DFF${n}SR`, { clock, reset: { ...to0, how: 'sync over enable' } }, generic],
    [`SB_DFF${n}R`, { clock, reset: { ...to0, how: 'async' } }, generic],
    [`SB_DFF${n}SS`, { clock, reset: { ...to1, how: 'sync over enable' } }, set],
    [`SB_DFF${n}S`, { clock, reset: { ...to1, how: 'async' } }, set],
    [`SB_DFF${n}ESR`, { clock, enable, reset: { ...to0, how: 'enable over sync' } }, generic],
    [`SB_DFF${n}ER`, { clock, enable, reset: { ...to0, how: 'async' } }, generic],
    [`SB_DFF${n}ESS`, { clock, enable, reset: { ...to1, how: 'enable over sync' } }, set],
    [`SB_DFF${n}ES`, { clock, enable, reset: { ...to1, how: 'async' } }, set],
  );
}

describe('flip-flops', () => {
  test('there are 90 of them', () => {
    expect(new Set(cases.map(([name]) => name)).size).toBe(90);
  });

  test.each(cases)('%s does what its always block says (seed 3)', (type, ff, names) => {
    const pins = ['C', 'D', ...(ff.enable ? [names.E] : []), ...(ff.reset ? [names.R] : [])];
    const random = randomNumbers(3);
    for (const init of [0, 1]) {
      const netlist = singleCell(type, pins, 'Q', {}, String(init));
      const simulator = allEngines(netlist, { words: 2 });
      simulator.reset();
      let q = init;
      for (let cycle = 0; cycle < 100; cycle += 1) {
        const values = { D: random(2), E: random(2), R: random(2) };
        simulator.set('D', BigInt(values.D));
        if (ff.enable) simulator.set(names.E, BigInt(values.E));
        if (ff.reset) simulator.set(names.R, BigInt(values.R));
        simulator.settle();
        if (ff.reset?.how === 'async' && on(values.R, ff.reset.active)) q = ff.reset.to;
        expect(Number(simulator.get('Q')), 'after settling').toBe(q);
        simulator.clockEdge();
        simulator.settle();
        q = atEdge(ff, q, values);
        expect(Number(simulator.get('Q')), 'after the edge').toBe(q);
      }
    }
  });

  test('an unconnected iCE40 enable is on, an unconnected set or reset off', () => {
    for (const type of ['SB_DFFESR', 'SB_DFFES', 'SB_DFFNER']) {
      const netlist = singleCell(type, ['C', 'D'], 'Q');
      const simulator = allEngines(netlist);
      for (const value of [1n, 0n, 1n]) {
        simulator.set('D', value);
        simulator.cycle();
        expect(simulator.get('Q')).toBe(value);
      }
    }
  });
});
