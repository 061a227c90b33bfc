import { describe, expect, test } from 'vitest';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import type { Literal, Network } from '../../sim/network/network.ts';
import { type ClockedModel, compileSweep } from '../../sim/sweep/program.ts';
import { runSweep } from '../../sim/sweep/sweep.ts';
import { recipes, synthesize } from './support.ts';

/** An accumulator of eight bits that now and then forgets a carry. */
const accumulator = (dropped = "1'b0"): Promise<Netlist> =>
  synthesize(
    `module top(input clk, input clear, en, input [7:0] a, output reg [7:0] acc);
       initial acc = 0;
       wire [7:0] base = clear ? 8'd0 : acc;
       always @(posedge clk) if (en) acc <= base + a - ((${dropped}) ? 8'd16 : 8'd0); else acc <= base;
     endmodule`,
    recipes.gates,
  );

/** The same by hand: a ripple of full adders. */
const model: ClockedModel = {
  registers: 8,
  clock: (network, input, acc) => {
    const [clear, en] = [input('clear')[0]!, input('en')[0]!];
    const base = acc.map((bit) => network.and(bit, network.not(clear)));
    return {
      ports: { acc },
      registers: sum(network, base, input('a')).map((bit, at) => network.mux(en, bit, base[at]!)),
    };
  },
};

function sum(network: Network, left: readonly Literal[], right: readonly Literal[]): Literal[] {
  let carry = network.zero;
  return left.map((a, at) => {
    const b = right[at]!;
    const half = network.xor(a, b);
    const bit = network.xor(half, carry);
    carry = network.or(network.and(a, b), network.and(half, carry));
    return bit;
  });
}

const sweepOf = (netlist: Netlist) =>
  compileSweep({
    netlist,
    samples: 2 ** 22,
    inputs: { clear: 'random', en: 'random', a: 'random' },
    model,
  });

describe('a sweep beside a model with registers', () => {
  test.each([1, 2])('goes through random streams, on %i threads', async (threads) => {
    const program = sweepOf(await accumulator());
    expect(await runSweep(program, { threads })).toEqual({ right: { from: 0, to: program.steps } });
  });

  test('sees what goes wrong only after a certain sum', async () => {
    const program = sweepOf(await accumulator("acc == 8'd77 && a == 8'd131"));
    const { wrong } = await runSweep(program);
    expect(wrong!.step).toBeGreaterThan(1);
    expect(wrong!.step).toBeLessThan(4096);
  });

  test('takes no latency', async () => {
    const design = { netlist: await accumulator(), samples: 1024, latency: 1, model };
    const inputs = { clear: 'random', en: 'random', a: 'random' } as const;
    expect(() => compileSweep({ ...design, inputs })).toThrow(/no latency/);
  });
});
