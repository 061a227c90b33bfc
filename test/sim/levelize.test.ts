import { describe, expect, test } from 'vitest';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { design, randomNetlist } from './support.ts';

const ports = {
  clk: { direction: 'input', bits: [2] },
  a: { direction: 'input', bits: [3] },
  y: { direction: 'output', bits: [4] },
};

describe('levels', () => {
  test('count the longest way from a port, a constant or a flip-flop', () => {
    const netlist = readNetlist(
      design({
        ports,
        cells: {
          last: { type: '$_XOR_', connections: { A: [6], B: [3], Y: [4] } },
          middle: { type: '$_AND_', connections: { A: [5], B: ['1'], Y: [6] } },
          first: { type: '$_NOT_', connections: { A: [7], Y: [5] } },
          state: { type: '$_DFF_P_', connections: { C: [2], D: [4], Q: [7] } },
        },
      }),
    );
    expect(netlist.cells.map(({ name, level }) => `${name} ${level}`)).toEqual([
      'first 1',
      'middle 2',
      'last 3',
    ]);
    expect(netlist.depth).toBe(3);
  });

  test('put every cell after what it reads (random netlist, seed 11)', () => {
    const netlist = randomNetlist(11, 500, 40);
    const made = new Set<number>();
    const driven = new Set(netlist.cells.flatMap((cell) => cell.outputs));
    for (const cell of netlist.cells) {
      for (const net of cell.inputs) expect(made.has(net) || !driven.has(net)).toBe(true);
      for (const net of cell.outputs) made.add(net);
    }
    expect(netlist.cells).toHaveLength(500);
  });
});

describe('combinational loops', () => {
  test('are refused with the cells and nets on the loop, not those behind it', () => {
    const read = () =>
      readNetlist(
        design({
          ports,
          cells: {
            behind: { type: '$_NOT_', connections: { A: [6], Y: [4] } },
            g1: { type: '$_NAND_', connections: { A: [3], B: [6], Y: [5] } },
            g2: { type: '$_NOT_', connections: { A: [5], Y: [6] } },
          },
          netnames: { q: { bits: [6] }, q_n: { bits: [5] } },
        }),
      );
    expect(read).toThrow(
      'a combinational loop runs through 2 cells\n  q -> g1\n  q_n -> g2\n  break it with a flip-flop',
    );
  });

  test('may pass through an asynchronous reset', () => {
    const read = () =>
      readNetlist(
        design({
          ports,
          cells: { self: { type: '$_DFF_PP0_', connections: { C: [2], D: [3], R: [4], Q: [4] } } },
        }),
      );
    expect(read).toThrow(
      'a combinational loop runs through 1 cell\n  y -> self\n  break it with a flip-flop',
    );
  });

  test('do not pass through a flip-flop', () => {
    const netlist = readNetlist(
      design({
        ports,
        cells: {
          n: { type: '$_NOT_', connections: { A: [4], Y: [5] } },
          q: { type: '$_DFF_P_', connections: { C: [2], D: [5], Q: [4] } },
        },
      }),
    );
    expect(netlist.depth).toBe(1);
  });
});
