import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { emitTestbench, emitVerilog } from '../../src/rtl/index.ts';
import { maxStages, parseShortName, shortName, unitSpec } from '../../src/unit/index.ts';
import { anyRequest, validSpec } from './requests.ts';

const SEED = 4171;

describe('a request for a unit', () => {
  it(`is a unit that generates, or is refused with a reason and a way out (seed ${SEED})`, () => {
    const kinds = { units: 0, refusals: 0 };
    fc.assert(
      fc.property(anyRequest, ({ product, format, request }) => {
        try {
          const spec = unitSpec(product, parseFormat(format), request);
          const verilog = emitVerilog(spec);
          expect(verilog).toContain(`\nmodule ${shortName(spec)} `);
          expect(verilog).not.toMatch(/undefined|\[object|\{\{[a-z]+\}\}/);
          expect(emitTestbench(spec)).toContain(shortName(spec));
          kinds.units += 1;
        } catch (error) {
          if (!(error instanceof Diagnostic)) throw error;
          expect(error).toMatchObject({ code: expect.stringMatching(/^(unit|format)\//), exit: 2 });
          for (const part of [error.text, error.wayOut]) expect(part).toMatch(/./);
          kinds.refusals += 1;
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
    expect(Math.min(kinds.units, kinds.refusals)).toBeGreaterThan(40);
  });

  it(`that is valid has a name that means it again, at most 100 columns, and a model (seed ${SEED})`, () => {
    fc.assert(
      fc.property(validSpec, fc.bigInt({ min: 0n, max: 2n ** 40n }), (spec, bits) => {
        expect(parseShortName(shortName(spec))).toEqual(spec);
        expect(spec.stages).toBeLessThanOrEqual(maxStages(spec));
        const long = emitVerilog(spec)
          .split('\n')
          .filter((line) => line.length > 100);
        expect(long).toEqual([]);
        const width = BigInt(1 + spec.format.expBits + spec.format.manBits);
        const code = (shift: bigint): bigint => (bits >> shift) % (1n << width);
        expect(modelOf(spec)(code(0n), code(20n))).toBeGreaterThanOrEqual(0n);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
