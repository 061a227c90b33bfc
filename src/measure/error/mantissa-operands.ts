import type { Format } from '../../format/index.ts';
import { Random } from '../../random.ts';
import type { OperandPairs } from '../../verify/index.ts';

/** Mantissa pairs up to this many are all taken; beyond, a seeded sample of an eighth as many. */
const MOST_PAIRS = 2 ** 20;

export interface MantissaPairs extends OperandPairs {
  readonly kind: 'exhaustive' | 'sampled';
  readonly seed: number;
}

/**
 * Positive normal operands of one binade each, chosen in the middle of the range so that no product leaves it: every
 * pair of mantissas, which is what published error tables of approximate products average over.
 */
export function mantissaPairs(format: Format, seed = 1): MantissaPairs {
  return pairsOfExponents(format, factorExponents(format), seed);
}

/** The same for a sum: both operands in one binade in the middle of the range, so that every sum carries and rounds. */
export function addendPairs(format: Format, seed = 1): MantissaPairs {
  return pairsOfExponents(format, addendExponents(format), seed);
}

function pairsOfExponents(
  { manBits }: Format,
  [expA, expB]: readonly [number, number],
  seed: number,
): MantissaPairs {
  const code = (exp: number, man: number): bigint => (BigInt(exp) << BigInt(manBits)) | BigInt(man);
  const a: bigint[] = [];
  const b: bigint[] = [];
  const size = 2 ** manBits;
  if (size * size <= MOST_PAIRS) {
    for (let manA = 0; manA < size; manA++)
      for (let manB = 0; manB < size; manB++) {
        a.push(code(expA, manA));
        b.push(code(expB, manB));
      }
    return { kind: 'exhaustive', seed, a, b };
  }
  const random = new Random(seed);
  for (let i = 0; i < MOST_PAIRS / 8; i++) {
    a.push(code(expA, random.below(size)));
    b.push(code(expB, random.below(size)));
  }
  return { kind: 'sampled', seed, a, b };
}

/** Exponent fields whose product lies near the middle of the normal range, with room for a carry above it. */
export function factorExponents({ expBits, bias, encoding }: Format): [number, number] {
  const top = 2 ** expBits - (encoding === 'ieee' ? 2 : 1);
  const product = Math.max(1, Math.floor(top / 2));
  const sum = Math.min(Math.max(product + bias, 2), 2 * top);
  const expA = Math.floor(sum / 2);
  return [expA, sum - expA];
}

/** Exponent fields of summands of one binade in the middle of the range. */
export function addendExponents({ expBits }: Format): [number, number] {
  const middle = 2 ** (expBits - 1) - 1;
  return [middle, middle];
}
