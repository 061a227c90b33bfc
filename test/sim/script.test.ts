import { describe, expect, test } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compileWasm } from '../../sim/engine/wasm.ts';
import { parseScript } from '../../sim/script/parse.ts';
import { runScript } from '../../sim/script/run.ts';
import { parsePattern } from '../../sim/script/value.ts';
import { recipes, synthesize } from './support.ts';

const netlist = await synthesize(
  `module top(input clk, rst_n, input [7:0] d, output reg [7:0] q);
     always @(posedge clk or negedge rst_n) if (!rst_n) q <= 8'h11; else q <= q + d;
   endmodule`,
  recipes.gates,
);

describe.each([
  ['interpreter', interpret],
  ['wasm', (each: typeof netlist) => compileWasm(each)],
] as const)('a script on the %s', (_, engine) => {
  const run = (text: string): ReturnType<typeof runScript> => {
    const simulator = engine(netlist);
    return runScript(parseScript(text, simulator), simulator);
  };

  test('resets, sets, clocks and expects', () => {
    const result = run(`
      clock clk
      reset rst_n 0 2      # to 0x11
      expect q 17
      set d 8'h0f
      repeat 2
        cycle
        repeat 3
          cycle
        end
      end
      expect q 0x89        # 0x11 + 8 * 15
      expect q 8'b1xxx_x001`);
    expect(result).toEqual({ cycles: 10, expectations: 3, failed: 0, failures: [] });
  });

  test('goes on after what was not met, and says where', () => {
    const result = run(['reset rst_n 0', 'set d 1', 'repeat 12', 'cycle', 'expect q 0x12', 'end'].join('\n'));
    expect(result).toMatchObject({ cycles: 13, expectations: 12, failed: 11 });
    expect(result.failures).toHaveLength(10);
    expect(result.failures[0]).toEqual({
      line: 5,
      cycle: 3,
      port: 'q',
      got: 0x13n,
      expected: 0x12n,
      care: 0xffn,
    });
  });

  test.each([
    ['jump 3', 'line 1 of the script: there is no command jump'],
    ['\nset x 1', 'line 2 of the script: there is no port x'],
    ['set q 1', 'line 1 of the script: port q cannot be set'],
    ['set clk 1', 'line 1 of the script: port clk cannot be set'],
    ['set d 256', 'line 1 of the script: 256 is no value of 8 bits for d'],
    ["set d 8'hx0", 'line 1 of the script: a value to set has no x'],
    ['expect q', 'line 1 of the script: nothing is no value of 8 bits for q'],
    ['cycle often', 'line 1 of the script: often is no number of times'],
    ['clock d', 'line 1 of the script: d is not a clock'],
    [
      'repeat 100000\nrepeat 100000\nsettle\nend\nend',
      'line 1 of the script: the repeats come to more than 1000000000 commands',
    ],
    ['repeat 2\ncycle', 'line 1 of the script: this repeat has no end'],
    ['end', 'line 1 of the script: there is no command end'],
  ])('is refused before it runs: %j', (text, message) => {
    expect(() => run(text)).toThrow(message);
  });
});

test.each([
  ['60', 8, 0x3cn, 0xffn],
  ['0x3c', 8, 0x3cn, 0xffn],
  ['0b11_1100', 8, 0x3cn, 0xffn],
  ["8'h3C", 8, 0x3cn, 0xffn],
  ["'d60", 8, 0x3cn, 0xffn],
  ["6'o74", 6, 0x3cn, 0x3fn],
  ["8'h3x", 8, 0x30n, 0xf0n],
  ["4'b1x0x", 4, 0b1000n, 0b1010n],
])('%s of %i bits is read', (text, width, value, care) => {
  expect(parsePattern(text, width)).toEqual({ value, care });
});

test.each(['', 'abc', '0x', '256', "4'h3c", '0b12', "8'q7", '-1'])('"%s" is no value of 8 bits', (text) => {
  expect(parsePattern(text, 8)).toBeUndefined();
});
