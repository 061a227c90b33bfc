import type { EncodeOptions, Format } from '../../src/format/index.ts';
import { largestMagnitude, magnitudeByFormula, valueByDefinition } from './by-definition.ts';

const ladders = new Map<string, readonly number[]>();

/** All finite magnitudes in order, and one rung more: what the next magnitude would be worth if it were a number. */
export function ladderOf(format: Format): readonly number[] {
  const known = ladders.get(format.name);
  if (known !== undefined) return known;
  const rungs = Array.from({ length: largestMagnitude(format) + 2 }, (_, mag) =>
    magnitudeByFormula(format, mag),
  );
  ladders.set(format.name, rungs);
  return rungs;
}

/**
 * The code of a double in a small format, by looking through the format's own values: no shifting, no exponents.
 * `x` must leave room for exact midpoints, which all values of small formats and their products do.
 */
export function bruteEncode(format: Format, x: number, options: EncodeOptions): bigint {
  if (Number.isNaN(x)) return canonicalNan(format);
  const negative = x < 0 || Object.is(x, -0);
  if (!Number.isFinite(x)) {
    if (format.encoding === 'ieee') return withSign(format, negative, codeOfValue(format, Infinity));
    return beyond(format, negative, { ...options, rounding: 'rne' });
  }
  const rung = rungOf(format, Math.abs(x), negative, options);
  if (rung === ladderOf(format).length - 1) return beyond(format, negative, options);
  return withSign(format, negative, rung);
}

function rungOf(
  format: Format,
  x: number,
  negative: boolean,
  { rounding, subnormals }: EncodeOptions,
): number {
  const ladder = ladderOf(format);
  const minNormal = 2 ** format.manBits;
  if (subnormals === 'flush' && x < (ladder[minNormal] as number)) {
    // With no lower end to the exponent, this is the last number before the normal range; it and all below are lost.
    const before = (ladder[minNormal] as number) * (1 - 2 ** -(format.manBits + 1));
    const rises = x > before && step(before, ladder[minNormal] as number, x, 1, negative, rounding) === 1;
    return rises ? minNormal : 0;
  }
  const below = lastNotAbove(ladder, x);
  if (below === ladder.length - 1 || ladder[below] === x) return below;
  return below + step(ladder[below] as number, ladder[below + 1] as number, x, below % 2, negative, rounding);
}

function lastNotAbove(ladder: readonly number[], x: number): number {
  let low = 0;
  let high = ladder.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ladder[middle] as number) <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** 1 when x, strictly between two neighbours, rounds up in magnitude; `oddBelow` is the parity of the lower one. */
function step(
  below: number,
  above: number,
  x: number,
  oddBelow: number,
  negative: boolean,
  rounding: EncodeOptions['rounding'],
): 0 | 1 {
  const fromBelow = x - below;
  const fromAbove = above - x;
  if (rounding === 'rtz') return 0;
  if (rounding === 'rup') return negative ? 0 : 1;
  if (rounding === 'rdn') return negative ? 1 : 0;
  if (fromBelow !== fromAbove) return fromBelow > fromAbove ? 1 : 0;
  return rounding === 'rna' || oddBelow === 1 ? 1 : 0;
}

function beyond(format: Format, negative: boolean, { overflow, rounding }: EncodeOptions): bigint {
  const inward = rounding === 'rtz' || rounding === (negative ? 'rup' : 'rdn');
  if (overflow === 'saturate' || inward || format.encoding === 'finite')
    return withSign(format, negative, largestMagnitude(format));
  if (format.encoding === 'ieee') return withSign(format, negative, codeOfValue(format, Infinity));
  return canonicalNan(format);
}

function codeOfValue(format: Format, value: number): number {
  let code = 0;
  while (valueByDefinition(format, code) !== value) code++;
  return code;
}

/** Numerics §4: `ieee` all-ones exponent and the top mantissa bit, `fn` all ones but the sign, `fnuz` the code of -0. */
function canonicalNan({ expBits, manBits, encoding, name }: Format): bigint {
  if (encoding === 'ieee') return BigInt((2 ** expBits - 1) * 2 ** manBits + 2 ** (manBits - 1));
  if (encoding === 'fn') return BigInt(2 ** (expBits + manBits) - 1);
  if (encoding === 'fnuz') return BigInt(2 ** (expBits + manBits));
  throw new Error(`${name} has no NaN`);
}

function withSign({ expBits, manBits, encoding }: Format, negative: boolean, mag: number): bigint {
  const noSign = encoding === 'fnuz' && mag === 0;
  return BigInt(mag + (negative && !noSign ? 2 ** (expBits + manBits) : 0));
}
