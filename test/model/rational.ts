/** An exact fraction in lowest terms, denominator positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

export function rational(num: bigint, den = 1n): Rational {
  const divisor = gcd(absolute(num), absolute(den)) * (den < 0n ? -1n : 1n);
  return { num: num / divisor, den: den / divisor };
}

/** `-6301/176400`, as it is printed in a table. */
export function parseRational(text: string): Rational {
  const [num = '', den = '1'] = text.split('/');
  return rational(BigInt(num), BigInt(den));
}

/** A double as the fraction it is. */
export function rationalOf(x: number): Rational {
  let scaled = x;
  let den = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    den *= 2n;
  }
  return rational(BigInt(scaled), den);
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Rational, b: Rational): Rational => add(a, { num: -b.num, den: b.den });
export const times = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
export const magnitude = (a: Rational): Rational => ({ num: absolute(a.num), den: a.den });
export const less = (a: Rational, b: Rational): boolean => a.num * b.den < b.num * a.den;

/** As a double, good to 15 digits even where numerator and denominator are beyond its range. */
export function toDouble({ num, den }: Rational): number {
  return Number((num * 10n ** 25n) / den) / 1e25;
}
