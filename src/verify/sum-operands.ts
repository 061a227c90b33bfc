import { type Format, magBitsOf } from '../format/index.ts';
import { Random } from '../random.ts';
import type { UnitSpec } from '../unit/index.ts';
import { codeWith, cornerCodes, directedPairs, type OperandPairs } from './operands.ts';

/** The directed pairs of a unit: what is hard to multiply is not what is hard to add. */
export function directedOf({ product, format }: UnitSpec, seed: number): OperandPairs {
  return product === 'add' ? directedSums(format, seed) : directedPairs(format, seed);
}

/** Random pairs of one exponent distance. */
const PAIRS_PER_DISTANCE = 60;

/**
 * Directed pairs of an adder: every pair of corner codes; at the bottom, in the middle and at the top of the range every
 * distance of exponents up to where the smaller operand only rounds, mantissas and signs at random; and neighbours, which
 * cancel down to a last place or to zero.
 */
export function directedSums(format: Format, seed: number): OperandPairs {
  const corners = cornerCodes(format);
  const a: bigint[] = [];
  const b: bigint[] = [];
  const push = (x: bigint, y: bigint): void => {
    a.push(x);
    b.push(y);
  };
  for (const x of corners) for (const y of corners) push(x, y);
  const random = new Random(seed);
  const top = 2 ** format.expBits - 1;
  for (let distance = 0; distance <= format.manBits + 5; distance++)
    for (let i = 0; i < PAIRS_PER_DISTANCE; i++) {
      const base = [0, 1, Math.floor(top / 2), top - 1][i % 4] as number;
      const exp = Math.max(0, Math.min(base, top - distance));
      if (exp + distance > top) continue;
      const [larger, smaller] = [codeWith(format, exp + distance, random), codeWith(format, exp, random)];
      if (i % 8 < 4) push(larger, smaller);
      else push(smaller, larger);
    }
  const signBit = 1n << BigInt(magBitsOf(format));
  for (let i = 0; i < 8 * PAIRS_PER_DISTANCE; i++) {
    const code = random.bits(magBitsOf(format));
    const near = code + BigInt(i % 4);
    if (near < signBit) push(code | (i & 4 ? signBit : 0n), near | (i & 4 ? 0n : signBit));
  }
  return { a, b };
}
