import { add, type Dyadic, floorLog2 } from '../format/index.ts';
import { type LmulSpec, offsetUnits, type TruncatedSpec } from '../unit/index.ts';

/**
 * The value of L-Mul of two non-zero numbers written (1 + x) 2^ex and (1 + y) 2^ey, with s = x + y + c:
 * 2^(ex+ey) (1 + s) below a carry; on a carry the adder form means 2^(ex+ey+1) s, generally
 * 2^(ex+ey+floor(s)) (1 + s - floor(s)), and the equation form still 2^(ex+ey) (1 + s).
 */
export function lmulValue(spec: LmulSpec, a: Dyadic, b: Dyadic): Dyadic {
  const offset: Dyadic = { sign: 0, significand: offsetUnits(spec), exponent: -spec.format.manBits };
  const grid = -2 * spec.format.manBits;
  const one = 1n << BigInt(-grid);
  const sum = fractionOn(grid, a) + fractionOn(grid, b) + onGrid(grid, offset);
  const exponent = floorLog2(a) + floorLog2(b) + grid;
  const sign = a.sign === b.sign ? 0 : 1;
  if (spec.form === 'equation') return { sign, significand: one + sum, exponent };
  return { sign, significand: one + (sum % one), exponent: exponent + Number(sum / one) };
}

/** x of a number written (1 + x) 2^e, in units of 2^grid. */
function fractionOn(grid: number, value: Dyadic): bigint {
  return onGrid(grid, { ...value, exponent: value.exponent - floorLog2(value) }) - (1n << BigInt(-grid));
}

function onGrid(grid: number, { significand, exponent }: Dyadic): bigint {
  const shift = exponent - grid;
  return shift >= 0 ? significand << BigInt(shift) : significand >> BigInt(-shift);
}

/**
 * Ansari et al. 2021, for two non-zero numbers: each is written 2^k (1 + x) with the power of two that puts 1 + x in
 * [3/4, 3/2), and the product is 2^(ka+kb) (1 + xa + xb).
 */
export function signedMantissaValue(a: Dyadic, b: Dyadic): Dyadic {
  const [ka, kb] = [nearestPower(a), nearestPower(b)];
  const xa = add({ ...scaled(a, -ka), sign: 0 }, MINUS_ONE);
  const xb = add({ ...scaled(b, -kb), sign: 0 }, MINUS_ONE);
  const significand = add(add(xa, xb), { sign: 0, significand: 1n, exponent: 0 });
  return { ...scaled(significand, ka + kb), sign: a.sign === b.sign ? 0 : 1 };
}

const MINUS_ONE: Dyadic = { sign: 1, significand: 1n, exponent: 0 };

/** The k for which |value| / 2^k lies in [3/4, 3/2). */
function nearestPower(value: Dyadic): number {
  const floor = floorLog2(value);
  const less = add({ ...value, sign: 0 }, { sign: 1, significand: 3n, exponent: floor - 1 });
  return less.sign === 1 ? floor : floor + 1;
}

function scaled(value: Dyadic, exponent: number): Dyadic {
  return { ...value, exponent: value.exponent + exponent };
}

/**
 * The product of two non-zero numbers by its definition: with both significands as integers of M+1 bits, the sum of
 * 2^(i+j) over all pairs of one bits i and j but those with i + j below the dropped columns.
 */
export function truncatedValue({ columns, format }: TruncatedSpec, a: Dyadic, b: Dyadic): Dyadic {
  const bitsOf = (value: Dyadic): number[] => {
    const significand = onGrid(floorLog2(value) - format.manBits, value);
    return [...significand.toString(2)].reverse().flatMap((digit, at) => (digit === '1' ? [at] : []));
  };
  const [left, right] = [bitsOf(a), bitsOf(b)];
  let sum = 0n;
  for (const i of left) for (const j of right) if (i + j >= columns) sum += 1n << BigInt(i + j);
  const exponent = floorLog2(a) + floorLog2(b) - 2 * format.manBits;
  return { sign: a.sign === b.sign ? 0 : 1, significand: sum, exponent };
}
