import type { Decoded, RawProduct } from '../model/index.ts';
import type { ProductSpec } from '../unit/index.ts';
import { expAndMan, fixedPoint, fractionText, type Step, type StepRow, widthNeeded } from './bits.ts';

/** A significand in [1, 4) brought into [1, 2). */
export function carryStep(
  spec: ProductSpec,
  raw: RawProduct,
  significand: bigint,
  bits: number,
  text: string,
  carried: boolean,
): Step {
  return {
    title: 'Carry',
    says: carried
      ? `The significand, ${text}, is 2 or more: it is halved, and the exponent goes up by one.`
      : `The significand, ${text}, is below 2: it stays, and so does the exponent.`,
    rows: [
      {
        label: 'significand',
        bits: fixedPoint(significand, bits, 2),
        value: fractionText(significand, bits),
      },
      rawRow(spec, raw),
    ],
  };
}

/** Exponent and fraction before rounding. */
export function rawRow(spec: ProductSpec, { raw, fractionBits }: RawProduct): StepRow {
  const exp = raw >> BigInt(fractionBits);
  const significand = (1n << BigInt(fractionBits)) | (raw & ((1n << BigInt(fractionBits)) - 1n));
  return {
    label: 'exp, fraction',
    bits: expAndMan(
      raw,
      expWidth(spec, fractionBits, [raw]),
      fractionBits,
      Math.min(spec.format.manBits, fractionBits),
    ),
    value: `exponent field ${exp}, significand ${fractionText(significand, fractionBits)}`,
    isResult: true,
  };
}

/** A column of integers of exponent and mantissa, the last one the result of those above. */
export function integerStep(
  spec: ProductSpec,
  title: string,
  says: string,
  rows: readonly (readonly [label: string, value: bigint])[],
): Step {
  const { manBits } = spec.format;
  const width = expWidth(
    spec,
    manBits,
    rows.map(([, value]) => value),
  );
  return {
    title,
    says,
    rows: rows.map(([label, value], at) => ({
      label,
      bits: expAndMan(value, width, manBits, manBits),
      value: `${value}`,
      ...(at === rows.length - 1 ? { isResult: true as const } : {}),
    })),
  };
}

/** Exponent bits that hold these integers in two's complement, two more than an operand's at least. */
function expWidth(spec: ProductSpec, fractionBits: number, values: readonly bigint[]): number {
  return Math.max(spec.format.expBits + 2, ...values.map((value) => widthNeeded(value) - fractionBits));
}

/** Magnitudes of the operands as integers; those of normalised subnormals may be negative. */
export function magsOf({ format }: ProductSpec, { expA, expB, manA, manB }: Decoded): [bigint, bigint] {
  const manBits = BigInt(format.manBits);
  return [(expA << manBits) + manA, (expB << manBits) + manB];
}
