import { expect, it } from 'vitest';
import { emitSystolicModules } from '../../src/rtl/index.ts';
import { parseMacName, systolicName, systolicSpec } from '../../src/unit/index.ts';
import { describeWithSimulators, lintFiles } from './external-tools.ts';

const withoutVersion = (text: string): string => text.replaceAll(/^\/\/ {3}Version .*\n/gm, '');

describeWithSimulators('the Verilog of a systolic array', () => {
  it.concurrent.each<[number, number, string]>([
    [4, 4, 'mac_lmul_e4m3_adder_flush_into_fp32_rne'],
    [2, 3, 'mac_exact_e4m3_multiply_full_wide_into_kulisch_g1'],
    [5, 2, 'dot4_exact_e2m1_multiply_rne_full_p2_into_fp16_rne_w10_sticky'],
  ])('%i x %i of %s is clean under both linters', async (rows, cols, element) => {
    const spec = systolicSpec(rows, cols, parseMacName(element));
    const name = systolicName(spec);
    const files = Object.fromEntries(
      Object.entries(emitSystolicModules(spec)).map(([module, text]) => [`${module}.v`, text]),
    );
    for (const { code, output } of await lintFiles(name, files))
      expect({ code, output }).toEqual({ code: 0, output: '' });
  });

  it('is what the templates give, within 100 columns but for names', async () => {
    const spec = systolicSpec(4, 4, parseMacName('mac_lmul_e4m3_adder_flush_into_kulisch_g12'));
    const name = systolicName(spec);
    const text = Object.entries(emitSystolicModules(spec))
      .flatMap(([module, one]) => (module.startsWith(name) ? [one] : []))
      .join('\n');
    await expect(withoutVersion(text)).toMatchFileSnapshot(`golden/${name}.v`);
    expect(text.split('\n').filter((line) => line.length > 100 && !line.includes(name))).toEqual([]);
  });
});
