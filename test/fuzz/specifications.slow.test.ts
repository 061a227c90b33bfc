import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { emitVerilog } from '../../src/rtl/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { shortName } from '../../src/unit/index.ts';
import { checkUnit } from '../../src/verify/index.ts';
import { describeWithSimulators, lint } from '../rtl/external-tools.ts';
import { validSpec } from './requests.ts';

afterAll(closeTools);

const SEED = 88;

/** Narrow enough to be checked in a second or two each. */
const small = validSpec.filter(({ format: { expBits, manBits } }) => expBits + manBits < 10 && manBits <= 6);
const units = fc.sample(small, { seed: SEED, numRuns: 12 }).map((spec) => [shortName(spec), spec] as const);

describeWithSimulators(`a unit drawn at random (seed ${SEED})`, () => {
  it.each(units)('%s lints, is what its model says, and has a cost', async (name, spec) => {
    expect(await lint(name, emitVerilog(spec))).toBe('');
    const result = await checkUnit(spec);
    if (result.kind === 'failed') throw new Error(`${name} failed its check`);
    const { gates, ice40 } = result.unit.costs;
    expect(gates.aigNodes).toBeGreaterThan(0);
    expect(ice40.lut4).toBeGreaterThan(0);
  });
});
