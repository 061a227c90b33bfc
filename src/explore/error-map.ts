import { type Format, widthOf } from '../format/index.ts';
import { addendExponents, factorExponents } from '../measure/index.ts';
import { type Logic, slicedModelOf } from '../model/index.ts';
import { canonicalJson, resultFormat, type UnitSpec } from '../unit/index.ts';
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

/** Mantissas of up to 7 bits are all taken; of wider ones 64, in equal steps. */
const ALL_BITS = 7;
const SAMPLES = 64;

/**
 * The error map of a unit, by its sliced model, 32 pairs at a time. It is that of the model: the hardware has it once
 * it has passed its check.
 */
export function errorMap(spec: UnitSpec): ErrorMap {
  const { format } = spec;
  const size = format.manBits <= ALL_BITS ? 2 ** format.manBits : SAMPLES;
  const step = 2 ** format.manBits / size;
  // Odd and far from a round number, so that the products of a sample have all their places.
  const first = step === 1 ? 0 : Math.floor(0.618 * step) | 1;
  const exps = spec.product === 'add' ? addendExponents(format) : factorExponents(format);
  const codes = exps.map((exp) =>
    Float64Array.from({ length: size }, (_, i) => exp * 2 ** format.manBits + i * step + first),
  ) as [Float64Array, Float64Array];
  const results = resultsOf(spec, codes);
  const rounded = spec.output === 'wide' ? undefined : roundedResults(roundedUnit(spec), codes);
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
      const [exp, man] = [results.exp[at] as number, results.man[at] as number];
      const error = (value(exp, man) - exact) / exact;
      errors[at] = error;
      sum += error;
      absolute += Math.abs(error);
      min = Math.min(min, error);
      max = Math.max(max, error);
      if (rounded !== undefined && (rounded.exp[at] !== exp || rounded.man[at] !== man)) notRne += 1;
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

/** 32 operand pairs at once. */
const LANES: Logic<number> = {
  zero: 0,
  one: -1,
  not: (a) => ~a,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

/** Exponent and mantissa fields of results, row by row. */
interface Results {
  readonly exp: Float64Array;
  readonly man: Float64Array;
}

let lastRounded: { readonly key: string; readonly results: Results } | undefined;

/** Of the unit that is held against: it stays the same while options of the other change. */
function roundedResults(spec: UnitSpec, codes: readonly [Float64Array, Float64Array]): Results {
  const key = canonicalJson(spec);
  if (lastRounded?.key !== key) lastRounded = { key, results: resultsOf(spec, codes) };
  return lastRounded.results;
}

/** The results of all pairs of two lists of codes. */
function resultsOf(spec: UnitSpec, [a, b]: readonly [Float64Array, Float64Array]): Results {
  const model = slicedModelOf(spec);
  const width = widthOf(spec.format);
  const { manBits, expBits } = resultFormat(spec);
  const isSet = (code: number, bit: number): boolean => Math.floor(code / 2 ** bit) % 2 === 1;
  const blocks = Array.from({ length: Math.ceil(b.length / 32) }, (_, block) => {
    const codes = b.subarray(32 * block, 32 * block + 32);
    return Array.from({ length: width }, (_, bit) =>
      codes.reduce((word, code, lane) => (isSet(code, bit) ? word | (1 << lane) : word), 0),
    );
  });
  const exp = new Float64Array(a.length * b.length);
  const man = new Float64Array(a.length * b.length);
  for (const [i, code] of a.entries()) {
    const left = Array.from({ length: width }, (_, bit) => (isSet(code, bit) ? -1 : 0));
    for (const [block, right] of blocks.entries()) {
      const bits = model(LANES, left, right);
      const at = i * b.length + 32 * block;
      const lanes = Math.min(32, b.length - 32 * block);
      spread(bits.slice(0, manBits), man, at, lanes);
      spread(bits.slice(manBits, manBits + expBits), exp, at, lanes);
    }
  }
  return { exp, man };
}

/** Bits of 32 lanes as one number a lane. */
function spread(bits: readonly number[], into: Float64Array, at: number, lanes: number): void {
  for (const [bit, word] of bits.entries())
    for (let lane = 0; lane < lanes; lane++)
      if ((word >>> lane) & 1) into[at + lane] = (into[at + lane] as number) + 2 ** bit;
}

/** The number that exponent and mantissa fields stand for; in mid-range no code is special. */
function numberOf({ manBits, bias }: Format): (exp: number, man: number) => number {
  const one = 2 ** manBits;
  return (exp, man) => (exp === 0 ? man / one : 1 + man / one) * 2 ** (Math.max(exp, 1) - bias);
}
