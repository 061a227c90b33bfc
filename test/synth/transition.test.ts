import { expect, it } from 'vitest';
import { cutTogether, type NetlistModule } from '../../src/synth/index.ts';

/** A register that inverts itself through an odd number of inverters. */
function ring(inverters: number): NetlistModule {
  const cell = (type: string, connections: Record<string, number[]>, output: string) => ({
    type,
    parameters: {},
    port_directions: Object.fromEntries(
      Object.keys(connections).map((pin) => [pin, pin === output ? ('output' as const) : ('input' as const)]),
    ),
    connections,
  });
  const chain = Array.from({ length: inverters }, (_, at) => [
    `not_${at}`,
    cell('$_NOT_', { A: [3 + at], Y: [4 + at] }, 'Y'),
  ]);
  return {
    ports: {
      clk_i: { direction: 'input', bits: [2] },
      q_o: { direction: 'output', bits: [3] },
    },
    cells: {
      register: cell('$_DFF_P_', { C: [2], D: [3 + inverters], Q: [3] }, 'Q'),
      ...Object.fromEntries(chain),
    },
    netnames: { q: { bits: [3] } },
  } as NetlistModule;
}

it('cuts circuits of a hundred thousand cells at their registers', () => {
  const { gold, gate, registers } = cutTogether(ring(1), ring(100_001));
  expect(registers).toBe(1);
  for (const side of [gold, gate]) {
    const cells = Object.values(side.cells);
    expect(cells.some(({ type }) => type.startsWith('$_DFF'))).toBe(false);
    expect(Object.keys(side.ports)).toEqual(
      ['q_o', 'state', 'next'].map((name) => expect.stringContaining(name)),
    );
  }
});
