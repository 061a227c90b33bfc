import { describe, expect, it } from 'vitest';
import { adviceData, adviceText } from '../../src/report/index.ts';
import { advise, type Lab, type MeasuredPoint, productOf, type Question } from '../../src/study/index.ts';
import { type FloatSpec, isMac, nameOf } from '../../src/unit/index.ts';
import { question } from './question.ts';

/** Errors and costs made up, so that the answer is known: an exact unit grows with the square of the mantissa. */
function pointOf(spec: FloatSpec, target: string): MeasuredPoint {
  const product = productOf(spec);
  const m = product.format.manBits;
  const isExact = product.product === 'exact';
  const mred = isExact ? 0.15 / 2 ** m : nameOf(product).startsWith('mitchell') ? 0.038 : 0.052;
  const alone = isExact
    ? 10 * m * m + (product.architecture === 'carry-in' ? 10 : 40)
    : 20 * m + (nameOf(product).startsWith('mitchell') ? 15 : nameOf(product).includes('adder') ? 10 : 50);
  const level = isMac(spec) ? 'mac' : 'element';
  return {
    kind: 'measured',
    index: 0,
    unit: nameOf(spec),
    level,
    spec,
    target,
    extent: { kind: 'exhaustive', pairs: 65_536 },
    error: { pairs: 64, kind: 'exhaustive', seed: 1, bias: 0, mred, rms: mred, min: -mred, max: 0 },
    stimuli: [],
    operandErrors: [],
    costs: { aigNodes: isMac(spec) ? 1500 + alone : alone },
    chosenRecipe: 'made up',
  };
}

const lab: Pick<Lab, 'measure'> = { measure: async (spec, target) => pointOf(spec, target) };

