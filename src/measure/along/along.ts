import { setImmediate } from 'node:timers/promises';
import { decode, type Format, toNumber } from '../../format/index.ts';
import { type MacSpec, macName } from '../../unit/index.ts';
import type { CheckedUnit, OperandPairs } from '../../verify/index.ts';
import type { OperandStream } from '../operands/index.ts';
import { sumsOf } from './accumulators.ts';
import { lost } from './round.ts';
import { type LengthError, lengthError } from './statistics.ts';

export interface AlongOptions {
  /** Lengths of sums, rising. Default 1, 2, 4 ... 4,096. */
  readonly lengths?: readonly number[];
  /** Sums of each length. Default 256. */
  readonly sums?: number;
  readonly onProgress?: (text: string) => void;
}

export const DEFAULT_SUMS = 256;
const TELL_MS = 2000;

/** The powers of two up to the longest. */
export function lengthsUpTo(longest: number): number[] {
  const lengths: number[] = [];
  for (let length = 1; length <= longest; length *= 2) lengths.push(length);
  return lengths;
}

/**
 * How the error of a checked multiply-accumulate unit grows along its sums: each of `sums` stretches of the stream is one
 * sum, and every length is the beginning of it. Held against the real sum of the products of the same operand codes.
 */
export async function errorAlong(
  { spec }: CheckedUnit<MacSpec>,
  stream: OperandStream,
  { lengths = lengthsUpTo(4096), sums = DEFAULT_SUMS, onProgress = () => {} }: AlongOptions = {},
): Promise<LengthError[]> {
  const longest = lengths.at(-1) ?? 0;
  const unitSums = sumsOf(spec);
  const realSums = realSumsOf(spec.product.format);
  const [got, real] = [0, 1].map((): number[][] => lengths.map(() => [])) as [number[][], number[][]];
  let told = performance.now();
  for (let at = 0; at < sums; at++) {
    const pairs = stream.pairs(at * longest, longest);
    unitSums(pairs, lengths).forEach((sum, i) => void got[i]!.push(sum));
    realSums(pairs, lengths).forEach((sum, i) => void real[i]!.push(sum));
    if (performance.now() - told < TELL_MS) continue;
    told = performance.now();
    onProgress(`${macName(spec)}: ${at + 1} of ${sums} sums`);
    // Lets an interrupt through.
    await setImmediate();
  }
  return lengths.map((length, i) => lengthError(length, got[i]!, real[i]!));
}

/** Real sums of products, with what doubles lose kept beside them (Neumaier, 1974). */
function realSumsOf(format: Format): (pairs: OperandPairs, lengths: readonly number[]) => number[] {
  const values = new Map<bigint, number>();
  const real = (code: bigint): number => {
    const known = values.get(code);
    if (known !== undefined) return known;
    const value = toNumber(decode(format, code));
    values.set(code, value);
    return value;
  };
  return ({ a, b }, lengths) => {
    const sums: number[] = [];
    let [sum, rest] = [0, 0];
    for (let k = 0; sums.length < lengths.length; k++) {
      // At most 24 bits each: a double holds the product.
      const product = real(a[k] as bigint) * real(b[k] as bigint);
      const next = sum + product;
      rest += lost(sum, product, next);
      sum = next;
      if (k + 1 === lengths[sums.length]) sums.push(sum + rest);
    }
    return sums;
  };
}
