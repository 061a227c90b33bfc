import { describe, it } from 'vitest';
import { WIDE } from '../format/formats-under-test.ts';
import { expectAgreementOn } from './agreement.ts';
import { allPairs, directedCodes, pairsAtTheEnds, randomPairs } from './operands.ts';
import { representativeSpecs } from './units-under-test.ts';

describe('the model is the oracle for representative units', () => {
  it.each(WIDE)('of $name on the boundaries of every field, each with each', (format) => {
    expectAgreementOn(allPairs(directedCodes(format)), representativeSpecs(format));
  });

  it.each(WIDE)('of $name on 1,000 random pairs, seed 29', (format) => {
    expectAgreementOn(randomPairs(format, 29, 1000), representativeSpecs(format));
  });

  it.each(WIDE)('of $name on 2,000 random products next to under- and overflow, seed 31', (format) => {
    expectAgreementOn(pairsAtTheEnds(format, 31, 2000), representativeSpecs(format));
  });
});
