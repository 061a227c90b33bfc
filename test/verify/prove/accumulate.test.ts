import { afterAll, describe, expect, it } from 'vitest';
import { closeTools } from '../../../src/tools/index.ts';
import { type AnySpec, parseIntegerName, parseMacName } from '../../../src/unit/index.ts';
import { proveUnit, theoremsOf } from '../../../src/verify/index.ts';
import { broken } from '../broken.ts';

afterAll(closeTools);

const specOf = (name: string): AnySpec =>
  /lmul|exact/.test(name) ? parseMacName(name) : parseIntegerName(name);
const steps = ['reset-clears', 'holds', 'clear-forgets'];
const netlists = ['gates = RTL', 'ice40 = RTL'];

describe('the theorems about a unit that accumulates, or computes on integers', () => {
  it.each([
    ['mac_lmul_e4m3_adder_flush_into_fp32_rne', [...netlists, 'RTL = model', ...steps, 'commutative']],
    [
      'dot2_exact_e2m1_multiply_rne_full_into_fp16_rne_w10_sticky',
      [...netlists, ...steps, 'commutative', 'lanes-in-any-order'],
    ],
    ['int8_array', [...netlists, 'RTL = specification', 'RTL = multiply', 'commutative']],
    [
      'mac_int8_array_into_int32_wrap',
      [...netlists, 'RTL = specification', 'product = specification', ...steps],
    ],
    ['mac_ternary_int8_into_int20_wrap', [...netlists, 'RTL = specification', ...steps]],
  ])('%s', (name, expected) => {
    expect(theoremsOf(specOf(name)).map((theorem) => theorem.name)).toEqual(expected);
  });

  it.each(['mac_lmul_e4m3_adder_flush_into_kulisch_g12', 'mac_int4_array_into_int12_saturate'])(
    'all hold of %s',
    async (name) => {
      const proofs = await proveUnit(specOf(name));
      expect(proofs.filter(({ kind }) => kind !== 'proved')).toEqual([]);
    },
  );

  it.each([
    'mac_exact_e2m1_multiply_rne_full_into_bf16_rne',
    'mac_exact_e3m2_multiply_full_wide_into_kulisch_g2',
    'dot2_lmul_e2m1_adder_flush_into_kulisch_g2',
    'int4_multiply',
    'fixed_q1_3_array_rne',
    'fixed_q2_2_multiply_rtz',
    'fixed_q2_2_array_half_up',
    'fixed_q1_2_array_rdn',
    'dot2_int4_multiply_into_int12_wrap',
    'mac_ternary_int4_into_int10_saturate',
    'dot2_ternary_e2m1_into_int12_wrap',
  ])('all of its RTL hold of %s', async (name) => {
    const spec = specOf(name);
    const only = theoremsOf(spec).flatMap((theorem) => (netlists.includes(theorem.name) ? [] : theorem.name));
    const proofs = await proveUnit(spec, { only });
    expect(proofs).toHaveLength(only.length);
    expect(proofs.filter(({ kind }) => kind !== 'proved')).toEqual([]);
  });

  it.each([
    [
      'a clear that is ignored',
      'mac-registers',
      'else if (clear_p) acc',
      "else if (1'b0) acc",
      'clear-forgets',
    ],
    ['a sum that is not begun anew', 'mac-kulisch', 'acc & {{kept}}', 'acc', 'clear-forgets'],
    ['a reset to something', 'mac-registers', 'acc <= {{zero}};', 'acc <= ~{{zero}};', 'reset-clears'],
    [
      'a register that does not wait',
      'mac-registers',
      'else if (valid_p) acc <= sum;',
      "else if (1'b1) acc <= sum;",
      'holds',
    ],
    ['a valid bit that is stuck', 'mac-registers', 'valid_q <= valid_p;', "valid_q <= 1'b1;", 'holds'],
    [
      'a register that does not stay at its end',
      'mac-kulisch',
      '= overflow',
      "= 1'b0 & overflow",
      'RTL = model',
    ],
    ['a lost carry', 'mac-kulisch', "start, 1'b1}", "start, 1'b0}", 'RTL = model'],
  ])('%s is refuted', async (_, template, from, to, theorem) => {
    const spec = parseMacName('mac_exact_e2m1_multiply_rne_full_into_kulisch_g2');
    const templates = broken(template, from, to);
    const [proof] = await proveUnit(spec, { templates, only: [theorem] });
    expect(proof).toMatchObject({ name: theorem, kind: 'refuted' });
  });

  it.each([
    ['a sum that is not begun anew', 'integer-register', 'acc & {{kept}}', 'acc', 'clear-forgets', 'refuted'],
    // A step in which two circuits differ may begin in a state that neither reaches: of that SAT is not asked.
    [
      'a sum that goes on beyond its end',
      'integer-register',
      '= overflow',
      "= 1'b0 & overflow",
      'RTL = specification',
      'unknown',
    ],
  ])('of integers %s is not proved', async (_, template, from, to, theorem, kind) => {
    const spec = parseIntegerName('mac_int4_array_into_int12_saturate');
    const templates = broken(template, from, to);
    const [proof] = await proveUnit(spec, { templates, only: [theorem] });
    expect(proof).toMatchObject({ name: theorem, kind });
  });
});
