import type { Claim, Rule } from './claim.ts';

/** One figure of ours, with what it was measured under. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  /** `share`: of one; `ratio`: of two like figures. */
  readonly unit: string;
  readonly conditions: string;
  /** The published figure it answers to, where a claim has several. */
  readonly published?: number;
}

/** What was measured for a claim: figures its rule judges, and others shown beside them. */
export interface Evidence {
  readonly judged: readonly Measured[];
  readonly beside: readonly Measured[];
  /** Formats, units or tools that were not there to be measured. */
  readonly missing?: string;
}

export type VerdictKind = 'holds' | 'holds under stated conditions' | 'does not hold' | 'not testable here';

export interface ClaimVerdict {
  readonly claim: Claim;
  readonly verdict: VerdictKind;
  /** Which of the judged figures bear the claim out. */
  readonly judged: readonly (Measured & { readonly meets: boolean })[];
  readonly beside: readonly Measured[];
  /** What is missing, for a verdict or beside it. */
  readonly missing?: string;
}

/** The verdict: every judged figure meets the rule, some do, or none; without any there is none. */
export function verdictOf(claim: Claim, { judged, beside, missing }: Evidence): ClaimVerdict {
  const figures = judged.map((measured) => ({ ...measured, meets: meets(claim.rule, measured) }));
  const bearing = figures.filter((measured) => measured.meets).length;
  const absent = [missing ?? [], claim.untested ?? []].flat().join('; ');
  return {
    claim,
    verdict: kindOf(bearing, figures.length),
    judged: figures,
    beside,
    ...(absent === '' ? {} : { missing: absent }),
  };
}

function kindOf(bearing: number, all: number): VerdictKind {
  if (all === 0) return 'not testable here';
  if (bearing === all) return 'holds';
  return bearing === 0 ? 'does not hold' : 'holds under stated conditions';
}

/** Whether a figure bears a claim out. */
export function meets(rule: Rule, { value, published }: Pick<Measured, 'value' | 'published'>): boolean {
  if (rule.kind === 'between') return value >= rule.low && value <= rule.high;
  const figure = published ?? rule.value;
  if (figure === undefined) throw new TypeError('a rule without a figure, for a measurement without one');
  switch (rule.kind) {
    case 'at-least':
      return value >= figure - rule.tolerance;
    case 'at-most':
      return value <= figure + rule.tolerance;
    case 'near':
      return Math.abs(value - figure) <= rule.tolerance * Math.abs(figure);
  }
}

/** The rule in words. */
export function ruleText(rule: Rule): string {
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  if (rule.kind === 'between') return `between ${rule.low} and ${rule.high}`;
  const figure = rule.value === undefined ? 'the published figure beside it' : `${rule.value}`;
  if (rule.kind === 'near') return `within ${percent(rule.tolerance)} of ${figure}`;
  const slack = rule.tolerance === 0 ? '' : `, give or take ${rule.tolerance}`;
  return `${rule.kind === 'at-least' ? 'at least' : 'at most'} ${figure}${slack}`;
}
