import { BLOCK_WORDS } from './stimulus.ts';

/** The first lane below `count` in which two bit-sliced values differ, only where `valid` is set if it is given. */
export function differingLane(
  got: Int32Array,
  expected: Int32Array,
  count: number,
  valid?: Int32Array,
): number | undefined {
  const bits = expected.length / BLOCK_WORDS;
  for (let word = 0; word < BLOCK_WORDS && 32 * word < count; word++) {
    let difference = 0;
    for (let bit = 0; bit < bits; bit++)
      difference |=
        (got[bit * BLOCK_WORDS + word] as number) ^ (expected[bit * BLOCK_WORDS + word] as number);
    if (valid !== undefined) difference &= valid[word] as number;
    if (difference === 0) continue;
    const lane = 32 * word + (31 - Math.clz32(difference & -difference));
    if (lane < count) return lane;
  }
  return undefined;
}

/** The value a bit-sliced port has in one lane. */
export function valueInLane(bits: Int32Array, lane: number): bigint {
  let value = 0n;
  const width = bits.length / BLOCK_WORDS;
  for (let bit = width - 1; bit >= 0; bit--) {
    const word = bits[bit * BLOCK_WORDS + (lane >> 5)] as number;
    value = (value << 1n) | BigInt((word >>> (lane & 31)) & 1);
  }
  return value;
}
