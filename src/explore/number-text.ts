import { type Dyadic, floorLog2, ofNumber, toNumber, type Value } from '../format/index.ts';

/** A value as decimal digits where JavaScript's are exact, else as a power of two with digits before it. */
export function numberText(value: Value): string {
  switch (value.kind) {
    case 'nan':
      return 'NaN';
    case 'inf':
      return value.sign === 1 ? '-Inf' : 'Inf';
    case 'finite':
      return finiteText(value);
  }
}

function finiteText(value: Dyadic): string {
  const sign = value.sign === 1 ? '-' : '';
  if (value.significand === 0n) return `${sign}0`;
  const number = toNumber({ kind: 'finite', ...value });
  const read = ofNumber(number);
  if (read.kind === 'finite' && isEqual(read, value)) {
    const text = String(Math.abs(number));
    if (text.length <= 20) return `${sign}${text}`;
  }
  return `${sign}${scaledText(value)}`;
}

/** As `1.625 x 2^-133`. */
export function scaledText(value: Dyadic): string {
  const log2 = floorLog2(value);
  const digits = value.significand.toString(2).length;
  const significand =
    Number(value.significand >> BigInt(Math.max(0, digits - 53))) / 2 ** (Math.min(digits, 53) - 1);
  return `${significand} x 2^${log2}`;
}

/** Whether two dyadic rationals are the same number, signs of zero aside. */
export function isEqual(a: Dyadic, b: Dyadic): boolean {
  if (a.significand === 0n || b.significand === 0n) return a.significand === b.significand;
  const exponent = Math.min(a.exponent, b.exponent);
  const at = (each: Dyadic): bigint => each.significand << BigInt(each.exponent - exponent);
  return a.sign === b.sign && at(a) === at(b);
}

/** a / b of two dyadic rationals, as a number of 53 bits; b is not zero. */
export function ratioOf(a: Dyadic, b: Dyadic): number {
  const [x, y] = [short(a), short(b)];
  const ratio = (x.number / y.number) * 2 ** (x.exponent - y.exponent);
  return a.sign === b.sign ? ratio : -ratio;
}

function short({ significand, exponent }: Dyadic): { number: number; exponent: number } {
  const dropped = Math.max(0, significand.toString(2).length - 64);
  return { number: Number(significand >> BigInt(dropped)), exponent: exponent + dropped };
}
