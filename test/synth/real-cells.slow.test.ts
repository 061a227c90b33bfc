import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { synthesize, timingOf, topOf } from '../../src/synth/index.ts';
import { builtInTechnology, readLiberty, type Technology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { REAL } from '../tech/liberty/small-library.ts';
import { multiplier } from './circuits.ts';

afterAll(closeTools);

const TIMEOUT_MS = 600_000;
const folder = process.env.LMUL_LIBERTY_DIR ?? '';
const names = (Object.keys(REAL) as (keyof typeof REAL)[]).filter((name) =>
  existsSync(join(folder, REAL[name])),
);

/** Only the first arc between each pair of pins. */
function firstArcs(technology: Technology): Technology {
  const cells = technology.cells.map((cell) => {
    const seen = new Set<string>();
    const arcs = cell.arcs.filter(({ input, output }) => {
      const ends = `${input} ${output}`;
      if (seen.has(ends)) return false;
      seen.add(ends);
      return true;
    });
    return { ...cell, arcs };
  });
  return { ...technology, cells };
}

describe.skipIf(folder === '' || names.length === 0)('with the Liberty files of LMUL_LIBERTY_DIR', () => {
  it.each(names)(
    '%s: our delay is ABC’s or above it, by less than a tenth; the first arcs alone give less',
    async (name) => {
      const { technology } = readLiberty(readFileSync(join(folder, REAL[name])), REAL[name]);
      const { cost, netlist } = await synthesize(multiplier(4), { target: 'cells', technology });
      for (const { delayPs, abcDelayPs } of cost.recipes) {
        expect(delayPs / abcDelayPs).toBeGreaterThan(0.99);
        expect(delayPs / abcDelayPs).toBeLessThan(1.1);
      }
      expect(timingOf(topOf(netlist).module, firstArcs(technology)).delayPs).toBeLessThanOrEqual(
        1.01 * cost.abcDelayPs,
      );
    },
    TIMEOUT_MS,
  );

  it.each(names.filter((name) => name !== 'asap7'))(
    '%s: the compact table maps to an area within a tenth',
    async (name) => {
      const { technology } = readLiberty(readFileSync(join(folder, REAL[name])), REAL[name]);
      const areaOf = async (of: Technology): Promise<number> =>
        (await synthesize(multiplier(4), { target: 'cells', technology: of })).cost.areaUm2;
      const ratio = (await areaOf(builtInTechnology(name))) / (await areaOf(technology));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    },
    TIMEOUT_MS,
  );
});
