import { describe, expect, test } from 'vitest';
import { ENGINES, simulatorOf } from '../../sim/engine/choose.ts';
import type { Simulator } from '../../sim/engine/simulator.ts';
import { exposeNets, recordToggles } from '../../sim/wave/toggles.ts';
import { recipes, synthesize } from './support.ts';

const adder = await synthesize(
  'module top(input [3:0] a, b, output [4:0] y, output never); assign y = a + b; assign never = 0; endmodule',
  recipes.gates,
);
const counter = await synthesize(
  'module top(input clk, en, output reg [2:0] q); initial q = 0; always @(posedge clk) if (en) q <= q + 1; endmodule',
  recipes.gates,
);

/** Toggles of a bit of a port over a list of values: the definition. */
const togglesOf = (values: readonly number[], bit: number): number =>
  values.filter((value, at) => at > 0 && ((value ^ values[at - 1]!) >> bit) & 1).length;

const byName = (record: ReturnType<typeof recordToggles>): Record<string, number> =>
  Object.fromEntries(record.toggles().map(({ name, toggles }) => [name, toggles]));

const pairs = Array.from({ length: 256 }, (_, index) => [index >> 4, index & 15] as const);
const sums = pairs.map(([a, b]) => a + b);

describe('toggles of every net', () => {
  test.each(ENGINES)('are those of the definition (%s)', (engine) => {
    const record = recordToggles(simulatorOf(exposeNets(adder), { engine }), adder);
    for (const [a, b] of pairs) {
      record.simulator.set('a', BigInt(a));
      record.simulator.set('b', BigInt(b));
      record.simulator.settle();
    }
    const counted = byName(record);
    for (let bit = 0; bit < 5; bit += 1) expect(counted[`y[${bit}]`]).toBe(togglesOf(sums, bit));
    for (let bit = 0; bit < 4; bit += 1)
      expect(counted[`a[${bit}]`]).toBe(
        togglesOf(
          pairs.map(([a]) => a),
          bit,
        ),
      );
    expect(record.looks()).toBe(256);
  });

  test('in lanes are the same as one after the other', () => {
    const lanes = (simulator: Simulator): void => {
      const words = (bit: (index: number) => number): Int32Array =>
        Int32Array.from({ length: 8 }, (_, word) =>
          Array.from({ length: 32 }, (_, lane) => bit(32 * word + lane) << lane).reduce((x, y) => x | y),
        );
      const port = (of: (index: number) => number): Int32Array =>
        Int32Array.from([0, 1, 2, 3].flatMap((bit) => [...words((index) => (of(index) >> bit) & 1)]));
      simulator.setBits(
        'a',
        port((index) => pairs[index]![0]),
      );
      simulator.setBits(
        'b',
        port((index) => pairs[index]![1]),
      );
      simulator.settle();
    };
    const record = recordToggles(simulatorOf(exposeNets(adder), { words: 8 }), adder);
    lanes(record.simulator);
    for (let bit = 0; bit < 5; bit += 1) expect(byName(record)[`y[${bit}]`]).toBe(togglesOf(sums, bit));
  });

  test('of a clocked design are counted once a cycle, and the clock is left out', () => {
    const record = recordToggles(simulatorOf(exposeNets(counter)), counter);
    record.simulator.set('en', 1n);
    record.simulator.cycle(17);
    // The state before each of 17 edges: 0 to 16, of which bit k changes 16 >> k times.
    expect(byName(record)).toMatchObject({ 'q[0]': 16, 'q[1]': 8, 'q[2]': 4, en: 0 });
    expect(Object.keys(byName(record))).not.toContain('clk');
  });
});