describe('advice on a format', () => {
  it('holds the approximate unit within the budget that takes least against the exact one that takes least', async () => {
    const advice = await advise(question, lab);
    // Exact by carry-in: 100. L-Mul 70, over the budget; Mitchell 75.
    expect(advice.exact.product.unit).toBe('exact_e4m3_carry_in_rne_flush');
    expect(advice.best?.product.unit).toBe('mitchell_e4m3_adder_flush');
    expect(advice).toMatchObject({ ratio: 0.75, ratioWithoutBudget: 0.7, pays: true });
    // On three bits 1/18 is no offset: it is Mitchell once more, and not listed twice.
    const names = advice.approximate.map(({ product }) => product.unit);
    expect(names).not.toContain('lmul_e4m3_adder_offset_1_18_flush');
    expect(names.slice(0, 2)).toEqual(['lmul_e4m3_adder_flush', 'mitchell_e4m3_adder_flush']);
  });

  it('is a sentence and a table, with what they rest on', async () => {
    const advice = await advise(question, lab);
    const text = adviceText(advice);
    expect(text.split('\n')[0]).toBe(
      'e4m3, element, contract flush, gates: yes. mitchell_e4m3_adder_flush takes 25 % less area than exact_e4m3_carry_in_rne_flush, the best exact unit, at MRED 3.80 %. The exact product itself has 1.88 %.',
    );
    expect(text).toMatch(/^lmul_e4m3_adder_flush +all 65,536 pairs +5\.20 % +no +70 +x0\.70$/m);
    expect(text).toContain('it pays at 0.97 or less, the rest is noise');
    expect(adviceData(advice)).toMatchObject({ answer: text.split('\n')[0], question: { budget: 0.04 } });
  });

  it('counts a unit that always rounds correctly among the exact ones, whatever its name', async () => {
    const found: Pick<Lab, 'measure'> = {
      measure: async (spec, target) => {
        const point = pointOf(spec, target);
        if (!point.unit.startsWith('truncated')) return point;
        return { ...point, error: { ...point.error, mred: 0.0188, notRne: 0 }, costs: { aigNodes: 72 } };
      },
    };
    const advice = await advise(question, found);
    expect(advice.exact.product.unit).toMatch(/^truncated_e4m3/);
    expect(advice.approximate.filter(({ product }) => product.unit.startsWith('truncated'))).toEqual([]);
    // Mitchell takes 75, more than that.
    expect(advice).toMatchObject({ pays: false, ratio: 75 / 72 });
    const [own] = (await advise({ ...question, widths: [3] }, found)).widths;
    expect(own).toMatchObject({ better: false, ratio: 75 / 72 });
    expect(adviceText(advice)).not.toContain('need not be the fastest');
  });

  it.each([
    ['mred', 'MRED'],
    ['rms', 'RMS'],
    ['bias', 'bias'],
    ['worst', 'largest error'],
  ] as const)('names the metric %s in its sentence and its table: %s', async (metric, words) => {
    const text = adviceText(await advise({ ...question, metric }, lab));
    expect(text.split('\n')[0]).toMatch(new RegExp(`, at ${words} \\d`));
    expect(text).toContain(`  ${words}  within budget`);
  });

  it('says no, and what is closest, when nothing is within the budget', async () => {
    const advice = await advise({ ...question, budget: 0.02 }, lab);
    expect(advice).toMatchObject({ pays: false });
    expect(advice.best).toBeUndefined();
    expect(adviceText(advice)).toContain(
      'no. No approximate unit keeps MRED within 2.0 %: the closest, mitchell_e4m3_adder_flush, has 3.80 %.',
    );
  });

  it('says no when what is saved is within the noise of synthesis', async () => {
    const advice = await advise({ ...question, level: { kind: 'mac', accumulator: 'fp32' } }, lab);
    // 1575 of 1600.
    expect(advice.best?.whole?.unit).toBe('mac_mitchell_e4m3_adder_flush_into_fp32_rne');
    expect(advice).toMatchObject({ ratio: 1575 / 1600, pays: false });
    expect(adviceText(advice)).toMatch(
      /: no\. mac_mitchell_\w+, the cheapest within MRED 4\.0 %, takes 2 % less area than mac_exact_e4m3_carry_in_\w+, the best exact unit: within the noise\./,
    );
    expect(adviceText(advice)).toMatch(/^lmul_e4m3_adder_flush .* 70 +1570 +x0\.98$/m);
  });

  it('looks at other widths of the same exponent, and says from which on it pays', async () => {
    const advice = await advise({ ...question, widths: [1, 2, 3, 4] }, lab);
    // Exact 20, 50, 100, 170; Mitchell 35, 55, 75, 95.
    expect(advice.widths.map(({ ratio, better }) => [ratio, better])).toEqual([
      [35 / 20, false],
      [55 / 50, false],
      [75 / 100, true],
      [95 / 170, true],
    ]);
    expect(advice.fromManBits).toBe(3);
    expect(adviceText(advice).split('\n')[0]).toContain(
      'With 4 exponent bits it pays from 3 mantissa bits on, of 1 to 4.',
    );
  });

  describe('refuses before anything is measured', () => {
    const refused = (asked: Partial<Question>) =>
      expect(
        advise(
          { ...question, ...asked },
          { measure: (spec) => Promise.reject(new Error(`${nameOf(spec)} was measured`)) },
        ),
      ).rejects;
    const mac = (accumulator: string) => ({ level: { kind: 'mac', accumulator } }) as const;

    it.each([
      [{ cost: 'energy' }, 'gates'],
      [{ cost: 'energy', target: 'ice40' }, 'ice40'],
      [{ cost: 'energy', ...mac('fp32') }, 'gates'],
    ] as const)('a cost that the target has not: %j', async (asked, target) => {
      await refused(asked).toThrow(
        `There is no energy of units on ${target}.\n  got: --cost energy --target ${target}\n  try: --cost area, or --target cells:sky130`,
      );
    });

    it.each([
      [mac('e2m1'), 'an encoding with Inf and NaN'],
      [{ ...mac('fp32'), contract: 'bare' }, 'A product without a zero cannot be accumulated.'],
      [{ ...mac('e5m4'), widths: [3, 4, 5], budget: 0.2 }, 'got: e4m5-fn products into e5m4'],
    ] as const)('a level at which no unit can be made: %j', async (asked, words) => {
      await refused(asked).toThrow(words);
    });
  });

  it('answers at a width that the accumulator does not hold where nothing is within the budget anyway', async () => {
    const asked = { level: { kind: 'mac', accumulator: 'e5m4' }, widths: [4, 5], budget: 0.005 } as const;
    const { widths } = await advise({ ...question, ...asked }, lab);
    expect(widths.map(({ unit }) => unit)).toEqual([undefined, undefined]);
  });
});
