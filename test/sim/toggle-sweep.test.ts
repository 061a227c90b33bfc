import { describe, expect, test } from 'vitest';
import { simulatorOf } from '../../sim/engine/choose.ts';
import { counterPort } from '../../sim/engine/counter.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { compileToggles } from '../../sim/sweep/toggle-program.ts';
import { runToggleSweep } from '../../sim/sweep/toggle-sweep.ts';
import { exposeNets, recordToggles } from '../../sim/wave/toggles.ts';
import { recipes, synthesize } from './support.ts';

const adder = (width: number): Promise<Netlist> =>
  synthesize(
    `module top(input [${width - 1}:0] a, b, output [${width}:0] y, output never, same);
       assign y = a + b; assign never = 0; assign same = ~y[0];
     endmodule`,
    recipes.gates,
  );

/** All pairs one after the other, through the general interface. */
function oneByOne(netlist: Netlist, width: number): Record<string, number> {
  const record = recordToggles(
    simulatorOf(exposeNets(netlist), { engine: 'javascript', words: 2 ** (2 * width - 5) }),
    netlist,
  );
  const { words } = record.simulator;
  record.simulator.setBits('a', counterPort(width, width, 0, words));
  record.simulator.setBits('b', counterPort(0, width, 0, words));
  record.simulator.settle();
  return named(record.toggles());
}

const named = (nets: readonly { name: string; toggles: number }[]): Record<string, number> =>
  Object.fromEntries(nets.map(({ name, toggles }) => [name, toggles]));

const allPairs = (netlist: Netlist, width: number) =>
  compileToggles({
    netlist,
    indexBits: 2 * width,
    inputs: { a: { firstBit: width }, b: { firstBit: 0 } },
  });

describe('toggles of every net over all operands', () => {
  test.each([3, 4, 5, 7])(
    'are those of one vector after the other (two operands of %s bits)',
    async (width) => {
      const netlist = await adder(width);
      const { nets, transitions } = await runToggleSweep(allPairs(netlist, width));
      expect(named(nets)).toEqual(oneByOne(netlist, width));
      expect(transitions).toBe(2 ** (2 * width) - 1);
    },
  );

  test('are the same in any number of threads', async () => {
    const program = allPairs(await adder(10), 10);
    expect(program.steps).toBeGreaterThan(1024);
    const one = await runToggleSweep(program, { threads: 1 });
    expect(await runToggleSweep(program, { threads: 3 })).toEqual(one);
  });

  test('of random operands are half of the vectors for an input, in any number of threads', async () => {
    const netlist = await adder(8);
    const program = compileToggles({ netlist, samples: 2 ** 20, inputs: { a: 'random', b: 'random' } });
    const one = await runToggleSweep(program, { threads: 1 });
    const { nets, transitions } = one;
    expect(transitions).toBe(2 ** 20 - 512 * 8);
    for (const name of ['a[0]', 'a[7]', 'b[3]']) {
      // Six standard deviations.
      const rate = named(nets)[name]! / transitions;
      expect(Math.abs(rate - 0.5)).toBeLessThan(6 * Math.sqrt(0.25 / transitions));
    }
    expect(named(nets).never).toBeUndefined();
    expect(named(nets).same).toBe(named(nets)['y[0]']);
    expect(await runToggleSweep(program, { threads: 2 })).toEqual(one);
  });
});

describe('toggles of a clocked design', () => {
  test('are those of its streams, each on its own', async () => {
    const netlist = await synthesize(
      `module top(input clk, input [10:0] a, output reg [10:0] q, output odd);
         initial q = 5; assign odd = ^q;
         always @(posedge clk) q <= q ^ (a + {q[4:0], q[10:5]});
       endmodule`,
      recipes.gates,
    );
    const { nets, transitions } = await runToggleSweep(
      compileToggles({ netlist, indexBits: 11, inputs: { a: { firstBit: 0 } } }),
    );
    // 512 lanes of 4 consecutive numbers.
    expect(transitions).toBe(512 * 3);
    const expected: Record<string, number> = {};
    for (let lane = 0; lane < 512; lane += 1) {
      const record = recordToggles(simulatorOf(exposeNets(netlist)), netlist);
      for (let step = 0; step < 4; step += 1) {
        record.simulator.set('a', BigInt(4 * lane + step));
        record.simulator.cycle();
      }
      for (const { name, toggles } of record.toggles()) expected[name] = (expected[name] ?? 0) + toggles;
    }
    expect(named(nets)).toEqual(expected);
  });
});
