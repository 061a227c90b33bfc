import { describe, expect, test } from 'vitest';
import { combine } from '../../sim/engine/combine.ts';
import { counterBits } from '../../sim/engine/counter.ts';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compile } from '../../sim/engine/javascript.ts';
import { unpackNumbers } from '../../sim/engine/lanes.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { allEngines } from './engines.ts';
import { design, randomNetlist, randomNumbers, singleCell } from './support.ts';

const and = singleCell('$_AND_', ['A', 'B'], 'Y');
const or = singleCell('$_OR_', ['A', 'B'], 'Y');

describe('combine', () => {
  test('is quiet while both agree and reports the first difference with its operands', () => {
    const simulator = combine(interpret(and), interpret(or));
    simulator.settle();
    expect(simulator.get('Y')).toBe(0n);
    simulator.set('B', 1n);
    expect(() => simulator.settle()).toThrow(
      'the simulators differ in cycle 0, lane 0: Y is 0x0 against 0x1\n  A = 0x0\n  B = 0x1',
    );
  });

  test('names the lowest lane that differs', () => {
    const simulator = combine(compile(and, { words: 4 }), compile(or, { words: 4 }));
    simulator.setBits('A', Int32Array.of(0, 0, -1, -1));
    simulator.setBits('B', Int32Array.of(0, 0, -1 << 7, -1));
    expect(() => simulator.settle()).toThrow(
      'the simulators differ in cycle 0, lane 64: Y is 0x0 against 0x1\n  A = 0x1\n  B = 0x0',
    );
  });

  test('counts cycles, from 0 again after a reset', () => {
    const counter = (type: string) =>
      readNetlist(
        design({
          ports: { clk: { direction: 'input', bits: [2] }, y: { direction: 'output', bits: [4] } },
          cells: {
            q0: { type: '$_DFF_P_', connections: { C: [2], D: [5], Q: [3] } },
            q1: { type: '$_DFF_P_', connections: { C: [2], D: [3], Q: [6] } },
            n: { type: '$_NOT_', connections: { A: [3], Y: [5] } },
            g: { type, connections: { A: [6], B: [3], Y: [4] } },
          },
        }),
      );
    const simulator = combine(interpret(counter('$_AND_')), compile(counter('$_ANDNOT_')));
    const message = 'the simulators differ in cycle 2, lane 0: y is 0x0 against 0x1';
    expect(() => simulator.cycle(5)).toThrow(message);
    simulator.reset();
    expect(() => simulator.cycle(5)).toThrow(message);
  });

  test('does not compare between an edge and the next settle, when only one engine may have settled', () => {
    const netlist = readNetlist(
      design({
        ports: { clk: { direction: 'input', bits: [2] }, y: { direction: 'output', bits: [4] } },
        cells: {
          q: { type: '$_DFF_P_', connections: { C: [2], D: [4], Q: [3] } },
          n: { type: '$_NOT_', connections: { A: [3], Y: [4] } },
        },
      }),
    );
    const simulator = allEngines(netlist);
    simulator.clockEdge();
    simulator.get('y');
    simulator.settle();
    expect(simulator.get('y')).toBe(0n);
  });

  test('refuses simulators of different ports', () => {
    expect(() => combine(interpret(and), interpret(singleCell('$_NOT_', ['A'], 'Y')))).toThrow(
      'the two simulators have different ports\n  only the first has input [1] B\n  only the second has (nothing)',
    );
  });

  test('has the lanes of the smaller one, repeated in the larger one', () => {
    const small = compile(and, { words: 1 });
    const large = compile(and, { words: 3 });
    const simulator = combine(large, small);
    expect([simulator.lanes, simulator.words]).toEqual([32, 1]);
    simulator.setBits('A', counterBits(0, 0, 1));
    simulator.setBits('B', counterBits(1, 0, 1));
    simulator.settle();
    expect(unpackNumbers(simulator.getBits('Y'), 1, 1).slice(0, 8).join('')).toBe('00010001');
    expect(large.get('Y', 95)).toBe(1n);
    expect(combine(simulator, interpret(and)).lanes).toBe(1);
  });
});

describe('interpreter and compiled code agree', () => {
  test.each([
    [1, 1, 0, 16],
    [2, 60, 0, 16],
    [3, 300, 50, 16],
    [4, 300, 50, 400],
    [5, 40, 100, 64],
    [6, 2000, 200, 100],
    [7, 2000, 200, 5000],
  ])(
    'on a random netlist (seed %i: %i gates, %i flip-flops, functions of %i operations)',
    (seed, cells, states, operations) => {
      const netlist = randomNetlist(seed, cells, states);
      const simulator = allEngines(netlist, { words: 3, operations });
      const random = randomNumbers(seed);
      for (let cycle = 0; cycle < 60; cycle += 1) {
        simulator.set('a', BigInt(random(65_536)));
        simulator.settle();
        if (states > 0) simulator.cycle();
      }
      expect(netlist.clocks).toHaveLength(states > 0 ? 1 : 0);
    },
  );

  test('on each of 64 lanes with different operands and states (seed 8)', () => {
    const netlist = randomNetlist(8, 200, 30);
    const compiled = compile(netlist, { words: 2 });
    const random = randomNumbers(8);
    const stimulus = Array.from({ length: 10 }, () => Int32Array.from({ length: 32 }, () => random(2 ** 32)));
    const outputs = stimulus.map((words) => {
      compiled.setBits('a', words);
      compiled.cycle();
      return Array.from({ length: 64 }, (_, lane) => compiled.get('y', lane));
    });
    for (let lane = 0; lane < 64; lane += 1) {
      const oracle = interpret(netlist);
      stimulus.forEach((words, cycle) => {
        const bits = Array.from(
          { length: 16 },
          (_, bit) => (words[2 * bit + (lane >> 5)]! >>> (lane & 31)) & 1,
        );
        oracle.set('a', BigInt(`0b${bits.reverse().join('')}`));
        oracle.cycle();
        expect(oracle.get('y'), `lane ${lane}, cycle ${cycle}`).toBe(outputs[cycle]![lane]);
      });
    }
  });

  test('on 20,000 cells, and on a chain of 30,000', () => {
    const large = randomNetlist(9, 20_000, 1000);
    const simulator = allEngines(large);
    const random = randomNumbers(9);
    for (let cycle = 0; cycle < 10; cycle += 1) {
      simulator.set('a', BigInt(random(65_536)));
      simulator.cycle();
    }

    const length = 30_000;
    const cells = Array.from({ length }, (_, at) => [
      `n${at}`,
      { type: '$_NOT_', connections: { A: [at + 2], Y: [at + 3] } },
    ]);
    const chain = readNetlist(
      design({
        ports: {
          a: { direction: 'input', bits: [2] },
          y: { direction: 'output', bits: [length + 2] },
        },
        cells: Object.fromEntries(cells),
      }),
    );
    expect(chain.depth).toBe(length);
    const both = allEngines(chain);
    both.set('a', 1n);
    both.settle();
    expect(both.get('y')).toBe(1n);
  });
});
