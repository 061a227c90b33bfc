import { decode, joinCodes, toNumber, widthOf } from '../../format/index.ts';
import { CLEARED, macModel, modelOf } from '../../model/index.ts';
import {
  accumulatorFixedPoint,
  E8M0,
  type MacSpec,
  resultFormat,
  type WindowAccumulator,
} from '../../unit/index.ts';
import type { OperandPairs } from '../../verify/index.ts';
import { floatAdder } from './round.ts';
import { MOST_WINDOW_BITS, windowSum } from './window-sum.ts';

/**
 * Sums of products as the unit forms them, in its order, by length: the value of the accumulator once it has taken so
 * many products from zero. NaN where it is no number.
 */
export type SumsOf = (pairs: OperandPairs, lengths: readonly number[]) => number[];

/** Products of formats of up to this many bits are tabulated. */
const TABLE_OPERAND_BITS = 10;

/**
 * The sums of a multiply-accumulate unit, equal to those of its model. One product a clock, or several in a window:
 * products from a table, and typed arithmetic. Any other accumulator goes step by step through the model itself.
 */
export function sumsOf(spec: MacSpec): SumsOf {
  const { accumulator, lanes, product } = spec;
  if (spec.scale !== 'none') return sumsByModel(spec);
  const isBare = product.contract === 'bare';
  if (accumulator.kind === 'window' && accumulator.windowBits <= MOST_WINDOW_BITS && !isBare)
    return windowSums(spec, accumulator);
  if (lanes > 1) return sumsByModel(spec);
  if (accumulator.kind === 'float' && !isBare)
    return sumsByStep(productsOf(spec), floatAdder(accumulator, product.contract));
  if (accumulator.kind === 'kulisch') return fixedSums(spec);
  return sumsByModel(spec);
}

/** The real products of operand codes, NaN and Inf included. */
type Products = (a: bigint, b: bigint) => number;

function productsOf({ product }: MacSpec): Products {
  const from = resultFormat(product);
  const model = modelOf(product);
  const real = (a: bigint, b: bigint): number => toNumber(decode(from, model(a, b)));
  const width = widthOf(product.format);
  if (width > TABLE_OPERAND_BITS) return real;
  const size = 2 ** width;
  // Filled as it is needed: short streams of wide tables would wait for nothing.
  const known = new Float64Array(size * size);
  const isKnown = new Uint8Array(size * size);
  return (a, b) => {
    const at = Number(a) * size + Number(b);
    if (isKnown[at] === 0) {
      known[at] = real(a, b);
      isKnown[at] = 1;
    }
    return known[at] as number;
  };
}

function sumsByStep(products: Products, add: (acc: number, term: number) => number): SumsOf {
  return ({ a, b }, lengths) => {
    const sums: number[] = [];
    let acc = 0;
    for (let k = 0; k < a.length && sums.length < lengths.length; k++) {
      acc = add(acc, products(a[k] as bigint, b[k] as bigint));
      if (k + 1 === lengths[sums.length]) sums.push(acc);
    }
    return sums;
  };
}

/** Widest register whose integers a double holds, with one bit for the sum before it is kept within its ends. */
const DOUBLE_BITS = 52;

/** A Kulisch register: integers, in a double where they fit; a product that is no number makes the sum one that is none. */
function fixedSums(spec: MacSpec): SumsOf {
  const { width, fractionBits } = accumulatorFixedPoint(spec);
  if (width > DOUBLE_BITS) return sumsByModel(spec);
  const scale = 2 ** fractionBits;
  const [most, least] = [(2 ** (width - 1) - 1) / scale, -(2 ** (width - 1)) / scale];
  return sumsByStep(productsOf(spec), (acc, term) =>
    Number.isFinite(term) ? Math.min(most, Math.max(least, acc + term)) : Number.NaN,
  );
}

/** Terms that meet in a window; a length short of a step has zeros in the lanes that are left over. */
function windowSums(spec: MacSpec, accumulator: WindowAccumulator): SumsOf {
  const products = productsOf(spec);
  const sum = windowSum(spec, accumulator);
  return ({ a, b }, lengths) => {
    const terms = Float64Array.from(a, (code, k) => products(code, b[k] as bigint));
    return lengths.map((length) => sum(terms, 0, length));
  };
}

/** Any multiply-accumulate unit: `lanes` products a step; block scales are all one. */
export function sumsByModel(spec: MacSpec): SumsOf {
  const { lanes, product } = spec;
  const step = macModel(spec);
  const width = widthOf(product.format);
  const scale = spec.scale === 'mx' ? BigInt(E8M0.bias) : 0n;
  const packed = (codes: readonly bigint[]): bigint => joinCodes(codes, width, scale);
  const real = realOfRegister(spec);
  return ({ a, b }, lengths) => {
    const sums: number[] = [];
    let state = CLEARED;
    for (let k = 0; k < a.length && sums.length < lengths.length; k += lanes) {
      state = step(state, packed(a.slice(k, k + lanes)), packed(b.slice(k, k + lanes)));
      if (k + lanes >= (lengths[sums.length] as number))
        sums.push(state.invalid ? Number.NaN : real(state.acc));
    }
    return sums;
  };
}

function realOfRegister(spec: MacSpec): (acc: bigint) => number {
  const { accumulator } = spec;
  if (accumulator.kind !== 'kulisch') return (acc) => toNumber(decode(accumulator.format, acc));
  const { width, fractionBits } = accumulatorFixedPoint(spec);
  return (acc) => Number(BigInt.asIntN(width, acc)) / 2 ** fractionBits;
}
