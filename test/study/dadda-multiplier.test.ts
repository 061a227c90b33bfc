import { expect, it } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { daddaMultiplier } from '../../src/study/dadda-multiplier.ts';
import { recipes, synthesize } from '../sim/support.ts';

it.each([2, 3, 5])('a Dadda multiplier of %i bits gives the product of every pair', async (width) => {
  const ports = `input [${width - 1}:0] a_i, input [${width - 1}:0] b_i, output [${2 * width - 1}:0] p_o`;
  const verilog = [`module top(${ports});`, ...daddaMultiplier(width), 'endmodule'].join('\n');
  const simulator = interpret(await synthesize(verilog, recipes.gates));
  for (let a = 0n; a < 2n ** BigInt(width); a += 1n)
    for (let b = 0n; b < 2n ** BigInt(width); b += 1n) {
      simulator.set('a_i', a);
      simulator.set('b_i', b);
      simulator.settle();
      expect(simulator.get('p_o')).toBe(a * b);
    }
});
