import { type Format, infMag, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../format/index.ts';
import { Random } from '../random.ts';

/** Operand pairs of a run, in order. */
export interface OperandPairs {
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
}

/** Operand widths up to this are always checked on every pair: 2^20 pairs take a second or two. */
export const EXHAUSTIVE_OPERAND_BITS = 10;

export function isExhaustive(format: Format): boolean {
  return widthOf(format) <= EXHAUSTIVE_OPERAND_BITS;
}

/**
 * Corner codes of a format: every special code, and the boundaries of both fields (all-zero, all-one, one bit, one bit
 * off), in both signs.
 */
export function cornerCodes(format: Format): bigint[] {
  const { expBits, manBits } = format;
  const exps = boundaryValues(expBits).concat([
    BigInt(format.bias),
    BigInt(format.bias - 1),
    BigInt(format.bias + 1),
  ]);
  const mags = new Set<bigint>([0n, 1n, infMag(format), maxFiniteMag(format), maxFiniteMag(format) - 1n]);
  for (const exp of exps)
    for (const man of [
      0n,
      1n,
      (1n << BigInt(manBits)) - 1n,
      1n << BigInt(manBits - 1),
      (1n << BigInt(manBits - 1)) - 1n,
    ])
      mags.add((exp << BigInt(manBits)) | man);
  const signBit = 1n << BigInt(magBitsOf(format));
  const all = [...mags].filter((mag) => mag >= 0n && mag < signBit).flatMap((mag) => [mag, mag | signBit]);
  const nan = nanCode(format);
  return [...new Set(nan === undefined ? all : [...all, nan])].sort((x, y) => (x < y ? -1 : 1));
}

function boundaryValues(bits: number): bigint[] {
  const top = (1n << BigInt(bits)) - 1n;
  return [0n, 1n, 2n, top, top - 1n, top - 2n, 1n << BigInt(bits - 1)].filter(
    (value) => value >= 0n && value <= top,
  );
}

/**
 * Directed pairs: every pair of corner codes, and pairs whose product lies next to the under- or overflow limit (the
 * exponents add to the limit within two, with random mantissas).
 */
export function directedPairs(format: Format, seed: number): OperandPairs {
  const corners = cornerCodes(format);
  const a: bigint[] = [];
  const b: bigint[] = [];
  for (const x of corners)
    for (const y of corners) {
      a.push(x);
      b.push(y);
    }
  const random = new Random(seed);
  const top = 2 ** format.expBits - 1;
  for (const target of [-format.manBits - 1, -format.manBits, -1, 0, 1, 2, top - 2, top - 1, top, top + 1])
    for (let i = 0; i < 200; i++) {
      const exps = exponentsFor(target + format.bias, top, random);
      if (exps === undefined) continue;
      a.push(codeWith(format, exps[0], random));
      b.push(codeWith(format, exps[1], random));
    }
  return { a, b };
}

/** Two exponent fields with this sum, if there are any. */
function exponentsFor(sum: number, top: number, random: Random): [number, number] | undefined {
  const least = Math.max(0, sum - top);
  const most = Math.min(top, sum);
  if (least > most) return undefined;
  const first = least + random.below(most - least + 1);
  return [first, sum - first];
}

/** A code of this exponent field, sign and mantissa at random. */
export function codeWith(format: Format, exp: number, random: Random): bigint {
  const signAndMan = random.bits(1 + format.manBits);
  const man = signAndMan & ((1n << BigInt(format.manBits)) - 1n);
  const sign = signAndMan >> BigInt(format.manBits);
  return (sign << BigInt(magBitsOf(format))) | (BigInt(exp) << BigInt(format.manBits)) | man;
}

/** Uniform codes, seeded. */
export function randomPairs(format: Format, count: number, seed: number): OperandPairs {
  const random = new Random(seed);
  const width = widthOf(format);
  const draw = (): bigint => random.bits(width);
  const a: bigint[] = [];
  const b: bigint[] = [];
  for (let i = 0; i < count; i++) {
    a.push(draw());
    b.push(draw());
  }
  return { a, b };
}

/** Every pair of codes: pair i is (i >> width, i mod 2^width). */
export function allPairs(format: Format): OperandPairs {
  const size = 1 << widthOf(format);
  const codes = Array.from({ length: size }, (_, code) => BigInt(code));
  return { a: codes.flatMap((a) => codes.map(() => a)), b: codes.flatMap(() => codes) };
}
