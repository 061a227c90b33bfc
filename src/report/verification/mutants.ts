import type { JudgedMutant, Mutants } from '../../study/index.ts';
import { scoreOf, scoreText } from '../../verify/index.ts';

/** The kill score in a netlist or in the templates, of so many; empty where none were made. */
export function scoreIn({ mutations }: { readonly mutations: readonly Mutants[] }, where: string): string {
  const mutants = mutations.find((group) => group.where === where)?.mutants;
  if (mutants === undefined) return '';
  const score = scoreOf(mutants);
  return `${scoreText(score)} of ${(score.killed + score.missed).toLocaleString('en')}`;
}

/** Neither noticed nor shown to be equivalent. */
export const isMissed = ({ outcome }: JudgedMutant): boolean =>
  outcome.kind === 'survived' || outcome.kind === 'unknown';

/** Of which nothing is known. */
export const isOpen = ({ outcome }: JudgedMutant): boolean => outcome.kind === 'unknown';
