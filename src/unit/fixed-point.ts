import { type Dyadic, decode, type Format, floorLog2, maxFiniteMag, multiply } from '../format/index.ts';
import { E8M0, type MacSpec } from './mac.ts';
import { hasAllPlaces, resultFormat } from './result.ts';
import type { ProductSpec } from './spec.ts';

/** Two's complement: value = integer * 2^-fractionBits, with one sign bit at the top. */
export interface FixedPoint {
  readonly width: number;
  readonly fractionBits: number;
}

/**
 * The least fixed-point number that holds every finite product of a unit exactly. For exact products it has the widths of
 * the literature: e4m3 37 bits, e5m2 65, e3m2 19, e2m3 13, e2m1 9.
 */
export function productFixedPoint(product: ProductSpec): FixedPoint {
  const { format } = product;
  const result = resultFormat(product);
  const unroundedExact = product.output === 'wide' && hasAllPlaces(product);
  const largest = unroundedExact ? multiply(largestOf(format), largestOf(format)) : largestOf(result);
  const fractionBits = unroundedExact ? 2 * smallestPlace(format) : smallestPlace(result);
  return { width: 1 + floorLog2(largest) + 1 + fractionBits, fractionBits };
}

/** The register of a Kulisch accumulator; with scales, of every product under every scale. */
export function accumulatorFixedPoint({ product, accumulator, scale }: MacSpec): FixedPoint {
  const { width, fractionBits } = productFixedPoint(product);
  const guardBits = accumulator.kind === 'kulisch' ? accumulator.guardBits : 0;
  // Two scales of 2^-127 to 2^127.
  const scaled = scale === 'mx' ? 2 * E8M0.bias : 0;
  return { width: width + guardBits + 2 * scaled, fractionBits: fractionBits + scaled };
}

/** The largest number of a format. Throws a RangeError where there is none. */
export function largestOf(format: Format): Dyadic {
  const value = decode(format, maxFiniteMag(format));
  if (value.kind !== 'finite') throw new RangeError(`${format.name} has no largest number`);
  return value;
}

/** Places behind the point of the smallest subnormal number, of which every number is a multiple: 9 of e4m3. */
export function smallestPlace({ bias, manBits }: Format): number {
  return bias - 1 + manBits;
}
