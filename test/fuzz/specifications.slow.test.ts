import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { widthOf } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import {
  type AnySpec,
  integerWidths,
  isInteger,
  lanesOf,
  nameOf,
  operandFormatOf,
  shortName,
} from '../../src/unit/index.ts';
import { checkAnyUnit, checkUnit } from '../../src/verify/index.ts';
import { describeWithSimulators, lint } from '../rtl/external-tools.ts';
import { validSpec } from './requests.ts';
import { unitOf, words } from './words.ts';

afterAll(closeTools);

const SEED = 88;

/** Small enough to be checked, proved step by step and costed in some seconds each. */
const smallOfOtherKinds = words
  .map(unitOf)
  .filter((spec) => spec !== undefined && lanesOf(spec) <= 4 && operandBitsOf(spec) <= 8);
const drawn = fc
  .sample(smallOfOtherKinds, { seed: SEED, numRuns: 80 })
  .flatMap((spec) => (spec === undefined ? [] : [[nameOf(spec), spec] as const]));
const [integers, sums] = [true, false].map((wanted) =>
  [...new Map(drawn)].filter(([, spec]) => isInteger(spec) === wanted).slice(0, 6),
);

function operandBitsOf(spec: AnySpec): number {
  if (!isInteger(spec)) return widthOf(operandFormatOf(spec));
  return integerWidths(spec).a / lanesOf(spec);
}

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

  it.each([...(integers ?? []), ...(sums ?? [])])(
    '%s, which accumulates or is of integers, does so too',
    async (name, spec) => {
      const result = await checkAnyUnit(spec, {});
      if (result.kind === 'failed') throw new Error(`${name} failed its check: ${result.description}`);
      const { gates, ice40 } = result.unit.costs;
      expect(gates.aigNodes).toBeGreaterThan(0);
      expect(ice40.lut4).toBeGreaterThan(0);
    },
  );
});
