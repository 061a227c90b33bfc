import type { Netlist } from '../../../sim/index.ts';
import { Diagnostic } from '../../diagnostic.ts';
import { type Format, widthOf } from '../../format/index.ts';
import { latencyOf, type UnitSpec } from '../../unit/index.ts';
import { sweepPairs } from '../sweep-pairs.ts';
import { allPairsAgree, type Outcome } from './outcome.ts';

/** Widest operands whose pairs are all put to each mutant that vectors miss: 2^32 pairs, a second or two. */
const OPERAND_BITS = 16;

/** @throws Diagnostic `mutate/too-wide` */
export function checkAllPairs(format: Format): void {
  const width = widthOf(format);
  if (width <= OPERAND_BITS) return;
  throw new Diagnostic({
    code: 'mutate/too-wide',
    text: `Mutants are put to all operand pairs in formats of up to ${OPERAND_BITS} bits.`,
    got: `${width} bits, 2^${2 * width} pairs for each`,
    wayOut: 'leave --exhaustive out: SAT says of what the vectors miss whether it can be seen',
  });
}

/**
 * What becomes of a mutant that the directed and random vectors missed when it is put to all operand pairs, as the
 * check with `--exhaustive` does: it is noticed, or it is equivalent. A pipeline whose fault needs a reset or a gap to
 * show stays as it was.
 */
export async function afterAllPairs(
  spec: UnitSpec,
  mutant: Netlist,
  outcome: Outcome,
  signal?: AbortSignal,
): Promise<Outcome> {
  if (outcome.kind === 'killed' || outcome.kind === 'equivalent') return outcome;
  const { pair, forget } = await sweepPairs(spec, mutant, signal === undefined ? {} : { signal });
  forget();
  if (pair !== undefined) return { kind: 'killed', by: 'all pairs' };
  if (latencyOf(spec) > 0) return outcome;
  if (outcome.kind === 'survived') throw new Error('no pair shows a mutant that a pair was found for');
  return allPairsAgree(spec);
}
