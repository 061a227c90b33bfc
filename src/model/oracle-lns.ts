import { type Dyadic, floorLog2 } from '../format/index.ts';
import type { LnsSpec } from '../unit/index.ts';

/** Fraction bits in which powers of two are figured here. */
const PRECISION = 160;
const ONE = 1n << BigInt(PRECISION);

/**
 * The product of the logarithmic number system by its definition, of two non-zero numbers 2^k (1 + x): 2 to the power of
 * ka + la + kb + lb, each l the number nearest to log2(1 + x) on M + logGuard fraction bits. That power is irrational unless it
 * is an integer: it is given with its last place set and so far down that it rounds as the real one does.
 */
export function lnsValue(spec: LnsSpec): (a: Dyadic, b: Dyadic) => Dyadic {
  const bits = spec.format.manBits + spec.logGuard;
  const roots = rootsOfTwo(bits + 1);
  const known = new Map<bigint, number>();
  const logOf = (value: Dyadic): number => {
    const significand = value.significand << BigInt(PRECISION - (floorLog2(value) - value.exponent));
    const log = known.get(significand) ?? nearestLog(significand, bits, roots);
    known.set(significand, log);
    return log;
  };
  return (a, b) => {
    const log = logOf(a) + logOf(b);
    const whole = Math.floor(log / 2 ** bits);
    const fraction = log - whole * 2 ** bits;
    const exponent = floorLog2(a) + floorLog2(b) + whole;
    const sign = a.sign === b.sign ? 0 : 1;
    if (fraction === 0) return { sign, significand: 1n, exponent };
    const significand = powerOfTwo(2 * fraction, roots) | 1n;
    return { sign, significand, exponent: exponent - PRECISION };
  };
}

/** 2^(1/2), 2^(1/4), ... 2^(2^-count), each the square root of the one before, rounded down. */
function rootsOfTwo(count: number): bigint[] {
  const roots: bigint[] = [];
  for (let last = 2n * ONE; roots.length < count; roots.push(last)) last = squareRoot(last * ONE);
  return roots;
}

/** 2^(n / 2^count) of n below 2^count, as the product of the roots that n has a one for. */
function powerOfTwo(n: number, roots: readonly bigint[]): bigint {
  return roots.reduce(
    (product, root, at) =>
      Math.floor(n / 2 ** (roots.length - 1 - at)) % 2 === 1 ? (product * root) / ONE : product,
    ONE,
  );
}

/** The l for which the significand lies between 2^((2l - 1) / 2^(bits + 1)) and 2^((2l + 1) / 2^(bits + 1)), by bisection. */
function nearestLog(significand: bigint, bits: number, roots: readonly bigint[]): number {
  let [low, high] = [0, 2 ** bits];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (powerOfTwo(2 * middle + 1, roots) <= significand) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Floor of the square root of an integer, by Newton's steps from above. */
function squareRoot(n: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
