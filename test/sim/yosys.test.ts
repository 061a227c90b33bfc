import { describe, expect, test } from 'vitest';
import { counterPort } from '../../sim/engine/counter.ts';
import { unpackNumbers } from '../../sim/engine/lanes.ts';
import { allEngines, fastEngines } from './engines.ts';
import { randomNumbers, recipes, synthesize } from './support.ts';

const adder = `module top(input [7:0] a_i, input [7:0] b_i, output [8:0] y_o);
  assign y_o = a_i + b_i;
endmodule`;

const multiplier = `module top(input [3:0] a_i, input [3:0] b_i, output [7:0] y_o);
  assign y_o = a_i * b_i;
endmodule`;

const counter = `module top(
  input clk_i, input rst_ni, input clear_i, input en_i, input [3:0] step_i,
  output reg [7:0] async_o, output reg [7:0] sync_o, output reg [7:0] gated_o, output reg [7:0] fall_o
);
  initial sync_o = 8'h3c;
  always @(posedge clk_i or negedge rst_ni)
    if (!rst_ni) async_o <= 8'h81; else if (en_i) async_o <= async_o + step_i;
  always @(posedge clk_i)
    if (clear_i) sync_o <= 8'h05; else if (en_i) sync_o <= sync_o - step_i;
  always @(posedge clk_i)
    if (en_i) if (clear_i) gated_o <= 8'h00; else gated_o <= gated_o ^ {step_i, step_i};
  always @(negedge clk_i)
    fall_o <= async_o;
  initial gated_o = 8'h00;
  initial fall_o = 8'h00;
endmodule`;

const shifter = `module top(input clk_i, input d_i, output q_o);
  reg [15:0] line = 16'hbeef;
  assign q_o = line[15];
  always @(posedge clk_i) line <= {line[14:0], d_i};
endmodule`;

/** Every operand pair at once, compiled, as one list of results. */
async function everyPair(
  verilog: string,
  recipe: string,
  width: number,
  outputWidth: number,
): Promise<Uint32Array> {
  const words = 2 ** (2 * width) / 32;
  const simulator = fastEngines(await synthesize(verilog, recipe), { words });
  simulator.setBits('a_i', counterPort(0, width, 0, words));
  simulator.setBits('b_i', counterPort(width, width, 0, words));
  simulator.settle();
  return unpackNumbers(simulator.getBits('y_o'), outputWidth, words);
}

const countWrong = (results: Uint32Array, expected: (lane: number) => number): number =>
  results.reduce((wrong, result, lane) => wrong + (result === expected(lane) ? 0 : 1), 0);

describe.each(Object.entries(recipes))('Yosys netlists of %s', (_, recipe) => {
  test('an 8-bit adder adds all 65,536 pairs', async () => {
    const sums = await everyPair(adder, recipe, 8, 9);
    expect(countWrong(sums, (lane) => (lane & 255) + (lane >> 8))).toBe(0);
  });

  test('a 4 x 4 multiplier multiplies all 256 pairs', async () => {
    const products = await everyPair(multiplier, recipe, 4, 8);
    expect(countWrong(products, (lane) => (lane & 15) * (lane >> 4))).toBe(0);
  });

  test('counters with asynchronous, synchronous and gated resets count like JavaScript (seed 2)', async () => {
    const netlist = await synthesize(counter, recipe);
    const simulator = allEngines(netlist, { words: 1 });
    const random = randomNumbers(2);
    let state = { async: 0x81, sync: 0x3c, gated: 0, fall: 0 };
    for (let cycle = 0; cycle < 300; cycle += 1) {
      const [rst, clear, en, step] = [random(6) > 0 ? 1 : 0, random(6) === 0 ? 1 : 0, random(2), random(16)];
      simulator.set('rst_ni', BigInt(cycle === 0 ? 0 : rst));
      simulator.set('clear_i', BigInt(clear));
      simulator.set('en_i', BigInt(en));
      simulator.set('step_i', BigInt(step));
      simulator.cycle();
      const next = { ...state };
      if (cycle === 0 || rst === 0) next.async = 0x81;
      else if (en) next.async = (state.async + step) & 255;
      if (clear) next.sync = 5;
      else if (en) next.sync = (state.sync - step) & 255;
      if (en) next.gated = clear ? 0 : state.gated ^ (step * 17);
      next.fall = next.async;
      state = next;
      const got = ['async_o', 'sync_o', 'gated_o', 'fall_o'].map((port) => Number(simulator.get(port)));
      expect(got, `cycle ${cycle}`).toEqual([state.async, state.sync, state.gated, state.fall]);
    }
  });

  test('a shift register gives its initial contents, then what came in', async () => {
    const netlist = await synthesize(shifter, recipe);
    const simulator = allEngines(netlist, { words: 1 });
    let out = '';
    const sent = '1100101001110101';
    for (const bit of `${sent}${'0'.repeat(16)}`) {
      out += simulator.get('q_o');
      simulator.set('d_i', BigInt(bit));
      simulator.cycle();
    }
    expect(out).toBe(`${(0xbeef).toString(2)}${sent}`);
  });
});
