import { describe, expect, test } from 'vitest';
import { counterBits, counterPort } from '../../sim/engine/counter.ts';
import { packLanes, packNumbers, unpackLanes, unpackNumbers } from '../../sim/engine/lanes.ts';
import { randomNumbers } from './support.ts';

/** The definition of bit-sliced words, one bit at a time. */
const bitOf = (bits: Int32Array, words: number, bit: number, lane: number): number =>
  ((bits[bit * words + Math.floor(lane / 32)] ?? 0) >>> (lane % 32)) & 1;

describe('packing', () => {
  test.each([1, 5, 8, 31, 32])(
    'puts bit b of lane l where the definition says, at width %i (seed 5)',
    (width) => {
      const random = randomNumbers(5);
      const values = Array.from({ length: 96 }, () => random(2 ** width));
      const bits = packNumbers(values, width, 3);
      values.forEach((value, lane) => {
        for (let bit = 0; bit < width; bit += 1) {
          expect(bitOf(bits, 3, bit, lane)).toBe(Math.floor(value / 2 ** bit) % 2);
        }
      });
      expect([...unpackNumbers(bits, width, 3)]).toEqual(values);
      expect([...unpackNumbers(bits, width, 3, new Float64Array(96))]).toEqual(values);
    },
  );

  test.each([1, 32, 33, 64, 200])('and unpacking bigints of %i bits is the identity (seed 6)', (width) => {
    const random = randomNumbers(6);
    const digits = (): string => Array.from({ length: width }, () => random(2)).join('');
    const values = Array.from({ length: 64 }, () => BigInt(`0b${digits()}`));
    expect(unpackLanes(packLanes(values, width, 2), width, 2)).toEqual(values);
  });

  test('fills lanes without a value with 0 and drops bits above the width', () => {
    expect([...unpackNumbers(packNumbers([0x1ff, 3], 8, 1), 8, 1)].slice(0, 4)).toEqual([0xff, 3, 0, 0]);
  });

  test('refuses what does not fit', () => {
    expect(() => packNumbers(new Array(33).fill(0), 8, 1)).toThrow('33 values do not fit 32 lanes');
    expect(() => unpackNumbers(new Int32Array(8), 8, 1, new Uint32Array(31))).toThrow(
      '32 lanes do not fit an array of 31',
    );
    expect(() => packNumbers([], 33, 1)).toThrow(
      'numbers hold lanes of 0 to 32 bits, got 33\n  use packLanes and unpackLanes, which take any width',
    );
  });
});

describe('counters', () => {
  test.each([0, 64, 1, 31, 1000, 65_535, 2 ** 32 - 40, 2 ** 40 + 17])(
    'lanes hold consecutive integers from %i',
    (base) => {
      for (let bit = 0; bit < 42; bit += 1) {
        const bits = counterBits(bit, base, 4);
        for (let lane = 0; lane < 128; lane += 1) {
          expect(bitOf(bits, 4, 0, lane), `bit ${bit}, lane ${lane}`).toBe(
            Number((BigInt(base + lane) >> BigInt(bit)) & 1n),
          );
        }
      }
    },
  );

  test('two ports of eight bits see every pair once', () => {
    const words = 2048;
    const a = unpackNumbers(counterPort(0, 8, 0, words), 8, words);
    const b = unpackNumbers(counterPort(8, 8, 0, words), 8, words);
    expect(a.every((value, lane) => value === lane % 256)).toBe(true);
    expect(b.every((value, lane) => value === lane >> 8)).toBe(true);
  });

  test('refuses to run past the safe integers', () => {
    expect(() => counterBits(0, 2 ** 53 - 32, 2)).toThrow(
      'a counter cannot run from 9007199254740960 for 64 lanes',
    );
    expect(() => counterBits(0, -1, 1)).toThrow('a counter cannot run from -1 for 32 lanes');
  });
});
