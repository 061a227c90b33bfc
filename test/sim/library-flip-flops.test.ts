import { describe, expect, test } from 'vitest';
import type { FlipFlopKind } from '../../sim/index.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { allEngines } from './engines.ts';
import { between, errorOf, gate } from './small-netlist.ts';

const shape = { clock: 'CK', edge: 'rising', data: 'D', output: 'Q' } as const;
const inverted: FlipFlopKind = { kind: 'flip-flop', type: 'DFFN', shape, complement: 'QN', unconnected: {} };
const tied: FlipFlopKind = { ...inverted, type: 'DFFS', tied: { SN: 1 } };

describe('flip-flops of a library', () => {
  test('may have no output but the inverted one', () => {
    const json = between({ f: gate('DFFN', { CK: [2], D: [3], QN: [4] }) });
    const engines = allEngines(readNetlist(json, { cells: [inverted] }));
    const seen = [1n, 1n, 0n, 1n, 0n].map((value) => {
      engines.set('b', value);
      engines.cycle(1);
      return engines.get('y');
    });
    expect(seen).toEqual([0n, 0n, 1n, 0n, 1n]);
  });

  test('are clocked through buffers and inverters of the library', () => {
    const inverter = {
      kind: 'gate',
      type: 'INVX',
      inputs: ['I'],
      outputs: [{ pin: 'ZN', function: { kind: 'not', of: { kind: 'pin', pin: 0 } } }],
      unconnected: {},
    } as const;
    const json = between({
      i: gate('INVX', { I: [2], ZN: [5] }),
      f: gate('DFFN', { CK: [5], D: [3], QN: [4] }),
    });
    const { flipFlops } = readNetlist(json, { cells: [inverted, inverter] });
    expect(flipFlops.map(({ clockPort, edge }) => [clockPort, edge])).toEqual([['a', 'falling']]);
  });

  test('with a second reset are taken when that one is tied off, and refused by name when not', () => {
    const pins = { CK: [2], D: [3], QN: [4] };
    expect(
      readNetlist(between({ f: gate('DFFS', { ...pins, SN: ['1'] }) }), { cells: [tied] }).flipFlops,
    ).toHaveLength(1);
    const error = errorOf(between({ f: gate('DFFS', { ...pins, SN: [3] }) }), { cells: [tied] });
    expect(error.code).toBe('not-tied');
    expect(error.text).toBe('input pin SN of cell f (DFFS) is not tied to 1');
  });
});
