import { expect, it } from 'vitest';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { shortName } from '../../src/unit/index.ts';
import { describeWithSimulators, lint } from './external-tools.ts';
import { lintMatrix } from './specs-under-test.ts';

const specs = lintMatrix().map((spec) => [shortName(spec), spec] as const);

describeWithSimulators('Verilator and Icarus with all warnings on', () => {
  it.concurrent.each(specs)('have nothing to say of %s', async (name, spec) => {
    expect(await lint(name, emitVerilog(spec))).toBe('');
  });

  it('would say something of an unused signal and of a wrong width', async () => {
    const broken =
      'module broken(input wire [3:0] a_i, output wire [3:0] p_o);\n  assign p_o = a_i[1:0];\nendmodule\n';
    const said = await lint('broken', broken);
    expect(said).toContain('UNUSEDSIGNAL');
    expect(said).toContain('WIDTH');
  });
});
