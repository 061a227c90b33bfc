import { Diagnostic } from '../../../../src/diagnostic.ts';
import type * as Original from '../../../../src/verify/sweep-pairs.ts';

/** No operand is so narrow: the page lists its pairs, and leaves sweeps of millions to the command. */
export const SWEEP_OPERAND_BITS: number = 0;

export const sweepPairs: typeof Original.sweepPairs = async () => {
  throw new Diagnostic({
    code: 'check/no-threads',
    text: 'A browser does not sweep through all operand pairs.',
    wayOut: 'lmul cosim --exhaustive',
  });
};
