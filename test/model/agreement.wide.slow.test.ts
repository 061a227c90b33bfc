import { describe, it } from 'vitest';
import { WIDE } from '../format/formats-under-test.ts';
import { expectAgreementOn } from './agreement.ts';
import { allPairs, pairsAtTheEnds, randomPairs, someCodes } from './operands.ts';
import { everySpec } from './units-under-test.ts';

describe('the model is the oracle for every unit', () => {
  it.each(WIDE)(
    'of $name on boundaries, 500 random pairs and 1,500 at the ends of the range, seed 37',
    (format) => {
      const pairs = [
        ...allPairs(someCodes(format, 37)),
        ...randomPairs(format, 37, 500),
        ...pairsAtTheEnds(format, 37, 1500),
      ];
      expectAgreementOn(pairs, everySpec(format));
    },
  );
});
