import type { Format } from '../format/index.ts';
import type { IntegerSpec } from './integer/spec.ts';
import type { AddSpec, ProductSpec, UnitSpec } from './spec.ts';

/** A floating-point register; every sum is rounded once, by a unit `add` of this format. */
export interface FloatAccumulator {
  readonly kind: 'float';
  readonly format: Format;
  readonly rounding: 'rne' | 'rtz';
}

/**
 * A fixed-point register wide enough for every product (Kulisch), in two's complement: nothing is rounded. Beyond its
 * ends it stays at the end.
 */
export interface KulischAccumulator {
  readonly kind: 'kulisch';
  /** Bits above those of one product: sums of 2^guardBits products cannot leave the register. */
  readonly guardBits: number;
}

export type Accumulator = FloatAccumulator | KulischAccumulator;

/**
 * A multiply-accumulate unit: a product unit of the catalogue, with the pipeline it has, before an accumulator. Each
 * clock with `valid_i`: acc = (clear_i ? 0 : acc) + a * b; `clear_i` alone makes it zero.
 */
export interface MacSpec {
  readonly product: ProductSpec;
  readonly accumulator: Accumulator;
  /** Products a clock: 1, or those of a dot product, all added before the accumulator takes their sum. */
  readonly lanes: number;
}

/** A unit whose operands are floating-point numbers. */
export type FloatSpec = UnitSpec | MacSpec;

/** Any unit of the catalogue. */
export type AnySpec = FloatSpec | IntegerSpec;

export function isMac(spec: AnySpec): spec is MacSpec {
  return 'accumulator' in spec;
}

export function isInteger(spec: AnySpec): spec is IntegerSpec {
  return 'kind' in spec;
}

/** Cycles from operands to the sum that holds their product: the product's own, and the accumulator. */
export function macLatency({ product }: MacSpec): number {
  return product.stages + 1;
}

/** A unit that another one is made of, and how many of it. */
export interface Part<Spec extends AnySpec = AnySpec> {
  readonly spec: Spec;
  readonly count: number;
}

/** The two-operand units a unit is made of, the product first, and how many of each. */
export function partsOf(spec: MacSpec): readonly Part<UnitSpec>[] {
  const adder = adderOf(spec);
  const product = { spec: spec.product, count: spec.lanes };
  return adder === undefined ? [product] : [product, { spec: adder, count: 1 }];
}

/** The adder of a floating-point accumulator, under the contract of the product; undefined for a Kulisch register. */
export function adderOf({ product, accumulator }: MacSpec): AddSpec | undefined {
  if (accumulator.kind === 'kulisch') return undefined;
  const { format, rounding } = accumulator;
  const { contract } = product;
  return { product: 'add', format, contract, output: 'closed', rounding, overflow: 'encoding', stages: 0 };
}
