import { expect } from 'vitest';
import { packLanes, unpackLanes } from '../../sim/index.ts';
import { type Format, widthOf } from '../../src/format/index.ts';
import { type Logic, modelOf, slicedModelOf } from '../../src/model/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../../src/unit/index.ts';

/** 32 operand pairs at once. */
export const lanesOfInt32: Logic<number> = {
  zero: 0,
  one: -1,
  not: (a) => ~a,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

/** Asserts that the sliced model of a spec agrees with the model it slices on these pairs. */
export function expectSlicedAgreement(spec: UnitSpec, pairs: readonly (readonly [bigint, bigint])[]): void {
  const [model, sliced] = [modelOf(spec), slicedModelOf(spec)];
  const [width, resultWidth] = [widthOf(spec.format), widthOf(resultFormat(spec))];
  for (let base = 0; base < pairs.length; base += 32) {
    const block = pairs.slice(base, base + 32);
    const bits = (at: 0 | 1): number[] => [
      ...packLanes(
        block.map((pair) => pair[at]),
        width,
        1,
      ),
    ];
    const result = sliced(lanesOfInt32, bits(0), bits(1));
    expect(result).toHaveLength(resultWidth);
    const got = unpackLanes(Int32Array.from(result), resultWidth, 1);
    block.forEach(([a, b], lane) => {
      const expected = model(a, b);
      if (got[lane] === expected) return;
      const hex = (code: bigint): string => `0x${code.toString(16)}`;
      expect.fail(
        `${shortName(spec)}: ${hex(a)} x ${hex(b)} is ${hex(expected)} in the model, sliced ${hex(got[lane]!)}`,
      );
    });
  }
}

export function everyPair(format: Format): (readonly [bigint, bigint])[] {
  const codes = Array.from({ length: 2 ** widthOf(format) }, (_, code) => BigInt(code));
  return codes.flatMap((a) => codes.map((b) => [a, b] as const));
}
