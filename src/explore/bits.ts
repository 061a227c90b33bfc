/** What a stretch of bits is, so that it can be told apart by more than its place. */
export type BitField = 'sign' | 'exp' | 'man' | 'below' | 'plain';

export interface BitGroup {
  readonly field: BitField;
  readonly text: string;
}

/** One line of a step: a name, bits or none, and what they stand for. */
export interface StepRow {
  readonly label: string;
  readonly bits: readonly BitGroup[];
  readonly value: string;
  /** The result of the rows above it. */
  readonly isResult?: true;
}

/** One step on the way from operands to result. */
export interface Step {
  readonly title: string;
  readonly says: string;
  readonly rows: readonly StepRow[];
}

/** An integer in two's complement, so many bits. */
export function binary(value: bigint, width: number): string {
  return width === 0 ? '' : BigInt.asUintN(width, value).toString(2).padStart(width, '0');
}

/** Bits an integer needs in two's complement. */
export function widthNeeded(value: bigint): number {
  return (value < 0n ? -value - 1n : value).toString(2).replace(/^0$/, '').length + 1;
}

/** Exponent and fraction as one integer, `value = exp * 2^fractionBits + fraction`, the exponent so many bits wide. */
export function expAndMan(
  value: bigint,
  expWidth: number,
  fractionBits: number,
  manBits: number,
): BitGroup[] {
  const bits = binary(value, expWidth + fractionBits);
  const [exp, fraction] = [bits.slice(0, expWidth), bits.slice(expWidth)];
  return [
    { field: 'exp', text: exp },
    { field: 'man', text: fraction.slice(0, manBits) },
    ...(fractionBits > manBits ? [{ field: 'below' as const, text: fraction.slice(manBits) }] : []),
  ];
}

/** A number that is not negative with a binary point: so many digits before it, blanks for zeros, and after it. */
export function fixedPoint(
  value: bigint,
  fractionBits: number,
  before: number,
  after: number = fractionBits,
): BitGroup[] {
  const digits = value.toString(2).padStart(fractionBits + 1, '0');
  const whole = digits.slice(0, digits.length - fractionBits);
  const fraction = digits.slice(digits.length - fractionBits);
  return [
    { field: 'plain', text: `${whole.padStart(before)}.` },
    { field: 'man', text: fraction },
    ...(after > fractionBits ? [{ field: 'plain' as const, text: ' '.repeat(after - fractionBits) }] : []),
  ];
}

/** The number n / 2^bits; exact up to 53 bits. */
export function fractionText(n: bigint, bits: number): string {
  return String(Number(n) / 2 ** bits);
}
