import { afterAll, describe, expect, it } from 'vitest';
import { claimsData, claimsText, explainedText } from '../../../src/report/index.ts';
import { quantisedError } from '../../../src/study/claims/quantised-error.ts';
import { measuredIds } from '../../../src/study/claims/run.ts';
import {
  type Claim,
  claimsOf,
  meets,
  publishedClaims,
  ruleText,
  testClaims,
  verdictOf,
} from '../../../src/study/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { refusalOf } from '../../format/refusal.ts';
import { checkedUnit } from '../../measure/error/checked-units.ts';

afterAll(closeTools);

const claims = publishedClaims();
const claim: Claim = {
  ...claims.find(({ id }) => id === 'lmul-95')!,
  rule: { kind: 'at-least', value: 0.95, tolerance: 0.005 },
};
const figure = (value: number, published?: number) => ({
  what: `${value}`,
  value,
  unit: 'share',
  conditions: 'by hand',
  ...(published === undefined ? {} : { published }),
});
const verdict = (...values: number[]) =>
  verdictOf(claim, { judged: values.map((value) => figure(value)), beside: [] }).verdict;

describe('a verdict', () => {
  it('is a rule over figures: all, some, none, or no figure at all', () => {
    expect(verdict(0.95, 0.99)).toBe('holds');
    expect(verdict(0.945)).toBe('holds');
    expect(verdict(0.95, 0.9)).toBe('holds under stated conditions');
    expect(verdict(0.9, 0.1)).toBe('does not hold');
    expect(verdict()).toBe('not testable here');
  });

  it.each([
    [{ kind: 'at-most', value: 1, tolerance: 0 }, 1, undefined, true],
    [{ kind: 'at-most', value: 1, tolerance: 0 }, 1.01, undefined, false],
    [{ kind: 'near', value: -0.0385, tolerance: 0.01 }, -0.0382, undefined, true],
    [{ kind: 'near', value: -0.0385, tolerance: 0.01 }, 0.0385, undefined, false],
    [{ kind: 'near', tolerance: 0.1 }, 0.52, 0.48, true],
    [{ kind: 'near', tolerance: 0.1 }, 0.89, 0.48, false],
    [{ kind: 'near', tolerance: 0 }, Number.NaN, 0.125, false],
    [{ kind: 'between', low: 0.1, high: 0.2 }, 0.2, undefined, true],
    [{ kind: 'between', low: 0.1, high: 0.2 }, 0.21, undefined, false],
  ] as const)('by %j of %s, published %s: %s', (rule, value, published, expected) => {
    expect(meets(rule, figure(value, published))).toBe(expected);
  });

  it('has its rule in words', () => {
    expect(ruleText(claim.rule)).toBe('at least 0.95, give or take 0.005');
    expect(ruleText({ kind: 'near', tolerance: 0.1 })).toBe('within 10 % of the published figure beside it');
  });
});

describe('the claims', () => {
  it('are 25, each measured, or with what is missing', () => {
    expect(claims).toHaveLength(25);
    expect(new Set(claims.map(({ id }) => id)).size).toBe(25);
    for (const { id, untested } of claims)
      expect(measuredIds.includes(id) || untested !== undefined, id).toBe(true);
    for (const id of measuredIds) expect(claims.map((each) => each.id)).toContain(id);
  });

  it('of an unknown name are refused', () => {
    expect(refusalOf(() => claimsOf(['lmul-95', 'cold-fusion']))).toMatchObject({
      got: 'cold-fusion',
      exit: 2,
    });
  });

  it('are put to the test with units of ours, explained, and given as data', async () => {
    const verdicts = await testClaims(claimsOf(['review-185', 'fp32-37x']), {});
    const [review, wide] = verdicts;
    // 173 and 197 are within 10 % of 185; 296 is the published count they stand against.
    expect(review).toMatchObject({
      verdict: 'holds',
      judged: [
        { value: 197, meets: true },
        { value: 173, meets: true },
      ],
    });
    expect(review!.beside.map(({ value }) => value)[0]).toBe(296);
    expect(wide).toMatchObject({
      verdict: 'not testable here',
      missing: 'fp32: lmul claims --fp32',
    });
    expect(claimsText(verdicts)).toMatch(/^fp32-37x +37 +- +not testable here: fp32: lmul claims --fp32/m);
    expect(explainedText(review!)).toContain('  rule       within 10 % of 185; holds: every figure');
    expect(claimsData(verdicts)).toMatchObject([
      { id: 'review-185', verdict: 'holds', published: '185', measured: [{ value: 197 }, { value: 173 }] },
      { id: 'fp32-37x', measured: [], conditions: [] },
    ]);
  });
});

describe('the error against operands before quantisation', () => {
  it('of an exact unit is that of three roundings', async () => {
    // Mantissas uniform in [1, 2), each off by up to 1/16 to either side: (1/16) / sqrt 3 of E[1/x^2] = 1/2 absolute.
    const operand = (2 ** -3 / Math.sqrt(3)) * Math.sqrt(0.5);
    const { rms } = quantisedError(await checkedUnit('exact', 'e5m2'), 'binade');
    expect(rms).toBeGreaterThan(Math.SQRT2 * operand);
    expect(rms).toBeLessThan(1.05 * Math.sqrt(3) * operand);
  });

  it('halves with each bit of mantissa, flushed operands left out', async () => {
    const rms = async (name: string) => quantisedError(await checkedUnit('exact', name), 'gaussian').rms;
    expect((await rms('e4m2')) / (await rms('e4m3'))).toBeCloseTo(2, 0);
  });
});
