import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { loadTemplates, type Templates } from '../../src/rtl/templates.ts';
import { closeTools } from '../../src/tools/index.ts';
import { parseIntegerName } from '../../src/unit/index.ts';
import { checkInteger, describeExtent, describeIntegerCounterexample } from '../../src/verify/index.ts';

afterAll(closeTools);

/** The shipped templates with one deliberate fault; the text to break must be there. */
function broken(template: string, from: string, to: string): Templates {
  const text = readFileSync(join(packageRoot, 'rtl-templates', `${template}.v.hbs`), 'utf8');
  if (!text.includes(from)) throw new Error(`${template}.v.hbs has no ${from} to break`);
  return loadTemplates({ [template]: text.replaceAll(from, to) });
}

describe('checkInteger', () => {
  it.each([
    ['int4_array', 'all 256 pairs'],
    ['fixed_q1_2_array_half_up', 'all 256 pairs'],
    ['fixed_q0_5_multiply_rne', 'all 4,096 pairs'],
    ['mac_int4_array_into_int10_saturate', 'all 256 pairs onto zero + 2,048 streams, 145 cycles in all'],
    ['mac_ternary_int3_into_int6_wrap', 'all 32 pairs onto zero + 2,048 streams, 145 cycles in all'],
    ['dot5_ternary_packed_int3_into_int8_saturate', 'all 2,048 pairs onto zero + 2,048 streams'],
    ['mac_ternary_e4m3_into_int20_wrap', 'all 1,024 pairs onto zero + 2,048 streams'],
    ['dot2_ternary_e2m1_into_int8_saturate', 'all 64 pairs onto zero + 2,048 streams'],
    ['dot5_ternary_packed_e2m1_into_int9_wrap', 'all 4,096 pairs onto zero + 2,048 streams'],
  ])('passes %s at three levels: %s', async (name, extent) => {
    // SAT is slow on the unpacking of five weights before a register.
    const result = await checkInteger(parseIntegerName(name), { prove: !name.includes('packed') });
    if (result.kind === 'failed')
      expect.fail(describeIntegerCounterexample(result.spec, result.counterexample, 1));
    expect(describeExtent(result.unit.verdict.extent)).toContain(extent);
    expect(result.unit.costs.gates.aigNodes).toBeGreaterThan(20);
  });

  it.each([
    ['int4_array', 'a product without its ones', 'integer-array', "1'b1", "1'b0", 'p_o'],
    ['int4_array', 'a carry that is lost', 'integer-array', '+ addend_1', '^ addend_1', 'p_o'],
    ['fixed_q1_2_array_rne', 'a guard misread', 'fixed-round', '= {{value}};', '= ~({{value}});', 'p_o'],
    ['fixed_q1_2_array_rtz', 'ends that wrap', 'fixed-saturate', '{{when}};', "1'b0;", 'p_o'],
    ['mac_int3_array_into_int6_wrap', 'a sum not begun anew', 'integer-register', ' & {{kept}}', '', 'acc_o'],
    [
      'mac_int3_array_into_int6_saturate',
      'a register that wraps',
      'integer-register',
      '{{overflow.when}}',
      "1'b0 & (^total)",
      'acc_o',
    ],
    [
      'mac_ternary_int3_into_int6_wrap',
      'a subtraction short of one',
      'ternary-lanes',
      'minus = &b_i',
      "minus = 1'b0",
      'acc_o',
    ],
    [
      'dot2_ternary_int3_into_int6_wrap',
      'a weight 10 that counts',
      'ternary-lanes',
      '& {{used}}',
      '& {3{|weight}}',
      'acc_o',
    ],
    [
      'dot2_ternary_int3_into_int6_wrap',
      'a lane that is forgotten',
      'integer-tree',
      'k < {{lanes}}',
      'k < 1',
      'acc_o',
    ],
    [
      'dot5_ternary_packed_int2_into_int8_wrap',
      'a digit misread',
      'ternary-unpack',
      '~times_{{k}}[8]}',
      '~times_{{k}}[9]}',
      'acc_o',
    ],
    [
      'mac_ternary_e2m1_into_int8_wrap',
      'a subnormal moved by its own field',
      'ternary-number',
      '{{shift}}',
      '{{code}}{{field}}',
      'acc_o',
    ],
    [
      'mac_ternary_e3m2_ieee_into_int16_wrap',
      'a NaN that counts',
      'ternary-number',
      '& ~(&{{code}}{{special}})',
      '',
      'acc_o',
    ],
    [
      'dot2_ternary_e2m1_into_int8_wrap',
      'a sign of the number that is forgotten',
      'ternary-number',
      ' ^ {{code}}[{{signBit}}]',
      '',
      'acc_o',
    ],
    [
      'dot2_ternary_e2m1_into_int8_wrap',
      'a weight of zero that counts',
      'ternary-number',
      ' & {{gate}}',
      '',
      'acc_o',
    ],
    [
      'mac_ternary_e2m1_into_int8_wrap',
      'a number that is subtracted as it is',
      'ternary-invert',
      '^ {{inverted}}',
      "^ {5{1'b0}}",
      'acc_o',
    ],
    [
      'mac_int3_array_into_int6_wrap',
      'a valid in reset',
      'mac-registers',
      "valid_q <= 1'b0",
      "valid_q <= 1'b1",
      'valid_o',
    ],
  ])('catches in %s %s', async (name, _, template, from, to, port) => {
    const spec = parseIntegerName(name);
    const result = await checkInteger(spec, { templates: broken(template, from, to) });
    if (result.kind === 'passed') expect.fail('a broken unit passed its check');
    expect(result.counterexample).toMatchObject({ level: 'rtl', port });
    expect(describeIntegerCounterexample(spec, result.counterexample, 7)).toMatch(
      /replay {4}lmul cosim (int|fixed|mac|dot) .*--seed 7$/,
    );
  });
});
