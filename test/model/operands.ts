import { type Format, widthOf } from '../../src/format/index.ts';
import { randomCodes } from '../format/random.ts';

export type Pair = readonly [bigint, bigint];

/** Codes of these fields, where the format has them, with both signs. */
function codesOfFields(
  { expBits, manBits }: Format,
  exps: readonly number[],
  mans: readonly number[],
): bigint[] {
  const [expEnd, manEnd] = [2 ** expBits, 2 ** manBits];
  const mags = new Set<bigint>();
  for (const exp of exps)
    for (const man of mans)
      if (exp >= 0 && exp < expEnd && man >= 0) mags.add(BigInt(exp) * BigInt(manEnd) + BigInt(man));
  const sign = BigInt(expEnd) * BigInt(manEnd);
  return [...mags].flatMap((mag) => [mag, mag + sign]);
}

/** Codes at the boundaries of every field, both signs: all special codes are among them. */
export function directedCodes(format: Format): bigint[] {
  const [expEnd, manEnd] = [2 ** format.expBits, 2 ** format.manBits];
  const exps = [0, 1, 2, format.bias - 1, format.bias, format.bias + 1, expEnd - 3, expEnd - 2, expEnd - 1];
  return codesOfFields(format, exps, [0, 1, manEnd / 2 - 1, manEnd / 2, manEnd - 2, manEnd - 1]);
}

export function allPairs(codes: readonly bigint[]): Pair[] {
  return codes.flatMap((a, index) => codes.slice(0, index + 1).map((b): Pair => [a, b]));
}

export function randomPairs(format: Format, seed: number, count: number): Pair[] {
  const next = randomCodes(seed, widthOf(format));
  return Array.from({ length: count }, () => [next(), next()]);
}

/**
 * Random pairs whose product lies next to an end of the range: exponent fields that sum to just about the bias
 * (results near and below the min normal, down to the last subnormal) or to the bias plus the largest field.
 */
export function pairsAtTheEnds(format: Format, seed: number, count: number): Pair[] {
  const { expBits, manBits, bias } = format;
  const next = randomCodes(seed, widthOf(format));
  const top = 2 ** expBits - 1;
  const pairs: Pair[] = [];
  for (let turn = 0; pairs.length < count; turn++) {
    const [a, b] = [next(), next()];
    const target = turn % 2 === 0 ? bias - ((turn >> 1) % (manBits + 4)) : bias + top - ((turn >> 1) % 5);
    const expB = target - (Number(a >> BigInt(manBits)) & top);
    if (expB < 0 || expB > top) continue;
    const field = BigInt(top) << BigInt(manBits);
    pairs.push([a, (b & ~field) | (BigInt(expB) << BigInt(manBits))]);
  }
  return pairs;
}

/** A few dozen codes: all of a tiny format, boundaries and random ones of any other. */
export function someCodes(format: Format, seed: number): bigint[] {
  if (widthOf(format) <= 5) return Array.from({ length: 2 ** widthOf(format) }, (_, code) => BigInt(code));
  const [expEnd, manEnd] = [2 ** format.expBits, 2 ** format.manBits];
  const ends = codesOfFields(format, [0, 1, format.bias, expEnd - 2, expEnd - 1], [0, 1, manEnd - 1]);
  return [...ends, ...Array.from({ length: 12 }, randomCodes(seed, widthOf(format)))];
}
