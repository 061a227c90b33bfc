import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { comparisonData, comparisonText } from '../../src/report/index.ts';
import { type CompareOptions, compareUnits } from '../../src/study/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { shortName } from '../../src/unit/index.ts';
import { offsetOffByOne } from '../rtl/broken-templates.ts';

afterAll(closeTools);

const options: CompareOptions = { contract: 'flush', rounding: 'rne', device: 'hx8k', seeds: [] };

describe('compareUnits', () => {
  it('compares eleven units of e4m3 under one contract, each checked on all pairs', async () => {
    const { units, failed, refused, withoutFmax } = await compareUnits(parseFormat('e4m3'), options);
    expect(units.map(({ unit }) => unit)).toEqual([
      'lmul_e4m3_adder_flush',
      'lmul_e4m3_equation_rne_flush',
      'mitchell_e4m3_adder_flush',
      'lns_e4m3_guard_3_rne_flush',
      'exact_e4m3_carry_in_rne_flush',
      'exact_e4m3_multiply_rne_flush',
      'exact_e4m3_array_rne_flush',
      'exact_e4m3_table_rne_flush',
      'exact_e4m3_carry_in_rtz_flush',
      'exact_e4m3_multiply_rtz_flush',
      'exact_e4m3_array_rtz_flush',
    ]);
    for (const { extent, spec } of units)
      expect([extent, spec.contract]).toEqual([{ kind: 'exhaustive', pairs: 65_536 }, 'flush']);
    expect([failed, refused, withoutFmax]).toEqual([[], [], 'place and route was switched off']);
  });

  it('gives no figure of a unit that fails its check, and its counterexample instead', async () => {
    const comparison = await compareUnits(parseFormat('e4m3'), { ...options, templates: offsetOffByOne() });
    const failed = comparison.failed.map(({ spec }) => shortName(spec));
    expect(failed).toContain('lmul_e4m3_adder_flush');
    const [text, data] = [
      comparisonText(comparison),
      comparisonData(comparison) as { units: { unit: string }[] },
    ];
    for (const name of failed) {
      expect(text).not.toMatch(new RegExp(`^${name}`, 'm'));
      expect(text).toContain(`failed its check, so without figures: ${name}\n`);
      expect(data.units.map(({ unit }) => unit)).not.toContain(name);
    }
    expect(comparison.units.map(({ unit }) => unit)).toContain('exact_e4m3_multiply_rne_flush');
  });
});
