import { SimulationError } from '../errors.ts';

/** Bit k of 0, 1, … 31 as one word. */
const lowBits = [0xaaaaaaaa | 0, 0xcccccccc | 0, 0xf0f0f0f0 | 0, 0xff00ff00 | 0, 0xffff0000 | 0] as const;

/**
 * Bit `bit` of the integers base, base + 1, … one to a lane, `words` words of them: exhaustive operands without
 * storing any. Bits 0 to 4 are a constant pattern, higher ones are constant over 32 lanes (or change once, when
 * base is not a multiple of 32). `base + 32 * words` has to be a safe integer; `bit` 0 to 52.
 */
export function counterBits(bit: number, base: number, words: number, into?: Int32Array): Int32Array {
  const result = into ?? new Int32Array(words);
  if (!Number.isSafeInteger(base) || base < 0 || !Number.isSafeInteger(base + 32 * words)) {
    throw new SimulationError('option-range', `a counter cannot run from ${base} for ${32 * words} lanes`);
  }
  const phase = base % 32;
  const pattern = lowBits[bit];
  if (pattern !== undefined) {
    // The pattern repeats every 32 lanes or more often, so starting later is a rotation.
    return result.fill((pattern >>> phase) | (phase === 0 ? 0 : pattern << (32 - phase)));
  }
  const period = 2 ** (bit - 5);
  const wordOf = (block: number): number => (Math.floor(block / period) % 2 === 1 ? -1 : 0);
  const inFirst = phase === 0 ? -1 : (1 << (32 - phase)) - 1;
  const firstBlock = (base - phase) / 32;
  for (let word = 0; word < words; word += 1) {
    const block = firstBlock + word;
    result[word] = (wordOf(block) & inFirst) | (wordOf(block + 1) & ~inFirst);
  }
  return result;
}

/**
 * The words of a port that carries bits `firstBit` and up of the counter, `width` of them, ready for `setBits`.
 * Two 8-bit operands over all pairs: a = (0, 8), b = (8, 8), with base stepping by the number of lanes.
 */
export function counterPort(
  firstBit: number,
  width: number,
  base: number,
  words: number,
  into?: Int32Array,
): Int32Array {
  const result = into ?? new Int32Array(width * words);
  for (let bit = 0; bit < width; bit += 1) {
    counterBits(firstBit + bit, base, words, result.subarray(bit * words, (bit + 1) * words));
  }
  return result;
}
