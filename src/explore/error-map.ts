import { type Format, widthOf } from '../format/index.ts';
import { addendExponents, factorExponents } from '../measure/index.ts';
import { type Logic, slicedModelOf } from '../model/index.ts';
import { resultFormat, type UnitSpec } from '../unit/index.ts';
import { roundedUnit } from './comparison.ts';

/** The relative error of a unit's model over both mantissas, operands of one binade each in mid-range. */
export interface ErrorMap {
  /** Mantissas along each side. */
  readonly size: number;
  /** Mantissa i of a side is `i * step + first`: every one where step is 1. */
  readonly step: number;
  readonly first: number;
  /** Row by row: entry `i * size + j` is of mantissa i of a and j of b. */
  readonly errors: Float64Array;
  readonly bias: number;
  readonly mred: number;
  readonly min: number;
  readonly max: number;
  /** Share of results that are not the correctly rounded (rne) ones; absent for a wide result. */
  readonly notRne?: number;
}

/** Mantissas of up to 7 bits are all taken; of wider ones as many, in equal steps. */
const MOST = 128;

/**
 * The error map of a unit, by its sliced model, all pairs at once. It is that of the model: the hardware has it once
 * it has passed its check.
 */
export function errorMap(spec: UnitSpec): ErrorMap {
  const { format } = spec;
  const size = Math.min(2 ** format.manBits, MOST);
  const step = 2 ** format.manBits / size;
  // Odd and far from a round number, so that the products of a sample have all their places.
  const first = step === 1 ? 0 : Math.floor(0.618 * step) | 1;
  const exps = spec.product === 'add' ? addendExponents(format) : factorExponents(format);
  const codes = exps.map((exp) =>
    Float64Array.from({ length: size }, (_, i) => exp * 2 ** format.manBits + i * step + first),
  ) as [Float64Array, Float64Array];
  const results = resultsOf(spec, codes);
  const rounded = spec.output === 'wide' ? undefined : resultsOf(roundedUnit(spec), codes);
  const operand = numberOf(format);
  const [left, right] = codes.map((side, which) =>
    side.map((code) => operand(exps[which] as number, code % 2 ** format.manBits)),
  ) as [Float64Array, Float64Array];
  const value = numberOf(resultFormat(spec));
  const errors = new Float64Array(size * size);
  let [sum, absolute, notRne, min, max] = [0, 0, 0, Infinity, -Infinity];
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      const [x, y] = [left[i] as number, right[j] as number];
      const exact = spec.product === 'add' ? x + y : x * y;
      const [exp, man] = [results.exp[at] as number, results.mantissa[at] as number];
      const error = (value(exp, man) - exact) / exact;
      errors[at] = error;
      sum += error;
      absolute += Math.abs(error);
      min = Math.min(min, error);
      max = Math.max(max, error);
      if (rounded !== undefined && (rounded.exp[at] !== exp || rounded.mantissa[at] !== man)) notRne += 1;
    }
  const n = errors.length;
  const statistics = { bias: sum / n, mred: absolute / n, min, max };
  return {
    size,
    step,
    first,
    errors,
    ...statistics,
    ...(rounded === undefined ? {} : { notRne: notRne / n }),
  };
}

/** Exponent and mantissa fields of results, row by row. */
interface Results {
  readonly exp: Float64Array;
  readonly mantissa: Float64Array;
}

/**
 * The results of all pairs of two lists of codes. A bit of all pairs is one large integer: thousands of lanes to an
 * operation, where the 32 of a number would leave the model busy with itself.
 */
function resultsOf(spec: UnitSpec, [a, b]: readonly [Float64Array, Float64Array]): Results {
  const lanes = a.length * b.length;
  const one = (1n << BigInt(lanes)) - 1n;
  const logic: Logic<bigint> = {
    zero: 0n,
    one,
    not: (x) => x ^ one,
    and: (x, y) => x & y,
    or: (x, y) => x | y,
    xor: (x, y) => x ^ y,
  };
  const bitsOf = (digits: (bit: number) => string): bigint[] =>
    Array.from({ length: widthOf(spec.format) }, (_, bit) => BigInt(`0b${digits(bit)}`));
  const digitOf = (code: number, bit: number): string => `${Math.floor(code / 2 ** bit) % 2}`;
  // The first lane is the last digit.
  const [rows, columns] = [[...a].reverse(), [...b].reverse()];
  const left = bitsOf((bit) => rows.map((code) => digitOf(code, bit).repeat(b.length)).join(''));
  const right = bitsOf((bit) =>
    columns
      .map((code) => digitOf(code, bit))
      .join('')
      .repeat(a.length),
  );
  const result = slicedModelOf(spec)(logic, left, right);
  const { manBits, expBits } = resultFormat(spec);
  return {
    mantissa: numbersOf(result.slice(0, manBits), lanes),
    exp: numbersOf(result.slice(manBits, manBits + expBits), lanes),
  };
}

/** Lanes of bits, lowest bit first, as one number a lane. */
function numbersOf(bits: readonly bigint[], lanes: number): Float64Array {
  const numbers = new Float64Array(lanes);
  for (const [bit, word] of bits.entries()) {
    const digits = word.toString(2);
    for (let at = 0; at < digits.length; at++) {
      const lane = digits.length - 1 - at;
      if (digits.charCodeAt(at) === ONE) numbers[lane] = (numbers[lane] as number) + 2 ** bit;
    }
  }
  return numbers;
}

const ONE = '1'.charCodeAt(0);

/** The number that exponent and mantissa fields stand for; in mid-range no code is special. */
function numberOf({ manBits, bias }: Format): (exp: number, man: number) => number {
  const one = 2 ** manBits;
  return (exp, man) => (exp === 0 ? man / one : 1 + man / one) * 2 ** (Math.max(exp, 1) - bias);
}
