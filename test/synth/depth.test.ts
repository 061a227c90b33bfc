import { describe, expect, it } from 'vitest';
import { depthOf } from '../../src/synth/depth.ts';
import type { NetBit, NetlistCell, NetlistModule } from '../../src/synth/index.ts';

const cell = (type: string, connections: Record<string, NetBit>): NetlistCell => ({
  type,
  parameters: {},
  port_directions: Object.fromEntries(
    Object.keys(connections).map((pin) => [pin, pin === 'Y' || pin === 'Q' ? 'output' : 'input']),
  ),
  connections: Object.fromEntries(Object.entries(connections).map(([pin, bit]) => [pin, [bit]])),
});
const weight = (type: string): number | undefined => ({ AND: 1, NOT: 0 })[type];

const module = (cells: NetlistCell[], output: NetBit): NetlistModule => ({
  ports: { a: { direction: 'input', bits: [2] }, y: { direction: 'output', bits: [output] } },
  cells: Object.fromEntries(cells.map((c, i) => [`c${i}`, c])),
});

describe('depthOf', () => {
  it('counts weights along the longest path', () => {
    const cells = [
      cell('AND', { A: 2, B: 2, Y: 3 }),
      cell('NOT', { A: 3, Y: 4 }),
      cell('AND', { A: 4, B: 2, Y: 5 }),
    ];
    expect(depthOf(module(cells, 5), weight)).toBe(2);
  });

  it('starts and ends paths at registers', () => {
    const cells = [
      cell('AND', { A: 2, B: 2, Y: 3 }),
      cell('REG', { D: 3, Q: 4 }),
      cell('AND', { A: 4, B: 2, Y: 5 }),
    ];
    expect(depthOf(module(cells, 5), weight)).toBe(1);
  });

  it('handles chains deeper than the call stack', () => {
    const cells = Array.from({ length: 50_000 }, (_, i) => cell('AND', { A: i + 2, B: i + 2, Y: i + 3 }));
    expect(depthOf(module(cells, 50_002), weight)).toBe(50_000);
  });

  it('refuses a combinational loop', () => {
    const cells = [cell('AND', { A: 2, B: 4, Y: 3 }), cell('AND', { A: 3, B: 3, Y: 4 })];
    expect(() => depthOf(module(cells, 4), weight)).toThrow('the netlist has a combinational loop');
  });
});
