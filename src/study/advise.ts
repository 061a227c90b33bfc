import type { Format } from '../format/index.ts';
import {
  type AdvisedUnit,
  approximateUnits,
  approximations,
  bestExact,
  leastOf,
  levelCost,
  type Measuring,
  type Question,
  shortlist,
  wholeOf,
} from './advised-units.ts';
import { checkQuestion, foreseenWithin, widened } from './check-question.ts';
import { type AtWidth, crossingOf, NOISE } from './crossings.ts';
import type { CostKind } from './pareto.ts';

/** The answer for one format. */
export interface FormatAdvice {
  readonly format: Format;
  /** Of the units that give the correctly rounded product, the one that takes least. */
  readonly exact: AdvisedUnit;
  /** All approximate units, the least cost first. */
  readonly approximate: readonly AdvisedUnit[];
  /** The approximate unit within the budget that takes least. */
  readonly best?: AdvisedUnit;
  /** Cost of the best over that of the exact one, at the level asked for. */
  readonly ratio?: number;
  /** What the cheapest approximate unit would take, whatever its error. */
  readonly ratioWithoutBudget: number;
  readonly pays: boolean;
}

/** The answer at one mantissa width; `unit` is the best within the budget, absent where there is none. */
export interface WidthAdvice extends AtWidth {
  readonly unit?: string;
}

export interface Advice extends FormatAdvice {
  readonly question: Question;
  /** By mantissa width; of ratio 1 where no approximate unit is within the budget, and nothing is saved. */
  readonly widths: readonly WidthAdvice[];
  readonly fromManBits?: number;
}

/** Told while the rest is being measured. */
export interface AdviseProgress {
  readonly onFormat?: (advice: Advice) => void;
  readonly onWidth?: (width: WidthAdvice) => void;
}

/**
 * Measures the approximate units of a format against its best exact one, at the level asked for, and then the same at
 * other mantissa widths. Errors are those of the products. At other widths only what can be the answer is built: the
 * model says which units are within the budget, and their gates which of them may take least.
 *
 * @throws Diagnostic of `checkQuestion`, before anything is measured
 */
export async function advise(
  question: Question,
  lab: Measuring,
  { onFormat = () => {}, onWidth = () => {} }: AdviseProgress = {},
): Promise<Advice> {
  checkQuestion(question);
  const here = await adviseOn(question, lab);
  onFormat({ question, ...here, widths: [] });
  const widths = await Promise.all(
    question.widths.map(async (manBits): Promise<WidthAdvice> => {
      const advice = manBits === question.format.manBits ? here : await adviseAt(manBits, question, lab);
      const width = { manBits, ...advised(advice) };
      onWidth(width);
      return width;
    }),
  );
  return { question, ...here, ...crossingOf(widths) };
}

type Compared = Pick<FormatAdvice, 'exact' | 'best' | 'ratio' | 'pays'>;

function advised(compared: Compared | undefined): Omit<WidthAdvice, 'manBits'> {
  const { exact, best, ratio, pays } = compared ?? {};
  const against = exact === undefined ? '-' : nameIn(exact);
  if (best === undefined) return { ratio: 1, better: false, against };
  return { ratio: ratio!, better: pays!, against, unit: nameIn(best) };
}

const nameIn = ({ product, whole }: AdvisedUnit): string => (whole ?? product).unit;

/** All approximate units of the format asked for, beside its best exact one. */
async function adviseOn(question: Question, lab: Measuring): Promise<FormatAdvice> {
  const { format, contract, cost } = question;
  const [first, { exactToo, approximate }] = await Promise.all([
    bestExact(format, question, lab),
    approximations(approximateUnits(format, contract), question, lab),
  ]);
  const exact = leastOf([first, ...exactToo], cost);
  const [cheapest] = approximate;
  const candidate = approximate.find(({ within }) => within);
  const [least, best] = await Promise.all(
    [cheapest!, candidate].map((unit) => (unit === undefined ? undefined : wholeOf(unit, question, lab))),
  );
  const shown = approximate.map((unit) => (unit === candidate ? best! : unit === cheapest ? least! : unit));
  return {
    format,
    approximate: shown,
    ratioWithoutBudget: levelCost(least!, cost) / levelCost(exact, cost),
    ...comparedTo(exact, best, cost),
  };
}

/** The best unit within the budget at another width; undefined where the models know that there is none. */
async function adviseAt(manBits: number, question: Question, lab: Measuring): Promise<Compared | undefined> {
  const { cost } = question;
  const format = widened(question.format, manBits);
  const foreseen = foreseenWithin(format, question);
  if (foreseen.length === 0) return undefined;
  const [first, { exactToo, approximate }] = await Promise.all([
    bestExact(format, question, lab),
    shortlist(foreseen, lab).then((specs) => approximations(specs, question, lab)),
  ]);
  const exact = leastOf([first, ...exactToo], cost);
  const candidate = approximate.find(({ within }) => within);
  const best = candidate === undefined ? undefined : await wholeOf(candidate, question, lab);
  return comparedTo(exact, best, cost);
}

function comparedTo(exact: AdvisedUnit, best: AdvisedUnit | undefined, cost: CostKind): Compared {
  if (best === undefined) return { exact, pays: false };
  const ratio = levelCost(best, cost) / levelCost(exact, cost);
  return { exact, best, ratio, pays: ratio <= 1 - NOISE };
}
