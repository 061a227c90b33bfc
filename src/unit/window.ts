import type { Format } from '../format/index.ts';
import { E8M0, type MacSpec, type WindowAccumulator } from './mac.ts';
import { resultFormat } from './result.ts';

/** Places and widths of a dot product whose terms meet in a window, all in bits. */
export interface WindowWidths {
  /** The products of all lanes, and the register. */
  readonly terms: number;
  readonly window: number;
  /** Above one term, so that no sum of all terms is lost: ceil(log2(terms)). */
  readonly carryBits: number;
  readonly product: Format;
  readonly register: Format;
  /** Exponents are compared on one scale; these bring the exponent fields of products and register onto it. */
  readonly productOffset: number;
  readonly registerOffset: number;
  /** Of an exponent on that scale. */
  readonly exponentBits: number;
}

/** @throws RangeError for a unit without a window */
export function windowWidths(spec: MacSpec): WindowWidths {
  const { windowBits, format: register } = windowOf(spec);
  const product = resultFormat(spec.product);
  const terms = spec.lanes + 1;
  // The codes of two scales add to the exponent field; that of one is the bias of each.
  const scaled = spec.scale === 'mx';
  const productBias = product.bias + (scaled ? 2 * E8M0.bias : 0);
  const bias = Math.max(productBias, register.bias);
  const [productOffset, registerOffset] = [bias - productBias, bias - register.bias];
  const largest = Math.max(
    2 ** product.expBits - 1 + productOffset + (scaled ? 2 * Number(E8M0.nan) : 0),
    2 ** register.expBits - 1 + registerOffset,
  );
  return {
    terms,
    window: windowBits,
    carryBits: bitsOf(terms - 1),
    product,
    register,
    productOffset,
    registerOffset,
    exponentBits: bitsOf(largest),
  };
}

export function windowOf({ accumulator }: MacSpec): WindowAccumulator {
  if (accumulator.kind === 'window') return accumulator;
  throw new RangeError('a unit without a window');
}

/** Bits of a whole number. */
export function bitsOf(value: number): number {
  return value.toString(2).length;
}
