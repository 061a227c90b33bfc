import { describe, expect, test } from 'vitest';
import wabtOf from 'wabt';
import { interpret } from '../../sim/engine/interpreter.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { compileStream } from '../../sim/stream/program.ts';
import { type Stream, startStream } from '../../sim/stream/stream.ts';
import { randomVectors } from '../../src/cli/simulate-vectors.ts';
import { recipes, synthesize } from './support.ts';

/** A bit of everything: a wide port, an output that looks at inputs, a state that holds, resets of both kinds. */
const mixed = await synthesize(
  `module top(input clk, arst_n, srst, en, input [39:0] d, output [39:0] sum, output odd, output reg [2:0] count, output reg [3:0] shift);
     reg [39:0] held; initial begin held = 40'h123456789a; shift = 4'b0110; end
     assign sum = held + d; assign odd = ^{sum, en};
     always @(posedge clk) if (en) held <= sum ^ {held[0], held[39:1]};
     always @(posedge clk or negedge arst_n) if (!arst_n) count <= 3'd5; else count <= count + en;
     always @(posedge clk) if (srst) shift <= 4'b1001; else shift <= {shift[2:0], odd};
   endmodule`,
  recipes.gates,
);

/** No state depends on itself: a pipeline of two stages and a bypass, resets of both kinds, an output that looks at inputs. */
const pipeline = await synthesize(
  `module top(input clk, arst_n, srst, input [39:0] d, output reg [39:0] q, output [4:0] mix, output reg early, none);
     reg [39:0] r; reg [4:0] s; initial begin r = 40'h123456789a; q = 40'hfedcba9876; end
     assign mix = s ^ d[4:0] ^ {5{early}};
     always @(posedge clk) begin r <= d + 3; q <= r ^ {r[0], r[39:1]}; none <= 1; end
     always @(posedge clk or negedge arst_n) if (!arst_n) s <= 5'd9; else s <= r[6:2] + q[4:0];
     always @(posedge clk) if (srst) early <= 1; else early <= ^d;
   endmodule`,
  recipes.gates,
);

/** What the interpreter makes of vectors: outputs after each clock. */
function oracle(netlist: Netlist, vectors: readonly (readonly bigint[])[]): bigint[][] {
  const simulator = interpret(netlist);
  const [inputs, outputs] = (['input', 'output'] as const).map((direction) =>
    netlist.ports.filter((port) => port.direction === direction && port.name !== 'clk'),
  );
  return vectors.map((vector) => {
    for (const [at, { name }] of inputs!.entries()) simulator.set(name, vector[at]!);
    simulator.cycle();
    return outputs!.map(({ name }) => simulator.get(name));
  });
}

function streamed(stream: Stream, vectors: readonly (readonly bigint[])[]): bigint[][] {
  vectors.forEach((vector, clock) => {
    stream.set(clock, vector);
  });
  stream.run(vectors.length);
  return vectors.map((_, clock) => stream.get(clock));
}

const inputsOf = ({ ports }: Netlist) =>
  ports.filter(({ name, direction }) => direction === 'input' && name !== 'clk');

describe('one stream', () => {
  test.each([
    ['states that depend on themselves', mixed, 1],
    ['states that depend on themselves', mixed, 2],
    ['a pipeline', pipeline, 3],
    ['a pipeline', pipeline, 4],
  ] as const)('of %s gives what the interpreter gives, clock by clock', (_, netlist, seed) => {
    const vectors = [...randomVectors(inputsOf(netlist), 4000, seed)];
    const stream = startStream(compileStream(netlist));
    // A run takes up where the last one ended: within a word, within a block, at the end of one and beyond it.
    const ends = [0, 1, 33, 70, 70 + 1024, 1200, 1200 + 2048, 4000];
    const got = ends.slice(1).flatMap((end, at) => streamed(stream, vectors.slice(ends[at], end)));
    expect(got).toEqual(oracle(netlist, vectors));
    stream.reset();
    expect(streamed(stream, vectors.slice(0, 9))).toEqual(got.slice(0, 9));
  });

  test('is a valid module to the WebAssembly binary toolkit', async () => {
    const wabt = await wabtOf();
    for (const netlist of [mixed, pipeline]) {
      const { bytes } = compileStream(netlist);
      expect(() => wabt.readWasm(bytes, { readDebugNames: false }).validate()).not.toThrow();
    }
  });

  test('of logic without a clock gives the same clock’s results', async () => {
    const adder = await synthesize(
      'module top(input [2:0] a, b, output [3:0] y, output one); assign y = a + b; assign one = 1; endmodule',
      recipes.gates,
    );
    const vectors = [...randomVectors(inputsOf(adder), 50, 4)];
    expect(streamed(startStream(compileStream(adder)), vectors)).toEqual(
      vectors.map(([a, b]) => [a! + b!, 1n]),
    );
  });

  test('refuses a falling edge, and more clocks than there are records', async () => {
    const falling = await synthesize(
      'module top(input clk, d, output reg q); always @(negedge clk) q <= d; endmodule',
      recipes.gates,
    );
    expect(() => compileStream(falling)).toThrow(/rising edge/);
    const stream = startStream(compileStream(mixed));
    expect(() => stream.run(stream.clocks + 1)).toThrow(/at most/);
  });
});
