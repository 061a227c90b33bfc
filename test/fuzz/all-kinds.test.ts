import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emitModules, emitSystolicModules, emitText } from '../../src/rtl/index.ts';
import {
  isInteger,
  isMac,
  nameOf,
  parseIntegerName,
  parseMacName,
  systolicName,
  systolicSpec,
} from '../../src/unit/index.ts';
import { describeWithSimulators, lintFiles } from '../rtl/external-tools.ts';
import { accepted, unitOf, words } from './words.ts';

const SEED = 640;

it(`units of every kind generate and have names that mean them, or are refused (seed ${SEED})`, () => {
  const kinds = { integer: 0, mac: 0, refused: 0 };
  fc.assert(
    fc.property(words, (text) => {
      const spec = unitOf(text);
      if (spec === undefined) {
        kinds.refused += 1;
        return;
      }
      const verilog = emitText(spec);
      expect(verilog).toContain(`\nmodule ${nameOf(spec)} `);
      expect(verilog).not.toMatch(/undefined|\[object|\{\{[a-z]+\}\}/);
      if (isInteger(spec)) {
        kinds.integer += 1;
        expect(parseIntegerName(nameOf(spec))).toEqual(spec);
      } else if (isMac(spec)) {
        kinds.mac += 1;
        expect(parseMacName(nameOf(spec))).toEqual(spec);
      }
    }),
    { seed: SEED, numRuns: 3000 },
  );
  expect(Math.min(...Object.values(kinds))).toBeGreaterThan(40);
});

const drawn = fc
  .sample(words, { seed: SEED, numRuns: 300 })
  .flatMap((text) => unitOf(text) ?? [])
  .map((spec) => [nameOf(spec), spec] as const);

const elements = drawn.flatMap(([, spec]) => (isMac(spec) ? [spec] : []));
const size = fc.constantFrom(2, 3, 4, 5, 6, 7, 8, 16, 1, 0, -1, 1e9, 2.5, Number.NaN);

it(`arrays of such units generate, or are refused (seed ${SEED})`, () => {
  const kinds = { arrays: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...elements), size, size, (element, rows, cols) => {
      const spec = accepted(() => systolicSpec(rows, cols, element));
      kinds[spec === undefined ? 'refused' : 'arrays'] += 1;
      if (spec === undefined) return;
      const modules = emitSystolicModules(spec);
      expect(Object.keys(modules)[0]).toBe(systolicName(spec));
      for (const [name, verilog] of Object.entries(modules)) {
        expect(verilog).toContain(`\nmodule ${name} `);
        expect(verilog).not.toMatch(/undefined|\[object|\{\{[a-z]+\}\}/);
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
  expect(Math.min(...Object.values(kinds))).toBeGreaterThan(20);
});

const CLEAN = { code: 0, output: '' };

describeWithSimulators(`units of every kind (seed ${SEED})`, () => {
  it.each([...new Map(drawn).entries()].slice(0, 12))(
    '%s has nothing to be said of by the linters',
    async (name, spec) => {
      const files = Object.entries(emitModules(spec)).map(([module, text]) => [`${module}.v`, text]);
      expect(await lintFiles(name, Object.fromEntries(files))).toEqual([CLEAN, CLEAN]);
    },
  );
});
