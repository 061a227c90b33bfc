import { describe, expect, test } from 'vitest';
import wabtOf from 'wabt';
import { packNumbers } from '../../sim/engine/lanes.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { compileSweep, type Expectation, type SweepProgram } from '../../sim/sweep/program.ts';
import { runSweep, type SweepOutcome } from '../../sim/sweep/sweep.ts';
import { recipes, synthesize } from './support.ts';

/** Ripple addition on literals: what `a + b` means, bit by bit. */
const sum: Expectation = (network, input) => {
  let carry = network.zero;
  const bits = input('a').map((a, at) => {
    const b = input('b')[at]!;
    const half = network.xor(a, b);
    const bit = network.xor(half, carry);
    carry = network.or(network.and(a, b), network.and(half, carry));
    return bit;
  });
  return { y: [...bits, carry] };
};

const adder = (width: number, wrongWhen = "1'b0"): Promise<Netlist> =>
  synthesize(
    `module top(input [${width - 1}:0] a, b, output [${width}:0] y);
       assign y = (${wrongWhen}) ? 0 : {1'b0, a} + b;
     endmodule`,
    recipes.gates,
  );

const pipelinedAdder = (wrongWhen = "1'b0"): Promise<Netlist> =>
  synthesize(
    `module top(input clk, input [7:0] a, b, output reg [8:0] y);
       reg [8:0] s;
       always @(posedge clk) begin s <= (${wrongWhen}) ? 0 : {1'b0, a} + b; y <= s; end
     endmodule`,
    recipes.ice40,
  );

/** The number of the first wrong vector, in the order of counting. */
function firstWrong(program: SweepProgram, { wrong }: SweepOutcome): number | undefined {
  if (wrong === undefined) return undefined;
  const word = wrong.lanes.findIndex((lanes) => lanes !== 0);
  const bit = 31 - Math.clz32(wrong.lanes[word]! & -wrong.lanes[word]!);
  return wrong.step * program.lanes + 32 * word + bit;
}

const sweepOf = (
  netlist: Netlist,
  width: number,
  more: { latency?: number; operations?: number } = {},
): SweepProgram =>
  compileSweep({
    netlist,
    indexBits: 2 * width,
    inputs: { a: { firstBit: width }, b: { firstBit: 0 } },
    expected: sum,
    ...more,
  });

describe('a sweep over all operands', () => {
  test.each([1, 2, 3, 4, 6, 8])('finds a %i-bit adder right', async (width) => {
    const program = sweepOf(await adder(width), width);
    expect(program.lanes * program.steps).toBe(Math.max(128, 2 ** (2 * width)));
    expect(await runSweep(program)).toEqual({ right: { from: 0, to: program.steps } });
  });

  test.each([
    ['a == 0 && b == 1', 1],
    ['a == 37 && b == 11', 37 * 256 + 11],
    ['a == 255 && b == 255', 65_535],
    ['a > 199 && b[0]', 200 * 256 + 1],
  ])('finds the first pair that is wrong when %s', async (wrongWhen, index) => {
    for (const operations of [16, 100]) {
      const program = sweepOf(await adder(8, wrongWhen), 8, { operations });
      expect(firstWrong(program, await runSweep(program))).toBe(index);
    }
  });

  test.each([
    ["1'b0", undefined],
    ['a == 0 && b == 3', 3],
    ['a == 255 && b == 254', 65_534],
  ])('follows a pipeline to its end (wrong when %s)', async (wrongWhen, index) => {
    const program = sweepOf(await pipelinedAdder(wrongWhen), 8, { latency: 2 });
    expect(firstWrong(program, await runSweep(program))).toBe(index);
  });

  test('a pipeline held to the wrong latency is wrong', async () => {
    const program = sweepOf(await pipelinedAdder(), 8, { latency: 1 });
    expect((await runSweep(program)).wrong).toBeDefined();
  });

  test('compares with a table as with logic', async () => {
    const sums = Float64Array.from({ length: 65_536 }, (_, index) => (index >> 8) + (index & 255));
    const against = (values: Float64Array, netlist: Netlist): SweepProgram =>
      compileSweep({
        netlist,
        indexBits: 16,
        inputs: { a: { firstBit: 8 }, b: { firstBit: 0 } },
        table: { y: packNumbers(values, 9, 2048) },
      });
    const netlist = await adder(8);
    const right = against(sums, netlist);
    expect(await runSweep(right)).toEqual({ right: { from: 0, to: right.steps } });
    // Steps past the end are the space again.
    expect((await runSweep(right, { range: { from: 0, to: 1000 } })).right.to).toBe(1000);
    for (const index of [0, 4711, 65_535]) {
      const wrong = against(sums.with(index, 511 - sums[index]!), netlist);
      expect(firstWrong(wrong, await runSweep(wrong))).toBe(index);
    }
    expect(() =>
      compileSweep({
        netlist,
        indexBits: 16,
        inputs: { a: { firstBit: 8 }, b: { firstBit: 0 } },
        table: { y: new Int32Array(9) },
      }),
    ).toThrow('the table of y has 9 words, it takes 9 x 2048');
  });

  test('threads find the same first wrong pair as one does, and can be taken up again', async () => {
    const netlist = await adder(13, "a[12:3] == 10'd700 && b == 13'd77");
    const program = sweepOf(netlist, 13);
    const expected = 700 * 8 * 2 ** 13 + 77;
    for (const threads of [1, 2, 3])
      expect(firstWrong(program, await runSweep(program, { threads }))).toBe(expected);
    const step = Math.floor(expected / program.lanes);
    const before = await runSweep(program, { threads: 2, range: { from: 0, to: step } });
    expect(before).toEqual({ right: { from: 0, to: step } });
    const after = await runSweep(program, { threads: 2, range: { from: step, to: program.steps } });
    expect(firstWrong(program, after)).toBe(expected);
  });

  test('tells how far it is, and stops when asked to', async () => {
    const program = sweepOf(await adder(13), 13);
    const seen: number[] = [];
    await runSweep(program, { threads: 1, onProgress: (done, total) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
    const outcome = await runSweep(program, { threads: 2, signal: AbortSignal.abort() });
    expect(outcome).toEqual({ right: { from: 0, to: 0 } });
  });

  test('is a valid module', async () => {
    const wabt = await wabtOf();
    for (const program of [
      sweepOf(await adder(8), 8),
      sweepOf(await pipelinedAdder(), 8, { latency: 2, operations: 16 }),
    ])
      expect(() => wabt.readWasm(program.bytes, { readDebugNames: false }).validate()).not.toThrow();
  });

  test('refuses what it cannot do, by name', async () => {
    const netlist = await adder(4);
    expect(() => sweepOf(netlist, 21)).toThrow('a sweep counts 0 to 40 bits, got 42');
    expect(() =>
      compileSweep({ netlist, indexBits: 8, inputs: { a: { firstBit: 0 } }, expected: sum }),
    ).toThrow('the sweep says nothing about input port b');
  });
});
