import { afterAll, describe, expect, it } from 'vitest';
import { elaborate, evaluateGates, topOf, type VerilogSource } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { floatMultiplier, multiplier, pipeline, unit } from './circuits.ts';

afterAll(closeTools);

describe('elaborate', () => {
  it.each([
    ['a float multiplier', floatMultiplier(4, 3)],
    ['a pipeline with asynchronous reset', pipeline(4, 'async')],
    ['a pipeline with synchronous reset', pipeline(4, 'sync')],
    ['a constant table', unit(3, 1, "{64'h8F3C0120A5D41EC1 >> {a_i, b_i}} & 1'b1")],
  ])('leaves only generic single-bit cells of %s', async (_name, source) => {
    const { module } = topOf(await elaborate(source));
    const types = new Set(Object.values(module.cells).map(({ type }) => type));
    types.delete('$scopeinfo');
    expect([...types].filter((type) => !/^\$_\w+_$/.test(type))).toEqual([]);
    expect(types.size).toBeGreaterThan(0);
  });

  it('computes the products of all operands', async () => {
    const { module } = topOf(await elaborate(multiplier(4)));
    for (let a = 0n; a < 16n; a++) {
      for (let b = 0n; b < 16n; b++)
        expect(evaluateGates(module, { a_i: a, b_i: b })).toEqual({ p_o: a * b });
    }
  });

  it('overrides parameters of the top', async () => {
    const source: VerilogSource = {
      top: 'unit',
      text: `module unit #(parameter W = 2) (input [W-1:0] a_i, output [W-1:0] p_o); inner #(.W(W)) i (a_i, p_o); endmodule
        module inner #(parameter W = 1) (input [W-1:0] x, output [W-1:0] y); assign y = ~x; endmodule`,
      parameters: { W: 5 },
    };
    const { module } = topOf(await elaborate(source));
    expect(module.ports.p_o?.bits).toHaveLength(5);
  });

  it('refuses names that are not Verilog identifiers', async () => {
    await expect(elaborate({ top: 'top; shell', text: '' })).rejects.toThrow(
      'not a Verilog identifier: top; shell',
    );
  });
});
