import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { adviceData, adviceText } from '../../src/report/index.ts';
import { type Advice, advise, type Question } from '../../src/study/index.ts';
import { closeTools } from '../../src/tools/index.ts';

afterAll(closeTools);

const question: Question = {
  format: parseFormat('e2m1'),
  contract: 'flush',
  budget: 0.05,
  metric: 'mred',
  level: { kind: 'element' },
  target: 'gates',
  cost: 'area',
  widths: [],
};

describe('advice on a format', () => {
  let advice: Advice;
  beforeAll(async () => {
    advice = await advise(question, {});
  }, 120_000);

  it('holds approximate units within the budget against the exact one that takes least', () => {
    const { exact, approximate, best, ratio, pays } = advice;
    expect(exact.product.unit).toMatch(/^exact_e2m1_/);
    // Numerics of one mantissa bit: L-Mul errs by 37.5 %, Mitchell by 2.78 % as the exact unit itself does.
    const mredOf = (name: string) =>
      approximate.find(({ product }) => product.unit === name)!.error.toFixed(4);
    expect([mredOf('lmul_e2m1_adder_flush'), mredOf('mitchell_e2m1_adder_flush')]).toEqual([
      '0.3750',
      '0.0278',
    ]);
    expect(exact.error.toFixed(4)).toBe('0.0278');
    // On this grid 1/18 is no offset: it is Mitchell once more, and not listed twice.
    expect(approximate.map(({ product }) => product.unit)).not.toContain('lmul_e2m1_adder_offset_1_18_flush');
    const within = approximate.filter((unit) => unit.within);
    expect(within.every(({ error }) => error <= 0.05)).toBe(true);
    expect(best).toBe(within[0]);
    const aig = (unit: typeof exact) => unit.product.costs.aigNodes!;
    expect(aig(best!)).toBe(Math.min(...within.map(aig)));
    expect(ratio).toBeCloseTo(aig(best!) / aig(exact), 12);
    expect(pays).toBe(ratio! <= 0.97);
  });

  it('is a sentence and a table, with what they rest on', () => {
    const text = adviceText(advice);
    expect(text).toMatch(/^e2m1, element, contract flush, gates: (yes|no)\. /);
    expect(text).toContain('The exact product itself has 2.78 %.');
    expect(text).toMatch(/^lmul_e2m1_adder_flush +all 256 pairs +37\.50 % +no +25 +x0\.\d\d$/m);
    expect(adviceData(advice)).toMatchObject({ answer: text.split('\n')[0], question: { budget: 0.05 } });
  });

  it('says no, and what is closest, when nothing is within the budget', async () => {
    const none = await advise({ ...question, budget: 0.001 }, {});
    expect(none.best).toBeUndefined();
    expect(none.pays).toBe(false);
    expect(adviceText(none)).toMatch(
      /: no\. No approximate unit keeps MRED within 0\.1 %: the closest, \w+, has/,
    );
  });

  it('looks at other widths of the same exponent, and says from which on it pays', async () => {
    const wide = await advise({ ...question, widths: [1, 2] }, {});
    expect(wide.widths.map(({ manBits, against }) => [manBits, against.slice(0, 10)])).toEqual([
      [1, 'exact_e2m1'],
      [2, 'exact_e2m2'],
    ]);
    expect(adviceText(wide)).toMatch(/1 to 2 mantissa bits|it pays from \d mantissa bits on/);
  }, 120_000);

  it('refuses a cost that the target has not', async () => {
    await expect(advise({ ...question, cost: 'energy' }, {})).rejects.toThrow(
      /There is no energy of \w+ on gates/,
    );
  });
});
