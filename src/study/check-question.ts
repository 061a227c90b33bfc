import { type Format, parseFormat } from '../format/index.ts';
import { foreseenError } from '../measure/index.ts';
import { type UnitSpec, unitSpec } from '../unit/index.ts';
import { approximateUnits, costRefusal, type Question } from './advised-units.ts';
import { errorIn } from './pareto.ts';
import { atLevel, technologyOf } from './sweep/index.ts';

/**
 * Refuses before any work what would be refused in the midst of it.
 *
 * @throws Diagnostic `advise/cost` of energy on a target without cells; `mac/...` of a level at which no unit can be made
 */
export function checkQuestion(question: Question): void {
  const { format, contract, level, target, cost, widths } = question;
  if (cost === 'energy' && technologyOf(target) === undefined) throw costRefusal(cost, 'units', target);
  const tryLevel = (of: Format): void => void atLevel(unitSpec('exact', of, { contract }), level);
  tryLevel(format);
  for (const manBits of widths) {
    const other = manBits === format.manBits ? format : widened(format, manBits);
    try {
      tryLevel(other);
    } catch (error) {
      // Where the models know that nothing is within the budget, the answer takes no unit.
      if (foreseenWithin(other, question).length > 0) throw error;
    }
  }
}

/** Approximate units of a format that are within the budget by their models. */
export function foreseenWithin(format: Format, { contract, metric, budget }: Question): UnitSpec[] {
  return approximateUnits(format, contract).filter((spec) => errorIn(metric, foreseenError(spec)) <= budget);
}

/** The format with another mantissa: same exponent, bias and encoding. */
export function widened({ name, ...fields }: Format, manBits: number): Format {
  return parseFormat({ ...fields, manBits });
}
