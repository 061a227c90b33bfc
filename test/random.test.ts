import { describe, expect, it } from 'vitest';
import { Random } from '../src/random.ts';

type State = [bigint, bigint, bigint, bigint];

const word = (value: bigint): bigint => BigInt.asUintN(32, value);
const rotated = (value: bigint, by: bigint): bigint => word(value << by) | (value >> (32n - by));

/** xoshiro128** as its authors write it, on big integers: the stream from a state. */
function stream([s0, s1, s2, s3]: State, count: number): number[] {
  const outputs: number[] = [];
  for (let i = 0; i < count; i++) {
    outputs.push(Number(word(rotated(word(s1 * 5n), 7n) * 9n)));
    const t = word(s1 << 9n);
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotated(s3, 11n);
  }
  return outputs;
}

/** Four words of splitmix32. */
function stateOf(seed: number): State {
  return [1n, 2n, 3n, 4n].map((step) => {
    let x = word(BigInt(seed) + step * 0x9e3779b9n);
    x = word((x ^ (x >> 16n)) * 0x21f0aaadn);
    x = word((x ^ (x >> 15n)) * 0x735a2d97n);
    return x ^ (x >> 15n);
  }) as State;
}

const drawn = (seed: number, count: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next32());
};

describe('Random', () => {
  it('has an oracle that gives the published stream of xoshiro128** from the state 1, 2, 3, 4', () => {
    const published = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    expect(stream([1n, 2n, 3n, 4n], 10)).toEqual(published);
  });

  it.each([0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff])(
    'is xoshiro128** from splitmix32 of seed %d',
    (seed) => {
      expect(drawn(seed, 1000)).toEqual(stream(stateOf(seed), 1000));
    },
  );

  it('gives the same stream for the same seed and another for the next', () => {
    expect(drawn(5, 20)).toEqual(drawn(5, 20));
    expect(drawn(5, 20)).not.toEqual(drawn(6, 20));
  });

  it('has every bit set in half of its words, within five standard deviations (seed 1)', () => {
    const words = drawn(1, 20_000);
    for (let bit = 0; bit < 32; bit++) {
      const ones = words.filter((value) => (value >>> bit) & 1).length;
      expect(Math.abs(ones - 10_000)).toBeLessThan(5 * Math.sqrt(5_000));
    }
  });

  it('draws below an end evenly, with both ends of the range (seed 2)', () => {
    const random = new Random(2);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 50_000; i++) counts[random.below(10)]! += 1;
    expect(counts).toHaveLength(10);
    for (const count of counts) expect(Math.abs(count - 5_000)).toBeLessThan(5 * Math.sqrt(4_500));
  });

  it.each([1, 8, 32, 33, 64, 100])(
    'gives integers of exactly %d bits at most, the top bit as often as not',
    (bits) => {
      const random = new Random(3);
      const values = Array.from({ length: 2_000 }, () => random.bits(bits));
      for (const value of values) expect(value >> BigInt(bits)).toBe(0n);
      const tops = values.filter((value) => value >> BigInt(bits - 1) === 1n).length;
      expect(Math.abs(tops - 1_000)).toBeLessThan(5 * Math.sqrt(500));
    },
  );
});
