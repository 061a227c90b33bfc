import { Diagnostic } from '../diagnostic.ts';
import {
  type Dyadic,
  decode,
  encode,
  type Format,
  hasInf,
  hasNan,
  hexOf,
  infMag,
  magBitsOf,
  maxFiniteMag,
  nanCode,
  roundMag,
  type Value,
  widthOf,
} from '../format/index.ts';
import { isEqual, numberText } from './number-text.ts';

/** An operand as typed, and the code it means. */
export interface Operand {
  readonly code: bigint;
  /** Whether the code stands for exactly the number that was typed; a code always does. */
  readonly isExact: boolean;
}

/**
 * The code a text means: a code (`0x3e`, `0b00111110`, `0 0111 110`), `nan`, `inf`, or a number (`1.75`, `-3e-2`, `1/3`,
 * `2^-6`), rounded to the nearest code, ties to even.
 *
 * @throws Diagnostic `explore/operand` for what is neither, a code too wide, or a number beyond the largest one.
 */
export function parseOperand(format: Format, text: string): Operand {
  const word = text.trim().toLowerCase();
  const digits = word.replace(/^0b|[\s_]/g, '');
  const isBits = /^[01]+$/.test(digits) && (word.startsWith('0b') || /[\s_]/.test(word));
  if (isBits) return ofCode(format, text, digits.length, BigInt(`0b${digits}`));
  if (/^0x[0-9a-f]+$/.test(word)) {
    const code = BigInt(word);
    return ofCode(format, text, code.toString(2).length, code);
  }
  const special = /^([+-]?)(nan|inf|infinity)$/.exec(word);
  if (special !== null) return { code: specialCode(format, text, special), isExact: true };
  return ofRational(
    format,
    text,
    parseRational(word) ?? refuse(text, 'This is neither a number nor a code.', WAYS),
  );
}

const WAYS = '1.75, -3e-2, 1/3, 2^-6, 0x3e, 0b00111110, inf or nan';

function ofCode(format: Format, text: string, bits: number, code: bigint): Operand {
  const width = widthOf(format);
  if (bits <= width) return { code, isExact: true };
  return refuse(
    text,
    `A code of ${format.name} has ${width} bits.`,
    `a code up to ${hexOf(format, (1n << BigInt(width)) - 1n)}`,
  );
}

function specialCode(format: Format, text: string, [, minus, name]: RegExpExecArray): bigint {
  const nan = nanCode(format);
  if (name === 'nan') {
    if (hasNan(format) && nan !== undefined) return nan;
    return refuse(text, `${format.name} has no NaN: every code is a number.`, largestOf(format));
  }
  if (!hasInf(format)) return refuse(text, `${format.name} has no Inf.`, largestOf(format));
  return infMag(format) | (minus === '-' ? 1n << BigInt(magBitsOf(format)) : 0n);
}

interface Rational {
  readonly sign: 0 | 1;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Exact, so that nothing is rounded before it is rounded to the format. */
function parseRational(word: string): Rational | undefined {
  const match =
    /^([+-]?)(?:(\d{1,400})\/(\d{1,400})|2\^([+-]?\d{1,4})|(\d{0,400})(?:\.(\d{0,400}))?(?:e([+-]?\d{1,4}))?)$/.exec(
      word,
    );
  if (match === null) return undefined;
  const [, minus, p, q, power, whole = '', fraction = '', exponent = '0'] = match;
  const sign = minus === '-' ? 1 : 0;
  if (p !== undefined && q !== undefined)
    return BigInt(q) === 0n ? undefined : { sign, numerator: BigInt(p), denominator: BigInt(q) };
  if (power !== undefined) return scaled(sign, 1n, 2n, Number(power));
  if (whole + fraction === '') return undefined;
  return scaled(sign, BigInt(whole + fraction), 10n, Number(exponent) - fraction.length);
}

function scaled(sign: 0 | 1, significand: bigint, base: bigint, exponent: number): Rational {
  const power = base ** BigInt(Math.abs(exponent));
  return exponent >= 0
    ? { sign, numerator: significand * power, denominator: 1n }
    : { sign, numerator: significand, denominator: power };
}

function ofRational(format: Format, text: string, { sign, numerator, denominator }: Rational): Operand {
  const bits = (n: bigint): number => n.toString(2).length;
  // 80 bits of quotient, and one that says whether anything is left: more than any format needs to round rightly.
  const shift = Math.max(0, bits(denominator) - bits(numerator) + 80);
  const scaledUp = numerator << BigInt(shift);
  const quotient = scaledUp / denominator;
  const rest = quotient * denominator === scaledUp ? 0n : 1n;
  const value: Dyadic = { sign, significand: 2n * quotient + rest, exponent: -shift - 1 };
  if (value.significand !== 0n && roundMag(format, value, 'rne', 'gradual') > maxFiniteMag(format))
    return refuse(text, `The largest number of ${format.name} is smaller.`, largestOf(format));
  const code = encode(
    format,
    { kind: 'finite', ...value },
    { rounding: 'rne', overflow: 'saturate', subnormals: 'keep' },
  );
  return { code, isExact: rest === 0n && isThe(decode(format, code), value) };
}

const isThe = (value: Value, wanted: Dyadic): boolean => value.kind === 'finite' && isEqual(value, wanted);

function largestOf(format: Format): string {
  const largest = maxFiniteMag(format);
  return `at most ${numberText(decode(format, largest))}, code ${hexOf(format, largest)}`;
}

function refuse(got: string, text: string, wayOut: string): never {
  throw new Diagnostic({ code: 'explore/operand', text, got: got === '' ? 'nothing' : got, wayOut });
}
