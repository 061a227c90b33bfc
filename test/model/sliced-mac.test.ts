import { describe, expect, it } from 'vitest';
import { packLanes, unpackLanes } from '../../sim/index.ts';
import { widthOf } from '../../src/format/index.ts';
import { type AccumulatorState, CLEARED, macModel, slicedMacModelOf } from '../../src/model/index.ts';
import { Random } from '../../src/random.ts';
import { accumulatorBits } from '../../src/unit/index.ts';
import { isSliced } from '../../src/verify/mac-machine.ts';
import { SPECS, specOf } from './macs-under-test.ts';
import { lanesOfInt32 } from './sliced.ts';

const LANES = 32;

describe('the sliced model of a multiply-accumulate unit', () => {
  it.each(SPECS.filter((name) => isSliced(specOf(name))))(
    'is the model, on 32 sums of 60 products each and onto any state: %s, seed 97',
    (name) => {
      const spec = specOf(name);
      const [model, sliced] = [macModel(spec), slicedMacModelOf(spec)];
      const random = new Random(97);
      const [operandBits, bits] = [spec.lanes * widthOf(spec.product.format), accumulatorBits(spec)];
      let states: AccumulatorState[] = Array.from({ length: LANES }, () => CLEARED);
      const sliceOf = (values: readonly bigint[], width: number): number[] => [
        ...packLanes(values, width, 1),
      ];
      for (let k = 0; k < 60; k++) {
        // Some sums go on, others start from any code there is.
        states = states.map((state, lane) => (lane % 4 === 3 ? { ...state, acc: random.bits(bits) } : state));
        const draw = (): bigint[] => Array.from({ length: LANES }, () => random.bits(operandBits));
        const [a, b] = [draw(), draw()];
        const next = sliced(
          lanesOfInt32,
          {
            acc: sliceOf(
              states.map(({ acc }) => acc),
              bits,
            ),
            invalid: sliceOf(
              states.map(({ invalid }) => BigInt(invalid)),
              1,
            )[0]!,
          },
          sliceOf(a, operandBits),
          sliceOf(b, operandBits),
        );
        expect(next.acc).toHaveLength(bits);
        const accs = unpackLanes(Int32Array.from(next.acc), bits, 1);
        const invalid = unpackLanes(Int32Array.of(next.invalid), 1, 1);
        const got = accs.map((acc, lane) => ({ acc, invalid: invalid[lane] === 1n }));
        const expected = states.map((state, lane) => model(state, a[lane]!, b[lane]!));
        expected.forEach((state, lane) => {
          expect(got[lane], `${name}: ${a[lane]} x ${b[lane]} onto ${states[lane]!.acc}`).toEqual(state);
        });
        states = expected;
      }
    },
  );
});
