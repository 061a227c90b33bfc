import { widthOf } from '../../format/index.ts';
import type { UnitSpec } from '../../unit/index.ts';
import type { Vector } from '../vectors.ts';

/** What became of a mutant. */
export type Outcome =
  /** The vectors tell it from the sound circuit; or they miss it, and all operand pairs, tried after them, do. */
  | { readonly kind: 'killed'; readonly by: 'vectors' | 'all pairs' }
  /** Nothing can tell it from the sound circuit: its fault is no fault. */
  | { readonly kind: 'equivalent'; readonly how: string }
  /** The vectors did not reach it; this one would: of a unit that accumulates, onto this state of its registers. */
  | { readonly kind: 'survived'; readonly shownBy: Pick<Vector, 'a' | 'b'> & { readonly state?: bigint } }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Of a mutant that was put to all operand pairs of a unit, and put out what the sound circuit does. */
export function allPairsAgree({ format }: UnitSpec): Outcome {
  const count = 2 ** (2 * widthOf(format));
  return { kind: 'equivalent', how: `all ${count.toLocaleString('en')} pairs agree` };
}

export interface Mutant {
  /** `stuck-at`, `function`, or the name of a template fault. */
  readonly class: string;
  /** Where, and what is wrong. */
  readonly fault: string;
  readonly outcome: Outcome;
}

export interface Score {
  readonly injected: number;
  readonly killed: number;
  /** Those of the killed that the vectors miss and all operand pairs show. */
  readonly byAllPairs: number;
  readonly equivalent: number;
  /** Survivors and unknown ones together. */
  readonly missed: number;
}

/** An outcome without what shows it. */
export type OutcomeKind = { readonly kind: Outcome['kind']; readonly by?: 'vectors' | 'all pairs' };

export function scoreOf(mutants: readonly { readonly outcome: OutcomeKind }[]): Score {
  const count = (...kinds: OutcomeKind['kind'][]): number =>
    mutants.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  return {
    injected: mutants.length,
    killed: count('killed'),
    byAllPairs: mutants.filter(({ outcome }) => outcome.by === 'all pairs').length,
    equivalent: count('equivalent'),
    missed: count('survived', 'unknown'),
  };
}

/**
 * Killed over what can be killed, in per cent, cut to one decimal so that 100 means all. A mutant of which nothing is
 * known counts as one that could have been killed. Without any mutant to kill it is 100.
 */
export function scoreText({ killed, missed }: Score): string {
  const tenths = killed + missed === 0 ? 1000 : Math.floor((1000 * killed) / (killed + missed));
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}
