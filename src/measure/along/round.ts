import { decode, type Format, maxFiniteMag, toNumber } from '../../format/index.ts';
import type { FloatAccumulator } from '../../unit/index.ts';

/** Adding this and taking it off again rounds a double below 2^51 to an integer, ties to even. */
const ROUNDER = 1.5 * 2 ** 52;

/**
 * One step of a floating-point accumulator on doubles: the sum of two of its numbers, rounded once, as the unit does it
 * under `flush` or `full`. A double has more than twice the bits of any accumulator and two more, so that rounding its
 * sum to nearest again is innocuous (Figueroa, 1995); toward zero, what the double lost decides.
 */
export function floatAdder(
  { format, rounding }: FloatAccumulator,
  contract: 'flush' | 'full',
): (acc: number, term: number) => number {
  const { manBits, bias } = format;
  const largest = largestOf(format);
  const least = 2 ** (1 - bias);
  const flush = contract === 'flush';
  return (acc, term) => {
    const sum = acc + term;
    if (sum === 0 || !Number.isFinite(sum)) return sum;
    const exponent = flush ? exponentOf(sum) : Math.max(exponentOf(sum), 1 - bias);
    const ulp = 2 ** (exponent - manBits);
    const rounded =
      rounding === 'rne'
        ? nearest(sum, ulp)
        : towardZero(sum, ulp, lost(acc, term, sum), inwardOf(sum, exponent, ulp));
    if (Math.abs(rounded) > largest) return overflowed(rounded);
    return flush && Math.abs(rounded) < least ? 0 : rounded;
  };

  function inwardOf(sum: number, exponent: number, ulp: number): number {
    const isPower = Math.abs(sum) === 2 ** exponent;
    return isPower && (flush || exponent > 1 - bias) ? ulp / 2 : ulp;
  }

  function overflowed(rounded: number): number {
    return Math.sign(rounded) * (flush || rounding === 'rtz' ? largest : Infinity);
  }
}

function nearest(sum: number, ulp: number): number {
  const scaled = sum / ulp;
  return (scaled + ROUNDER - ROUNDER) * ulp;
}

/**
 * `error`: what the real sum has beyond `sum`. On the grid and beyond the real sum, the next number inward is meant: half as
 * far below a power of two, whose neighbours inward are twice as dense.
 */
function towardZero(sum: number, ulp: number, error: number, inward: number): number {
  const truncated = Math.trunc(sum / ulp) * ulp;
  const beyond = truncated === sum && error !== 0 && error < 0 === sum > 0;
  return beyond ? truncated - Math.sign(sum) * inward : truncated;
}

/** What a sum of two doubles loses: exact (Knuth's two-sum). */
export function lost(a: number, b: number, sum: number): number {
  const other = sum - a;
  return a - (sum - other) + (b - other);
}

const view = new DataView(new ArrayBuffer(8));

/** floor(log2 |x|) of a normal double. */
function exponentOf(x: number): number {
  view.setFloat64(0, x);
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

function largestOf(format: Format): number {
  return toNumber(decode(format, maxFiniteMag(format)));
}
