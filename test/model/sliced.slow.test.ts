import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { behaviourKey } from '../../src/unit/index.ts';
import { everyPair, expectSlicedAgreement } from './sliced.ts';
import { everySpec } from './units-under-test.ts';

describe('the sliced model is the model on every pair', () => {
  it.each(['e4m3', 'e5m2', 'e4m3-ieee', 'e3m4', 'e4m3-fnuz', 'e5m2-fnuz', 'e4m3-b11fnuz'])(
    'for every unit of %s',
    { timeout: 900_000 },
    (name) => {
      const format = parseFormat(name);
      const pairs = everyPair(format);
      const specs = new Map(everySpec(format).map((spec) => [behaviourKey(spec), spec]));
      // Wide and directed units differ only in the last step: every third of them on all pairs, all of them elsewhere.
      [...specs.values()].forEach((spec, at) => {
        if (at % 3 === 0 || (spec.output === 'closed' && spec.rounding === 'rne'))
          expectSlicedAgreement(spec, pairs);
      });
    },
  );
});
