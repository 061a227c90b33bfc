import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { parseShortName, unitSpec } from '../../src/unit/index.ts';
import { describeWithSimulators, lint } from './external-tools.ts';
import { parametersFor, proveOverride, resized } from './override.ts';
import { overrideCases, UNITS, WIDTHS, type Widths } from './override-cases.ts';

/** Two of the first four widths each; override.slow.test.ts has them all. */
const cases = UNITS.flatMap((name, i) =>
  overrideCases(name, [WIDTHS[i % 4] as Widths, WIDTHS[(i + 2) % 4] as Widths]),
);

describe('parameters overridden from outside', () => {
  it.each(cases)(
    'turn %s with %s into the unit the generator makes for that width',
    async (_, __, spec, widths) => {
      const other = resized(spec, widths);
      expect(other.format.expBits).toBe(widths.expBits);
      await proveOverride(spec, parametersFor(spec, widths), other);
    },
  );

  it.each([
    ['another encoding', unitSpec('lmul', parseFormat('e5m2')), /SAT proof finished - model found: FAIL/],
    ['another contract', unitSpec('lmul', parseFormat('e5m2-fn'), { contract: 'bare' }), /model found: FAIL/],
    ['another width', unitSpec('lmul', parseFormat('e4m2-fn')), /No matching port|No such|different/i],
  ])('do not turn a unit into one of %s: the proof would notice', async (_, other, reason) => {
    const spec = unitSpec('lmul', parseFormat('e4m3'));
    await expect(proveOverride(spec, { ExpBits: 5, ManBits: 2 }, other)).rejects.toThrow(reason);
  });

  it('are offered by the header only where the unit has them', () => {
    for (const name of UNITS) {
      const text = emitVerilog(parseShortName(name));
      expect(text.includes('ManBits (1 to 23) may be overridden')).toBe(/parameter ManBits /.test(text));
      expect(text).toMatch(/parameter ExpBits /);
    }
  });
});

describeWithSimulators('Verilator and Icarus with all warnings on', () => {
  it.concurrent.each(cases.filter((_, i) => i % 2 === 0))(
    'have nothing to say of %s with %s',
    async (name, _, spec, widths) => {
      expect(await lint(name, emitVerilog(spec), parametersFor(spec, widths))).toBe('');
    },
  );

  const extremes = [
    'lmul_e4m3_adder_flush',
    'exact_e4m3_multiply_rne_full_p3',
    'lmul_e4m3_equation_rne_full_wide',
  ];
  it.concurrent.each(extremes)('have nothing to say of %s at both ends of both ranges', async (name) => {
    for (const ExpBits of [2, 11])
      for (const ManBits of [1, 23])
        expect(await lint(name, emitVerilog(parseShortName(name)), { ExpBits, ManBits })).toBe('');
  });
});
