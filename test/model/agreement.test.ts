import { describe, it } from 'vitest';
import { parseFormat, widthOf } from '../../src/format/index.ts';
import type { UnitSpec } from '../../src/unit/index.ts';
import { NAMED_SMALL, TINY } from '../format/formats-under-test.ts';

import { expectExhaustiveAgreement } from './agreement.ts';
import { everySpec, representativeSpecs } from './units-under-test.ts';

const TINY_NAMED = [...TINY, ...NAMED_SMALL.filter((format) => widthOf(format) <= 5)];

describe('the model is the oracle', () => {
  it.each(TINY_NAMED)('for every unit of $name, on all operand pairs', (format) => {
    expectExhaustiveAgreement(format);
  });

  it.each(['e3m2', 'e2m3', 'e4m1-bias2-fn'])(
    'for every unit of %s, 6 bits wide, on all operand pairs',
    (name) => {
      expectExhaustiveAgreement(parseFormat(name));
    },
  );

  it.each(['e4m3', 'e5m2'])('for representative units of %s on all 65,536 operand pairs', (name) => {
    const format = parseFormat(name);
    expectExhaustiveAgreement(format, representativeSpecs(format));
  });

  it.each(['e3m2', 'e2m2-bias3-fn', 'e2m2-bias1-fnuz'])(
    'for offsets so large that two fractions carry twice, on all operand pairs of %s',
    (name) => {
      const format = parseFormat(name);
      const specs = everySpec(format)
        .filter((spec) => spec.product === 'lmul' && spec.offset === 'paper')
        .map((spec) => ({ ...spec, offset: '3/4' }) as UnitSpec);
      expectExhaustiveAgreement(format, specs);
    },
  );
});
