import { describe, expect, test } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { gateKind } from '../../sim/netlist/gates.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { between, errorOf, gate } from './small-netlist.ts';
import { design, type TestCell } from './support.ts';

describe('the top module', () => {
  const module = (attributes: Record<string, string>): unknown => ({
    attributes,
    ports: {},
    cells: {},
    netnames: {},
  });
  const yes = '00000000000000000000000000000001';

  test('is the one asked for, else the one marked, else the only one that is not a library cell', () => {
    const modules = { a: module({}), b: module({ top: yes }), SB_LUT4: module({ blackbox: yes }) };
    expect(readNetlist({ modules }, { top: 'a' }).top).toBe('a');
    expect(readNetlist({ modules }).top).toBe('b');
    expect(readNetlist({ modules: { a: modules.a, SB_LUT4: modules.SB_LUT4 } }).top).toBe('a');
  });

  test('has to be named when none stands out', () => {
    expect(errorOf({ modules: { a: module({}), b: module({}) } }).message).toBe(
      'the netlist has no single top module\n  its modules are: a, b\n' +
        '  name one of them, or run hierarchy -auto-top before write_json',
    );
    expect(errorOf({ modules: { a: module({}) } }, { top: 'c' }).text).toBe('the netlist has no module c');
  });
});

describe('readNetlist', () => {
  test('numbers nets densely and names them after visible names first', () => {
    const netlist = readNetlist(
      between(
        {
          g: gate('$_AND_', { A: [2], B: [1_000_000_007], Y: [4] }),
          n: gate('$_NOT_', { A: [3], Y: [1_000_000_007] }),
        },
        {
          netnames: {
            $abc$1: { bits: [1_000_000_007, 4], hide_name: 1 },
            middle: { bits: ['0', 1_000_000_007] },
          },
        },
      ),
    );
    expect(netlist.netNames).toEqual(['0', '1', 'a', 'b', 'y', 'middle[1]']);
    expect(netlist.netCount).toBe(6);
  });

  test('takes x and z for 0 and leaves out cells without function', () => {
    const netlist = readNetlist(
      between({
        scope: gate('$scopeinfo', {}),
        g: gate('$_OR_', { A: ['x'], B: ['z'], Y: [4] }),
        loose: gate('$_NOT_', { A: [2], Y: ['x'] }),
      }),
    );
    expect(netlist.cells.map((cell) => cell.name)).toEqual(['g', 'loose']);
    expect(interpret(netlist).get('y')).toBe(0n);
  });

  test('knows the cells it is given, those with several outputs too', () => {
    const halfAdder = gateKind('HA', ['A', 'B'], { CO: 'A & B', S: 'A ^ B' });
    const json = between(
      { u: gate('HA', { A: [2], B: [3], CO: [5], S: [4] }) },
      {
        ports: {
          a: { direction: 'input', bits: [2, 3] },
          y: { direction: 'output', bits: [4, 5] },
        },
      },
    );
    const simulator = interpret(readNetlist(json, { cells: [halfAdder] }));
    const sums = [0n, 1n, 2n, 3n].map((a) => {
      simulator.set('a', a);
      simulator.settle();
      return simulator.get('y');
    });
    expect(sums).toEqual([0n, 1n, 1n, 2n]);
  });

  test('reads init highest bit first, x as 0', () => {
    const flipFlop = (bit: number): TestCell => gate('$_DFF_P_', { C: [2], D: [3], Q: [bit] });
    const json = design({
      ports: {
        clk: { direction: 'input', bits: [2] },
        d: { direction: 'input', bits: [3] },
        q: { direction: 'output', bits: [4, 5, 6] },
      },
      cells: { q0: flipFlop(4), q1: flipFlop(5), q2: flipFlop(6) },
      netnames: { q: { bits: [4, 5, 6], attributes: { init: '1x0' } } },
    });
    expect(interpret(readNetlist(json)).get('q')).toBe(4n);
  });
});
