import { describe, expect, it } from 'vitest';
import { type Format, parseFormat, widthOf } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { type ExactSpec, shortName } from '../../src/unit/index.ts';
import { TINY } from '../format/formats-under-test.ts';
import { allPairs, directedCodes, type Pair, pairsAtTheEnds } from './operands.ts';
import { everySpec } from './units-under-test.ts';

const exactSpecs = (format: Format): ExactSpec[] =>
  everySpec(format).filter((spec): spec is ExactSpec => spec.product === 'exact');

/** Asserts that array, carry-in and table are `multiply`, for every contract, rounding and width that they are offered in. */
function expectOneFunction(format: Format, pairs: readonly Pair[]): void {
  for (const spec of exactSpecs(format)) {
    if (spec.architecture === 'multiply') continue;
    const model = modelOf(spec);
    const multiply = modelOf({ ...spec, architecture: 'multiply' });
    for (const [a, b] of pairs)
      if (model(a, b) !== multiply(a, b)) expect.fail(`${shortName(spec)} is not multiply at ${a} x ${b}`);
  }
}

const allOf = (format: Format): Pair[] =>
  allPairs(Array.from({ length: 2 ** widthOf(format) }, (_, code) => BigInt(code)));

describe('the architectures of the exact product', () => {
  it.each([...TINY, parseFormat('e3m2'), parseFormat('e2m3')])(
    'are one function on all pairs of $name',
    (format) => {
      expectOneFunction(format, allOf(format));
    },
  );

  it.each(['e4m3', 'e3m4', 'e5m2-fnuz', 'e5m5'].map((name) => parseFormat(name)))(
    'are one function on boundaries and 500 products at the ends of the range of $name, seed 41',
    (format) =>
      expectOneFunction(format, [...allPairs(directedCodes(format)), ...pairsAtTheEnds(format, 41, 500)]),
  );

  it('are each offered under every contract and rounding', () => {
    const offered = (name: string): string =>
      ['multiply', 'array', 'carry-in', 'table']
        .map(
          (architecture) =>
            exactSpecs(parseFormat(name)).filter((spec) => spec.architecture === architecture).length,
        )
        .join(' ');
    // Closed: five roundings under bare, flush, full and full saturating; wide: one each under bare, flush and full.
    expect(offered('e4m3')).toBe('23 23 20 23');
    expect(offered('e5m5')).toBe('23 23 20 0');
    expect(offered('bf16')).toBe('23 23 0 0');
  });
});
