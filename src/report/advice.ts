import { packageVersion } from '../package-root.ts';
import {
  type Advice,
  type AdvisedUnit,
  costNameIn,
  levelCost,
  type Metric,
  NOISE,
  type WidthAdvice,
} from '../study/index.ts';
import { toolVersions } from '../tools/index.ts';
import { DELAY_NOTE } from './cost.ts';
import { figure } from './energy.ts';
import { shortExtent } from './extent.ts';
import { left, percent, right, textTable } from './table.ts';

const METRIC_WORDS: Readonly<Record<Metric, string>> = {
  mred: 'MRED',
  rms: 'RMS',
  bias: 'bias',
  worst: 'largest error',
};

export function adviceData(advice: Advice): object {
  return { answer: adviceAnswer(advice), ...advice, tools: { lmul: packageVersion, ...toolVersions() } };
}

/** The answer in a sentence or two, the units it rests on, and how it goes with the mantissa. */
export function adviceText(advice: Advice): string {
  const { exact, approximate, question, widths } = advice;
  const { cost, metric } = question;
  const base = levelCost(exact, cost);
  const own = (unit: AdvisedUnit): boolean => question.level.kind === 'element' || unit.whole !== undefined;
  const units = textTable<AdvisedUnit>(
    [
      left('unit', ({ product }) => product.unit),
      left('checked', ({ product, whole }) => shortExtent((whole ?? product).extent)),
      right(METRIC_WORDS[metric], ({ error }) => percent(error)),
      left('within budget', ({ within }) => (within ? 'yes' : 'no')),
      ...(question.level.kind === 'element'
        ? []
        : [right<AdvisedUnit>('AIG alone', ({ product }) => `${product.costs.aigNodes ?? '-'}`)]),
      right(unitOfCost(exact, cost), (unit) => (own(unit) ? costText(levelCost(unit, cost)) : '-')),
      right('ratio', (unit) => (own(unit) ? `x${(levelCost(unit, cost) / base).toFixed(2)}` : '-')),
    ],
    [exact, ...approximate],
  );
  const byWidth =
    widths.length === 0
      ? []
      : [
          textTable<WidthAdvice>(
            [
              right('mantissa bits', ({ manBits }) => `${manBits}`),
              right('ratio', (width) => ratioText(width)),
              left('best within budget', ({ unit }) => unit ?? 'none'),
              left('pays', ({ better }) => (better ? 'yes' : 'no')),
              left('against', ({ against }) => against),
            ],
            widths,
          ),
        ];
  return [
    adviceAnswer(advice),
    units,
    ...byWidth,
    [
      `errors: of the products, against the real product, over all pairs of mantissas in one binade`,
      `ratio: ${cost} on ${question.target} over that of the best exact unit; it pays at ${1 - NOISE} or less, the rest is noise`,
      ...(cost === 'delay' ? [DELAY_NOTE] : []),
      ...(widths.length === 0
        ? []
        : [
            'at other widths only units within the budget by their models were built, and of those with many more gates than the least none in cells',
          ]),
      `lmul-rtl ${packageVersion}, Yosys ${toolVersions().yosys}`,
    ].join('\n'),
  ].join('\n\n');
}

/** What is known of one width, in a line. */
export function widthText(width: WidthAdvice): string {
  const { manBits, unit, against, better } = width;
  const bits = `${manBits} mantissa ${manBits === 1 ? 'bit' : 'bits'}`;
  if (unit === undefined) return `${bits}: no approximate unit is within the budget`;
  return `${bits}: ${unit} takes ${ratioText(width)} of ${against}, ${better ? 'it pays' : 'it does not pay'}`;
}

const ratioText = ({ unit, ratio }: WidthAdvice): string =>
  unit === undefined ? '-' : `x${ratio.toFixed(2)}`;

const costText = (value: number): string => (Number.isInteger(value) ? `${value}` : figure(value));

function unitOfCost({ product, whole }: AdvisedUnit, cost: Advice['question']['cost']): string {
  return costNameIn(cost, (whole ?? product).costs) ?? cost;
}

/** Does it pay, by how much, against what, and from which mantissa on. */
export function adviceAnswer(advice: Advice): string {
  const { question, exact, best, ratio, pays, approximate, ratioWithoutBudget } = advice;
  const { format, metric, budget, cost, level, contract, target } = question;
  const where = [format.name, level.kind, `contract ${contract}`, target].join(', ');
  const words = METRIC_WORDS[metric];
  const exactName = (exact.whole ?? exact.product).unit;
  const closest = approximate.reduce((a, b) => (b.error < a.error ? b : a));
  const own = `The exact product itself has ${percent(exact.error)}.`;
  const verdict = (): string => {
    if (best === undefined)
      return `no. No approximate unit keeps ${words} within ${percent(budget, 1)}: the closest, ${closest.product.unit}, has ${percent(closest.error)}. ${own} With no budget at all, the cheapest would take x${ratioWithoutBudget.toFixed(2)} of the ${cost} of ${exactName}.`;
    const unit = (best.whole ?? best.product).unit;
    const saved = percent(Math.abs(1 - ratio!), 0);
    if (pays)
      return `yes. ${unit} takes ${saved} less ${cost} than ${exactName}, the best exact unit, at ${words} ${percent(best.error)}. ${own}`;
    return `no. ${unit}, the cheapest within ${words} ${percent(budget, 1)}, takes ${saved} ${ratio! > 1 ? 'more' : 'less'} ${cost} than ${exactName}, the best exact unit: ${ratio! > 1 ? 'nothing is saved' : 'within the noise'}. ${own}`;
  };
  return `${where}: ${verdict()}${fromText(advice)}`;
}

function fromText({ widths, fromManBits, format }: Advice): string {
  if (widths.length === 0) return '';
  const range = `${widths[0]!.manBits} to ${widths.at(-1)!.manBits}`;
  const also = widths.filter(({ better, manBits }) => better && manBits < (fromManBits ?? Infinity));
  const apart = also.length === 0 ? '' : ` (and at ${also.map(({ manBits }) => manBits).join(', ')})`;
  return fromManBits === undefined
    ? ` Over ${range} mantissa bits with ${format.expBits} of exponent there is no width from which on it pays${apart}.`
    : ` With ${format.expBits} exponent bits it pays from ${fromManBits} mantissa bits on${apart}, of ${range}.`;
}
