import { afterAll, describe, expect, it } from 'vitest';
import { canonicalUnits } from '../../../src/study/index.ts';
import { elaborate } from '../../../src/synth/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import {
  type FloatSpec,
  looksLikeMacName,
  parseMacName,
  parseShortName,
  shortName,
} from '../../../src/unit/index.ts';
import { checkVectors } from '../../../src/verify/mutate/fault-vectors.ts';
import { mutateTemplates, templateMutants } from '../../../src/verify/mutate/mutate-templates.ts';
import { SUM_FAULTS } from '../../../src/verify/mutate/sum-faults.ts';
import { faultyTemplates, TEMPLATE_FAULTS } from '../../../src/verify/mutate/template-faults.ts';

afterAll(closeTools);

/** Between them these have every template in them; the first are canonical. */
const UNITS = [
  ...canonicalUnits().map(shortName),
  'exact_e4m3_carry_in_rne_full_p3',
  'exact_e4m3_table_rne_flush',
  'add_e4m3_rne_flush',
  'add_e4m3_rne_full',
  'mac_exact_e5m2_multiply_rne_full_into_kulisch_g2',
  'mac_lmul_e5m2_adder_flush_into_bf16_rne',
  'dot2_exact_e5m2_multiply_rne_full_into_kulisch_g2',
  'dot2_lmul_e5m2_adder_flush_into_bf16_rne_w6_sticky',
];
const FAULTS = [...TEMPLATE_FAULTS, ...SUM_FAULTS];
const specOf = (name: string): FloatSpec =>
  looksLikeMacName(name) ? parseMacName(name) : parseShortName(name);

describe('a template fault', () => {
  it.each(FAULTS.map(({ name }) => name))('%s has something to edit and changes a unit', (name) => {
    const fault = FAULTS.find((each) => each.name === name)!;
    expect(() => faultyTemplates(fault)).not.toThrow();
    const changed = UNITS.filter((unit) =>
      templateMutants(specOf(unit)).some((mutant) => mutant.name === name),
    );
    expect(changed).not.toEqual([]);
  });

  it('gives Verilog that elaborates: it is noticed by what it does', async () => {
    const sources = FAULTS.map(({ name }) => {
      const found = UNITS.map((unit) =>
        templateMutants(specOf(unit)).find((mutant) => mutant.name === name),
      ).find((mutant) => mutant !== undefined);
      return found!.source;
    });
    await Promise.all(sources.map((source) => elaborate(source)));
  });

  it.each([
    'lmul_e4m3_equation_rne_flush',
    'exact_e5m2_multiply_rne_full',
    'exact_e4m3_carry_in_rne_full_p3',
    'lmul_bf16_adder_flush',
    'add_e4m3_rne_full',
  ])('of %s is noticed by its check', async (name) => {
    const spec = parseShortName(name);
    const mutants = await mutateTemplates(spec, checkVectors(spec, 1));
    expect(mutants.length).toBeGreaterThanOrEqual(4);
    expect(mutants.filter(({ outcome }) => outcome.kind !== 'killed')).toEqual([]);
  });
});
