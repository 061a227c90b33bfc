import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { errorOf } from '../../src/measure/index.ts';
import { packageRoot } from '../../src/package-root.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import {
  type CheckResult,
  checkUnit,
  type ForeignDesign,
  withTheirNames,
  wrapForeign,
} from '../../src/verify/index.ts';

afterAll(closeTools);

const theirs = readFileSync(join(packageRoot, 'test/verify/foreign/exact_e4m3.v'), 'utf8');
const files = { 'theirs.v': theirs };
const ports = { a_i: 'x', b_i: 'y', p_o: 'z' };
const e4m3 = (request: UnitRequest = {}): UnitSpec => unitSpec('exact', parseFormat('e4m3'), request);

async function check(spec: UnitSpec, design: ForeignDesign): Promise<CheckResult> {
  const source = await wrapForeign(spec, design);
  return withTheirNames(source, () => checkUnit(spec, { source }));
}

const verilog = (text: string): ForeignDesign => ({ files: { 'my/own.v': text }, top: 'own' });

describe('a circuit of somebody else', () => {
  it('passes as the unit it is, and is costed and measured like one of ours', async () => {
    const result = await check(e4m3(), { files, top: 'exact_e4m3', ports });
    if (result.kind === 'failed') expect.fail('it is right');
    expect(result.unit.verdict.extent).toEqual({ kind: 'exhaustive', pairs: 65_536 });
    expect(result.unit.costs.gates.aigNodes).toBeGreaterThan(100);
    expect(errorOf(result.unit).notRne).toBe(0);
  });

  it.each<[string, UnitRequest]>([
    ['truncating', { rounding: 'rtz' }],
    ['with subnormals', { contract: 'full' }],
  ])('fails as one it is not: %s', async (_, request) => {
    expect((await check(e4m3(request), { files, top: 'exact_e4m3', ports })).kind).toBe('failed');
  });

  it('with one bit wrong fails on the simplest pair that shows it', async () => {
    const result = await check(e4m3(), { files, top: 'exact_e4m3', ports, parameters: { BUG: 1 } });
    expect(result.kind === 'failed' && result.counterexample).toMatchObject({
      level: 'rtl',
      a: 0x7an,
      b: 0x0bn,
      expected: 0x4en,
      got: 0x4fn,
    });
  });

  it('may be a pipeline without reset and valid, its clock under any name', async () => {
    const pipeline = `module own(input ck, input [7:0] a_i, b_i, output reg [7:0] p);
      wire [7:0] z; reg [7:0] q;
      exact_e4m3 m(.x(a_i), .y(b_i), .z(z));
      always @(posedge ck) begin q <= z; p <= q; end
    endmodule`;
    const design = { files: { ...files, 'own.v': pipeline }, top: 'own', ports: { clk_i: 'ck', p_o: 'p' } };
    expect((await check(e4m3({ stages: 2 }), design)).kind).toBe('passed');
    expect((await check(e4m3({ stages: 1 }), design)).kind).toBe('failed');
  });

  it.each([
    [
      'module own(input [7:0] a_i, b_i, output [7:0] p_o); assign p_o = a_i +; endmodule',
      /^my\/own\.v:1: ERROR: syntax error/,
    ],
    [
      'module own(input [7:0] a_i, b_i, output [7:0] p_o); gone g(a_i, p_o); endmodule',
      /Module `\\gone' referenced in module `\\own'/,
    ],
    [
      'module own(input [7:0] a_i, b_i, output reg [7:0] p_o); always @* if (a_i[0]) p_o = b_i; endmodule',
      /latches are not supported/,
    ],
    [
      'module own(input [7:0] a_i, output [7:0] p_o); assign p_o = a_i; endmodule',
      /^input \[8\] a_i, output \[8\] p_o$/,
    ],
    ['module own(input [8:0] a_i, b_i, output [7:0] p_o); assign p_o = a_i; endmodule', /^input \[9\] a_i/],
    [
      'module own(input [7:0] a_i, b_i, c_i, output [7:0] p_o); assign p_o = a_i; endmodule',
      /input \[8\] c_i/,
    ],
  ])('is refused with what is wrong: %s', async (text, got) => {
    await expect(check(e4m3(), verilog(text))).rejects.toMatchObject({
      exit: 2,
      got: expect.stringMatching(got),
    });
  });
});
