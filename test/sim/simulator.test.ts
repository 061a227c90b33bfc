import { describe, expect, test } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compile } from '../../sim/engine/javascript.ts';
import type { Simulator } from '../../sim/engine/simulator.ts';
import { compileWasm } from '../../sim/engine/wasm.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { design, type TestCell } from './support.ts';

const flipFlop = (type: string, clock: number, d: number, q: number): TestCell => ({
  type,
  connections: { C: [clock], D: [d], Q: [q] },
});
const input = (...bits: number[]) => ({ direction: 'input', bits });
const output = (...bits: number[]) => ({ direction: 'output', bits });

const engines: [string, (netlist: Netlist) => Simulator][] = [
  ['interpreted', (netlist) => interpret(netlist)],
  ['javascript', (netlist) => compile(netlist, { words: 2 })],
  ['wasm', (netlist) => compileWasm(netlist, { words: 4 })],
];

describe.each(engines)('%s', (_, engine) => {
  const pass = readNetlist(
    design({ ports: { a: input(2, 3, 4), y: output(4, 3, 2), k: output(2) }, cells: {} }),
  );

  test('a port may be wired to a port and to constants', () => {
    const simulator = engine(
      readNetlist(
        design({ ports: { a: input(2, 3, 4), y: { direction: 'output', bits: [4, '1', '0', 2] } } }),
      ),
    );
    simulator.set('a', 0b001n);
    simulator.settle();
    expect(simulator.get('y')).toBe(0b1010n);
  });

  test('ports may be wider than any number', () => {
    const bits = Array.from({ length: 300 }, (_, bit) => bit + 2);
    const simulator = engine(readNetlist(design({ ports: { a: input(...bits), y: output(...bits) } })));
    const value = (1n << 299n) + 12345678901234567890n;
    simulator.set('a', value);
    simulator.settle();
    expect(simulator.get('y')).toBe(value);
  });

  test('refuses unknown ports, outputs, values that do not fit and lanes that are not there', () => {
    const simulator = engine(pass);
    expect(() => simulator.set('x', 0n)).toThrow('there is no port x\n  the ports are a, y, k');
    expect(() => simulator.get('x')).toThrow('there is no port x\n  the ports are a, y, k');
    expect(() => simulator.set('y', 0n)).toThrow('port y is an output and cannot be set');
    expect(() => simulator.set('a', 8n)).toThrow('0x8 does not fit port a of 3 bits');
    expect(() => simulator.set('a', -1n)).toThrow('-1 does not fit port a of 3 bits');
    const lanes = simulator.lanes;
    expect(() => simulator.get('y', lanes)).toThrow(
      `there is no lane ${lanes}, lanes run from 0 to ${lanes - 1}`,
    );
    const words = simulator.words;
    expect(() => simulator.setBits('a', new Int32Array(7))).toThrow(
      `port a takes ${3 * words} words (3 bits of ${words}), got 7`,
    );
  });

  test('without a clock a cycle only settles', () => {
    const simulator = engine(pass);
    simulator.set('a', 1n);
    simulator.cycle(3);
    expect(simulator.get('y')).toBe(4n);
  });

  test('flip-flops in a row shift by one per edge: all take their values from before it', () => {
    const simulator = engine(
      readNetlist(
        design({
          ports: { clk: input(2), d: input(3), q: output(4, 5, 6) },
          cells: {
            s0: flipFlop('$_DFF_P_', 2, 3, 4),
            s1: flipFlop('$_DFF_P_', 2, 4, 5),
            s2: flipFlop('$_DFF_P_', 2, 5, 6),
          },
        }),
      ),
    );
    simulator.set('d', 1n);
    const seen = [1n, 0n, 0n].map((next) => {
      simulator.settle();
      simulator.clockEdge('clk');
      simulator.set('d', next);
      return simulator.get('q');
    });
    expect(seen).toEqual([0b001n, 0b011n, 0b110n]);
  });

  test('falling flip-flops see within one period what rising ones have just taken', () => {
    const simulator = engine(
      readNetlist(
        design({
          ports: { clk: input(2), d: input(3), rose: output(4), fell: output(6), high: output(7) },
          cells: {
            rising: flipFlop('$_DFF_P_', 2, 3, 4),
            n: { type: '$_NOT_', connections: { A: [4], Y: [5] } },
            falling: flipFlop('$_DFF_N_', 2, 5, 6),
            seesClock: flipFlop('$_DFF_N_', 2, 2, 7),
          },
        }),
      ),
    );
    simulator.set('d', 1n);
    simulator.cycle();
    expect([simulator.get('rose'), simulator.get('fell'), simulator.get('high')]).toEqual([1n, 0n, 1n]);
    simulator.set('d', 0n);
    simulator.cycle();
    expect([simulator.get('rose'), simulator.get('fell')]).toEqual([0n, 1n]);
    expect(simulator.get('clk')).toBe(0n);
  });

  test('an asynchronous reset that the clock itself drives acts while the clock is high', () => {
    const simulator = engine(
      readNetlist(
        design({
          ports: { clk: input(2), d: input(3), q: output(4) },
          cells: { q: { type: '$_DFF_PP0_', connections: { C: [2], D: [3], R: [2], Q: [4] } } },
        }),
      ),
    );
    simulator.set('d', 1n);
    simulator.cycle();
    expect(simulator.get('q')).toBe(0n);
  });

  test('an inverter in the clock swaps the edge', () => {
    const netlist = readNetlist(
      design({
        ports: { clk: input(2), d: input(3), q: output(5) },
        cells: {
          n: { type: '$_NOT_', connections: { A: [2], Y: [4] } },
          q: flipFlop('$_DFF_P_', 4, 3, 5),
        },
      }),
    );
    expect(netlist.flipFlops[0]).toMatchObject({ clockPort: 'clk', edge: 'falling' });
    const simulator = engine(netlist);
    simulator.set('d', 1n);
    simulator.cycle();
    expect(simulator.get('q')).toBe(1n);
  });

  test('an asynchronous reset acts in settle, stays after it is released, and reset() restores the initial value', () => {
    const simulator = engine(
      readNetlist(
        design({
          ports: { clk: input(2), d: input(3), rst_n: input(4), q: output(5), qq: output(6) },
          cells: {
            // The second is reset by the first, so the reset has to ripple within one settle.
            first: { type: '$_DFF_PN0_', connections: { C: [2], D: [3], R: [4], Q: [5] } },
            second: { type: '$_DFF_PN0_', connections: { C: [2], D: [3], R: [5], Q: [6] } },
          },
          netnames: { q: { bits: [5, 6], attributes: { init: '11' } } },
        }),
      ),
    );
    const state = (): string => `${simulator.get('q')}${simulator.get('qq')}`;
    expect(state()).toBe('00');
    simulator.set('rst_n', 1n);
    simulator.reset();
    simulator.settle();
    expect(state()).toBe('11');
    simulator.set('rst_n', 0n);
    expect(state()).toBe('11');
    simulator.settle();
    expect(state()).toBe('00');
    simulator.set('rst_n', 1n);
    simulator.settle();
    expect(state()).toBe('00');
    simulator.set('d', 1n);
    simulator.cycle();
    expect(state()).toBe('10');
    simulator.cycle();
    expect(state()).toBe('11');
  });

  test('several clocks tick apart and have to be named', () => {
    const simulator = engine(
      readNetlist(
        design({
          ports: { c1: input(2), c2: input(3), d: input(4), q: output(5, 6) },
          cells: { one: flipFlop('$_DFF_P_', 2, 4, 5), two: flipFlop('$_DFF_P_', 3, 4, 6) },
        }),
      ),
    );
    simulator.set('d', 1n);
    simulator.cycle(1, 'c2');
    expect(simulator.get('q')).toBe(0b10n);
    expect(() => simulator.cycle()).toThrow('there are several clocks, name one\n  the clocks are c1, c2');
    expect(() => simulator.clockEdge('d')).toThrow('port d is not a clock\n  the clocks are c1, c2');
    expect(() => simulator.set('c1', 1n)).toThrow(
      "port c1 is a clock and cannot be set\n  call clockEdge('c1') for one period of it",
    );
  });

  test('getBits fills the array it is given', () => {
    const simulator = engine(pass);
    const words = new Int32Array(3 * simulator.words);
    simulator.set('a', 0b011n);
    simulator.settle();
    expect(simulator.getBits('y', words)).toBe(words);
    expect([0, 1, 2].map((bit) => words[bit * simulator.words]! & 1)).toEqual([0, 1, 1]);
  });
});

test('compile refuses options out of range', () => {
  const netlist = readNetlist(design({}));
  expect(() => compile(netlist, { words: 0 })).toThrow(
    'option words has to be a whole number from 1 to 65536, got 0',
  );
  expect(() => compile(netlist, { operations: 1 })).toThrow(
    'option operations has to be a whole number from 16 to 100000, got 1',
  );
});
