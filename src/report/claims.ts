import { packageVersion } from '../package-root.ts';
import { type ClaimVerdict, type Measured, ruleText } from '../study/index.ts';
import { toolVersions } from '../tools/index.ts';
import type { ReportedClaim } from './document/build.ts';
import { figure } from './energy.ts';
import { left, markdownTable, percent, right, textTable } from './table.ts';

/** Verdicts as data: id, verdict, published, measured, conditions. */
export function claimsData(verdicts: readonly ClaimVerdict[]): object {
  return verdicts.map(({ claim, verdict, judged, beside, missing }) => ({
    id: claim.id,
    verdict,
    claim: claim.claim,
    source: claim.source,
    known: claim.known,
    published: claim.published,
    how: claim.how,
    rule: claim.rule,
    measured: judged,
    conditions: judged.filter(({ meets }) => meets).map(conditionsOf),
    beside,
    ...(missing === undefined ? {} : { missing }),
    tools: { lmul: packageVersion, ...toolVersions() },
  }));
}

const conditionsOf = ({ what, conditions }: Measured): string => `${what}: ${conditions}`;

/** A table of all claims: what was said, what is measured, and the verdict. */
export function claimsText(verdicts: readonly ClaimVerdict[]): string {
  return [textTable(columns, verdicts), footer()].join('\n\n');
}

export function claimsMarkdown(verdicts: readonly ClaimVerdict[]): string {
  const details = verdicts.map((verdict) => {
    const [head, ...lines] = explainedText(verdict).split('\n');
    return [`### ${head}`, '```', ...lines, '```'].join('\n');
  });
  return [
    '# Published claims, put to the test',
    'Made by `lmul claims --markdown`. A verdict is a rule over the figures of a claim: it holds when all of them meet the rule, under stated conditions when some do.',
    markdownTable(columns, verdicts),
    '## How each was measured',
    ...details,
    footer()
      .split('\n')
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n');
}

/** A claim and its verdict as a row of a report. */
export function reportedClaim(each: ClaimVerdict): ReportedClaim {
  const { id, claim, source, published } = each.claim;
  const verdict = verdictText(each);
  return { claim: `${id}: ${claim}`, source, published: `${published}`, measured: rangeText(each), verdict };
}

const columns = [
  left<ClaimVerdict>('claim', ({ claim }) => claim.id),
  left<ClaimVerdict>('published', ({ claim }) => claim.published),
  left<ClaimVerdict>('measured', rangeText),
  left<ClaimVerdict>('verdict', verdictText),
];

/** The judged figures from the least to the most. */
function rangeText({ judged }: ClaimVerdict): string {
  const sorted = [...judged].sort((a, b) => a.value - b.value);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return '-';
  return least.value === most.value ? valueText(least) : `${valueText(least)} to ${valueText(most)}`;
}

function verdictText({ verdict, judged, missing }: ClaimVerdict): string {
  if (verdict === 'not testable here') return `${verdict}: ${missing ?? 'nothing to measure'}`;
  const names = judged.filter(({ meets }) => meets).map(({ what }) => what);
  const shown = names.length <= 4 ? names.join('; ') : `${names.slice(0, 3).join('; ')}; ...`;
  const words =
    verdict === 'holds under stated conditions'
      ? `${verdict} (${names.length} of ${judged.length}): ${shown}`
      : `${verdict} (${judged.length} figures)`;
  return missing === undefined ? words : `${words}. Not measured: ${missing}`;
}

type Figure = Measured & { readonly meets?: boolean };

/** One claim: how it was measured, every figure, and what is missing. */
export function explainedText({ claim, verdict, judged, beside, missing }: ClaimVerdict): string {
  const rows = (measured: readonly Figure[]): string =>
    textTable<Figure>(
      [
        left('figure', ({ what }) => what),
        right('measured', valueText),
        ...(measured.some(({ published }) => published !== undefined)
          ? [right<Figure>('published', publishedText)]
          : []),
        ...(measured.some(({ meets }) => meets !== undefined)
          ? [left<Figure>('bears out', ({ meets }) => (meets ? 'yes' : 'no'))]
          : []),
        left('conditions', ({ conditions }) => conditions),
      ],
      measured,
    );
  return [
    `${claim.id}: ${verdict}`,
    `  claim      ${claim.claim}`,
    `  source     ${claim.source} (${claim.known})`,
    `  published  ${claim.published}`,
    `  measured   ${claim.how}`,
    `  rule       ${ruleText(claim.rule)}; holds: every figure, under stated conditions: some of them`,
    ...(missing === undefined ? [] : [`  missing    ${missing}`]),
    ...(judged.length === 0 ? [] : ['', rows(judged)]),
    ...(beside.length === 0 ? [] : ['', 'beside it, not judged', rows(beside)]),
  ].join('\n');
}

function valueText({ value, unit }: Measured): string {
  if (unit === 'share') return percent(value);
  const text = Number.isInteger(value) ? `${value}` : unit === 'ratio' ? value.toFixed(3) : figure(value);
  return unit === 'ratio' || unit === '' ? text : `${text} ${unit}`;
}

function publishedText({ published, unit }: Measured): string {
  if (published === undefined) return '-';
  return unit === 'share' ? percent(published) : unit === 'ratio' ? published.toFixed(3) : `${published}`;
}

function footer(): string {
  return [
    'published figures, sources and rules: data/claims.json; lmul claims ID --explain shows how each was measured',
    'every unit passed its check; energy is pre-layout: cells and pins, no wires, no clock tree',
    `lmul-rtl ${packageVersion}, Yosys ${toolVersions().yosys}`,
  ].join('\n');
}
