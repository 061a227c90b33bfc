import { expect, test } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compileWasm } from '../../sim/engine/wasm.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';
import { design, type TestCell } from './support.ts';

/** A feedback shift register whose reset is asynchronous: all of it rises on one clock, so cycles are run in one go. */
function shiftRegister(length: number): ReturnType<typeof readNetlist> {
  const q = (index: number): number => 10 + index;
  const cells: Record<string, TestCell> = {
    feedback: { type: '$_XOR_', connections: { A: [q(length - 1)], B: [q(2)], Y: [5] } },
    mixed: { type: '$_XOR_', connections: { A: [5], B: [4], Y: [6] } },
  };
  for (let index = 0; index < length; index += 1) {
    const type = index % 3 === 0 ? '$_DFF_PP1_' : '$_DFFE_PP0P_';
    const connections = { C: [2], D: [index === 0 ? 6 : q(index - 1)], R: [3], Q: [q(index)] };
    cells[`q${index}`] = { type, connections: { ...connections, ...(index % 3 === 0 ? {} : { E: ['1'] }) } };
  }
  const bits = Array.from({ length }, (_, index) => q(index));
  return readNetlist(
    design({
      ports: {
        clk: { direction: 'input', bits: [2] },
        rst: { direction: 'input', bits: [3] },
        d: { direction: 'input', bits: [4] },
        q: { direction: 'output', bits },
        next: { direction: 'output', bits: [6] },
      },
      cells,
    }),
  );
}

test.each([1, 2, 255, 256, 257, 1000])('%i cycles in one call are as many calls of one cycle', (n) => {
  const netlist = shiftRegister(23);
  const [oracle, wasm] = [interpret(netlist), compileWasm(netlist, { words: 8 })];
  for (const simulator of [oracle, wasm]) {
    simulator.set('rst', 1n);
    simulator.cycle(2);
    simulator.set('rst', 0n);
    simulator.set('d', 1n);
  }
  for (let cycle = 0; cycle < n; cycle += 1) oracle.cycle();
  wasm.cycle(n);
  expect(oracle.get('q')).not.toBe(0n);
  for (const port of ['q', 'next']) expect(wasm.get(port, 200)).toBe(oracle.get(port));
});

test('a reset in the middle of a run acts at once', () => {
  const [oracle, wasm] = [shiftRegister(8)].flatMap((each) => [interpret(each), compileWasm(each)]);
  for (const simulator of [oracle!, wasm!]) {
    simulator.cycle(5);
    simulator.set('rst', 1n);
    simulator.settle();
  }
  // Every third state is set by the reset, the others are cleared.
  expect(oracle!.get('q')).toBe(0b0100_1001n);
  expect(wasm!.get('q', 99)).toBe(0b0100_1001n);
});
