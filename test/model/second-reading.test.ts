import { describe, expect, it } from 'vitest';
import { type Format, ROUNDINGS, widthOf } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { shortName, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { FREE_SMALL, NAMED_SMALL, TINY } from '../format/formats-under-test.ts';
import { JUDGED, secondReadingOf } from './second-reading.ts';

function expectSecondReading(format: Format, spec: UnitSpec): void {
  const size = 2 ** widthOf(format);
  const codes = Array.from({ length: size }, (_, code) => BigInt(code));
  const model = modelOf(spec);
  const reading = secondReadingOf(spec);
  // Doubles multiply commutatively, and so do the models (laws.test.ts): half of the pairs says it all.
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      const found = Number(model(codes[a] as bigint, codes[b] as bigint));
      if (found !== reading(a, b))
        expect.fail(`${shortName(spec)}: ${a} x ${b} is ${found}, not ${reading(a, b)}`);
    }
}

const OF_SIX_BITS = [...TINY, ...NAMED_SMALL, ...FREE_SMALL].filter((format) => widthOf(format) <= 6);

describe('the model, read a second time in doubles,', () => {
  it.each(OF_SIX_BITS)(
    'is what the definitions say for $name: products and sum, both contracts',
    (format) => {
      for (const [product, request] of JUDGED)
        expectSecondReading(format, unitSpec(product, format, request));
    },
  );

  it.each(NAMED_SMALL.filter((format) => widthOf(format) > 6))(
    'is for $name the correctly rounded product on all pairs under full, to nearest',
    (format) => expectSecondReading(format, unitSpec('exact', format, { contract: 'full' })),
  );

  it.each(NAMED_SMALL.filter((format) => widthOf(format) > 6))(
    'is for $name the formula of L-Mul on all pairs, adder form under flush and equation form under full',
    (format) => {
      expectSecondReading(format, unitSpec('lmul', format));
      expectSecondReading(format, unitSpec('lmul', format, { form: 'equation', contract: 'full' }));
    },
  );

  it.each(NAMED_SMALL.filter((format) => widthOf(format) > 6))(
    'is for $name the correctly rounded sum on all pairs, flush and full',
    (format) => {
      for (const contract of ['flush', 'full'])
        expectSecondReading(format, unitSpec('add', format, { contract }));
    },
  );

  it.each(['e4m3', 'e5m2'])(
    'is for %s the correctly rounded product under every rounding, flush and full',
    (name) => {
      const format = NAMED_SMALL.find((known) => known.name === name) as Format;
      for (const rounding of ROUNDINGS)
        for (const contract of ['flush', 'full'])
          expectSecondReading(format, unitSpec('exact', format, { contract, rounding }));
    },
  );
});
