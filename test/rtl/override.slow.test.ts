import { describe, expect, it } from 'vitest';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { describeWithSimulators, lint } from './external-tools.ts';
import { parametersFor, proveOverride, resized } from './override.ts';
import { overrideCases, UNITS, WIDTHS } from './override-cases.ts';

const cases = UNITS.flatMap((name) => overrideCases(name, WIDTHS));

describe('parameters overridden from outside', () => {
  it.each(cases)(
    'turn %s with %s into the unit the generator makes for that width',
    async (_, __, spec, widths) => {
      await proveOverride(spec, parametersFor(spec, widths), resized(spec, widths));
    },
  );
});

describeWithSimulators('Verilator and Icarus with all warnings on', () => {
  it.concurrent.each(cases)('have nothing to say of %s with %s', async (name, _, spec, widths) => {
    expect(await lint(name, emitVerilog(spec), parametersFor(spec, widths))).toBe('');
  });
});
