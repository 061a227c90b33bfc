import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import {
  commandWords,
  looksLikeShortName,
  maxStages,
  parseShortName,
  shortName,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../src/unit/index.ts';
import { FREE_SMALL, NAMED_SMALL, TINY, WIDE } from '../format/formats-under-test.ts';
import { expectRefusal } from '../format/refusal.ts';
import { everySpec } from '../model/units-under-test.ts';

const NAMED: [string, string, UnitRequest, string, string][] = [
  ['lmul', 'e4m3', {}, 'lmul_e4m3_adder_flush', 'lmul e4m3 --form adder --contract flush'],
  [
    'lmul',
    'e4m3-b11fnuz',
    { form: 'equation', contract: 'bare', offset: '1/18' },
    'lmul_e4m3_b11fnuz_equation_offset_1_18_rne_bare',
    'lmul e4m3-b11fnuz --form equation --offset 1/18 --rounding rne --contract bare',
  ],
  [
    'mitchell',
    'e6m1-bias20-fn',
    { contract: 'full', rounding: 'rtz', saturate: true },
    'mitchell_e6m1_bias20_fn_adder_rtz_full_saturate',
    'mitchell e6m1-bias20-fn --form adder --rounding rtz --contract full --saturate',
  ],
  [
    'truncated',
    'e4m3',
    { columns: 4, contract: 'full' },
    'truncated_e4m3_columns_4_rne_full',
    'truncated e4m3 --columns 4 --rounding rne --contract full',
  ],
  [
    'signed-mantissa',
    'e4m3-fnuz',
    { output: 'wide' },
    'signed_mantissa_e4m3_fnuz_flush_wide',
    'signed-mantissa e4m3-fnuz --contract flush --wide',
  ],
  [
    'lns',
    'e4m3',
    { logGuard: 4, contract: 'full', rounding: 'rtz' },
    'lns_e4m3_guard_4_rtz_full',
    'lns e4m3 --log-guard 4 --rounding rtz --contract full',
  ],
  [
    'add',
    'fp32',
    { rounding: 'rtz', stages: 3 },
    'add_fp32_rtz_flush_p3',
    'add fp32 --rounding rtz --contract flush --stages 3',
  ],
  [
    'exact',
    'bf16',
    { output: 'wide', contract: 'full', stages: 2 },
    'exact_bf16_multiply_full_wide_p2',
    'exact bf16 --architecture multiply --contract full --wide --stages 2',
  ],
  [
    'exact',
    'e5m2',
    { architecture: 'carry-in', rounding: 'rdn' },
    'exact_e5m2_carry_in_rdn_flush',
    'exact e5m2 --architecture carry-in --rounding rdn --contract flush',
  ],
];

function everySpecAndStage(names: Parameters<typeof everySpec>[0]): UnitSpec[] {
  return everySpec(names).flatMap((spec) =>
    Array.from({ length: maxStages(spec) + 1 }, (_, stages) => ({ ...spec, stages })),
  );
}

describe('a short name', () => {
  it.each(NAMED)('of %s %s %j is %s', (product, format, request, name, words) => {
    const spec = unitSpec(product, parseFormat(format), request);
    expect(shortName(spec)).toBe(name);
    expect(commandWords(spec)).toBe(words);
    expect(parseShortName(name)).toEqual(spec);
  });

  it.each([...NAMED_SMALL, ...TINY, ...FREE_SMALL, ...WIDE])(
    'is read back as the same unit for every unit of $name, at every pipeline depth',
    (format) => {
      const specs = everySpecAndStage(format);
      const names = specs.map(shortName);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(specs.map(commandWords)).size).toBe(names.length);
      for (const [index, name] of names.entries()) {
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(looksLikeShortName(name)).toBe(true);
        expect(parseShortName(name)).toEqual(specs[index]);
      }
    },
  );

  it('does not look like a format, a product or a file', () => {
    for (const word of ['lmul', 'e4m3', 'exact', 'lmul.v', './lmul_e4m3_adder_flush'])
      expect(looksLikeShortName(word)).toBe(false);
  });
});

describe('parseShortName refuses', () => {
  it.each([
    ['exact_e4m3_flush', 'exact_e4m3_multiply_rne_flush, the name the tool prints for it'],
    ['lmul_e4m3', 'lmul_e4m3_adder_flush, the name the tool prints for it'],
    ['lmul_e4m3_flush_adder', 'lmul_e4m3_adder_flush, the name the tool prints for it'],
    ['lmul_e4m3_fn_adder_flush', 'lmul_e4m3_adder_flush, the name the tool prints for it'],
    ['lmul_e4m3_adder_rne_flush', 'lmul_e4m3_adder_flush, the name the tool prints for it'],
    ['lmul_e4m3_adder_flush_p0', 'lmul_e4m3_adder_flush, the name the tool prints for it'],
    ['lmul_e8m7_adder_flush', 'lmul_bf16_adder_flush, the name the tool prints for it'],
  ])('%s and offers the one spelling', (name, wayOut) => {
    expectRefusal(() => parseShortName(name), {
      code: 'unit/name',
      text: 'There is no unit of that name.',
      got: name,
      wayOut,
    });
  });

  it.each(['lmul', 'lmul_', 'lmul_adder_flush', 'lmul_e4m3_adder_flush_', 'exact_e4m3_carry_rne_flush'])(
    '%s and shows what a name looks like',
    (name) => {
      expectRefusal(() => parseShortName(name), {
        code: 'unit/name',
        text: 'There is no unit of that name.',
        got: name,
        wayOut: 'lmul_e4m3_adder_flush, or product, format and options: lmul e4m3 --form adder',
      });
    },
  );
});
