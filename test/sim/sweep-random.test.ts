import { describe, expect, test } from 'vitest';
import { seedWords } from '../../sim/kernel/random.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { compileSweep, type SweepProgram } from '../../sim/sweep/program.ts';
import { runSweep } from '../../sim/sweep/sweep.ts';
import { recipes, synthesize } from './support.ts';

/** A 40-bit exclusive or that may be wrong somewhere. */
const exclusiveOr = (wrongWhen = "1'b0"): Promise<Netlist> =>
  synthesize(
    `module top(input [39:0] a, b, input [3:0] k, output [39:0] y);
       assign y = (a ^ b) ^ ((${wrongWhen}) && k == 4'd9);
     endmodule`,
    recipes.gates,
  );

const sweepOf = (netlist: Netlist, samples: number, seed = 1): SweepProgram =>
  compileSweep({
    netlist,
    samples,
    seed,
    inputs: { a: 'random', b: 'random', k: { value: 9n } },
    expected: (network, input) => ({ y: input('a').map((a, at) => network.xor(a, input('b')[at]!)) }),
  });

describe('a sweep over random operands', () => {
  test('goes through as many as asked for', async () => {
    const program = sweepOf(await exclusiveOr(), 1_000_000);
    expect(program.steps * program.lanes).toBeGreaterThanOrEqual(1_000_000);
    expect(await runSweep(program)).toEqual({ right: { from: 0, to: program.steps } });
  });

  test('meets one pair in 4,096 where it should, and says which', async () => {
    const program = sweepOf(await exclusiveOr("a[39:34] == 6'd33 && b[5:0] == 6'd22"), 100_000);
    const { wrong } = await runSweep(program);
    const { a, b, k } = wrong!.inputs!;
    expect([a! >> 34n, b! & 63n, k]).toEqual([33n, 22n, 9n]);
    // A step is 1,024 pairs: the chance to get past 60 of them is below one in three million.
    expect(wrong!.step).toBeLessThan(60);
    expect(wrong!.step).toBeGreaterThanOrEqual(0);
  });

  test('draws the same operands in any number of threads and from any slice on, others for another seed', async () => {
    const wrongWhen = "a[39:22] == 18'd12345 && b[3:0] == 4'd7";
    const netlist = await exclusiveOr(wrongWhen);
    const program = sweepOf(netlist, 2 ** 26);
    const first = (await runSweep(program, { threads: 1 })).wrong!;
    expect((await runSweep(program, { threads: 2 })).wrong!.inputs).toEqual(first.inputs);
    const from = first.step - (first.step % 256);
    const late = await runSweep(program, { threads: 1, range: { from, to: program.steps } });
    expect(late.wrong!.inputs).toEqual(first.inputs);
    const other = (await runSweep(sweepOf(netlist, 2 ** 26, 2))).wrong!;
    expect(other.inputs).not.toEqual(first.inputs);
  });

  test('starts from words of which about half the bits are ones, none of them alike', () => {
    const words = seedWords(1, 0, 4096);
    const ones = [...words].reduce(
      (sum, word) => sum + (word >>> 0).toString(2).replaceAll('0', '').length,
      0,
    );
    expect(ones / (4096 * 32)).toBeGreaterThan(0.49);
    expect(ones / (4096 * 32)).toBeLessThan(0.53);
    expect(new Set(words).size).toBe(4096);
  });
});
