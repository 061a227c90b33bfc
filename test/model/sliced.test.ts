import { describe, expect, it } from 'vitest';
import { parseFormat, widthOf } from '../../src/format/index.ts';
import { type Logic, oracleOf, slicedModelOf } from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import { behaviourKey, unitSpec } from '../../src/unit/index.ts';
import { cornerCodes } from '../../src/verify/operands.ts';
import { everyPair, expectSlicedAgreement } from './sliced.ts';
import { everySpec, representativeSpecs } from './units-under-test.ts';

const oneOfEach = (specs: ReturnType<typeof everySpec>): ReturnType<typeof everySpec> => [
  ...new Map(specs.map((spec) => [behaviourKey(spec), spec])).values(),
];

describe('the sliced model', () => {
  it.each(['e2m1', 'e3m2', 'e2m3', 'e2m1-ieee'])(
    'is the model for every unit of %s, on every pair',
    (name) => {
      const format = parseFormat(name);
      const pairs = everyPair(format);
      for (const spec of oneOfEach(everySpec(format))) expectSlicedAgreement(spec, pairs);
    },
  );

  it.each(['e4m3', 'e5m2', 'e4m3-fnuz'])(
    'is the model for units of every kind of %s, on every pair',
    (name) => {
      const format = parseFormat(name);
      const pairs = everyPair(format);
      for (const spec of oneOfEach(representativeSpecs(format)).slice(0, 6))
        expectSlicedAgreement(spec, pairs);
    },
  );

  it.each(['bf16', 'fp16', 'tf32', 'fp32', 'e11m23', 'e2m23', 'e11m1'])(
    'is the model for every unit of %s, on corners and seeded random pairs',
    (name) => {
      const format = parseFormat(name);
      const random = new Random(3);
      const corners = cornerCodes(format);
      const corner = (): bigint => corners[random.below(corners.length)]!;
      const pairs = Array.from({ length: 96 }, (_, at) => {
        const free = (): bigint => random.bits(widthOf(format));
        return [at % 3 === 0 ? free() : corner(), at % 2 === 0 ? free() : corner()] as const;
      });
      for (const spec of oneOfEach(everySpec(format))) expectSlicedAgreement(spec, pairs);
    },
  );

  it('is the oracle too, on plain booleans', () => {
    const booleans: Logic<boolean> = {
      zero: false,
      one: true,
      not: (a) => !a,
      and: (a, b) => a && b,
      or: (a, b) => a || b,
      xor: (a, b) => a !== b,
    };
    const format = parseFormat('bf16');
    const random = new Random(5);
    const bitsOf = (code: bigint): boolean[] =>
      Array.from({ length: 16 }, (_, bit) => ((code >> BigInt(bit)) & 1n) === 1n);
    for (const request of [{}, { contract: 'full' }, { contract: 'full', rounding: 'rtz' }]) {
      const spec = unitSpec('exact', format, request);
      for (let n = 0; n < 200; n += 1) {
        const [a, b] = [random.bits(16), random.bits(16)];
        const bits = slicedModelOf(spec)(booleans, bitsOf(a), bitsOf(b));
        const code = bits.reduce((sum, bit, at) => sum | (bit ? 1n << BigInt(at) : 0n), 0n);
        expect(code).toBe(oracleOf(spec)(a, b));
      }
    }
  });
});
