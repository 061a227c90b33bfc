import type { Format } from '../format/index.ts';
import { type IntegerMacSpec, type IntegerSpec, isIntegerMac } from './integer/spec.ts';
import type { AddSpec, Contract, ProductSpec, UnitSpec } from './spec.ts';

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

/** What a place below the window becomes: nothing, or part of a sticky last place. */
export type Alignment = 'truncate' | 'sticky';
export const ALIGNMENTS: readonly Alignment[] = ['truncate', 'sticky'];

/**
 * A floating-point register behind a dot product whose terms meet in a window of `windowBits` places.
 *
 * The terms are the products of all lanes and the register itself, each a sign and a magnitude. The exponent of a number
 * is floor(log2 |x|), of a subnormal one that of the smallest normal number of its format. E is the largest exponent of
 * the products that are not zero and of the register, which as a zero counts as its smallest normal number. The window
 * has the places 2^E down to 2^(E - windowBits + 1). Of each magnitude the places within it stay; those below are
 * dropped (`truncate`), or make the last place one if any of them is one (`sticky`, rounding to odd). So the loss has no
 * regard of the sign: it is toward zero, not toward minus infinity as in two's complement.
 *
 * What is left are integers. They are added exactly, in any order, and their sum is rounded once to the register: that of
 * nothing is +0.
 */
export interface WindowAccumulator {
  readonly kind: 'window';
  readonly format: Format;
  readonly rounding: 'rne' | 'rtz';
  readonly windowBits: number;
  readonly align: Alignment;
}

export type Accumulator = FloatAccumulator | KulischAccumulator | WindowAccumulator;

/**
 * A multiply-accumulate unit: a product unit of the catalogue, with the pipeline it has, before an accumulator. Each
 * clock with `valid_i`: acc = (clear_i ? 0 : acc) + a * b; `clear_i` alone makes it zero.
 */
export interface MacSpec {
  readonly product: ProductSpec;
  readonly accumulator: Accumulator;
  /** Products a clock: 1, or those of a dot product, all added before the accumulator takes their sum. */
  readonly lanes: number;
  readonly scale: Scale;
}

/**
 * What the operands of a step have in common. `mx`: a scale for the elements of each operand, as the blocks of 32 of OCP
 * Microscaling (MX) 1.0 have it, so that a step has at most 32 lanes. It is E8M0: code c is 2^(c - 127), and 255 is NaN.
 * Their product raises the exponent of every product of the step, and of the sum of a Kulisch register, which then has a
 * place for each.
 */
export type Scale = 'none' | 'mx';
export const SCALES: readonly Scale[] = ['none', 'mx'];

/** E8M0: bits, the code of one, and the only code that is no number. */
export const E8M0 = { bits: 8, bias: 127, nan: 255n } as const;

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

/** Whether a unit adds its products to a register. */
export function accumulates(spec: AnySpec): spec is MacSpec | IntegerMacSpec {
  return isMac(spec) || (isInteger(spec) && isIntegerMac(spec));
}

/** What the operands of a unit are, one lane of them. */
export function operandFormatOf(spec: FloatSpec): Format {
  return isMac(spec) ? spec.product.format : spec.format;
}

/** Products of one operation: of a dot product one for each lane. */
export function lanesOf(spec: AnySpec): number {
  return 'lanes' in spec ? spec.lanes : 1;
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

/** The adder of a floating-point accumulator, under the contract of the product; of others undefined. */
export function adderOf({ product, accumulator }: MacSpec): AddSpec | undefined {
  if (accumulator.kind !== 'float') return undefined;
  return addOf(accumulator.format, product.contract, accumulator.rounding);
}

/** The sum of two numbers of a register, under the contract of what it sums. */
export function addOf(format: Format, contract: Contract, rounding: 'rne' | 'rtz'): AddSpec {
  return { product: 'add', format, contract, output: 'closed', rounding, overflow: 'encoding', stages: 0 };
}

/** The sum whose contract is that of the unit; with a Kulisch register, whose sums are no floating-point numbers, the product. */
export function summedBy({ product, accumulator }: MacSpec): UnitSpec {
  if (accumulator.kind === 'kulisch') return product;
  return addOf(accumulator.format, product.contract, accumulator.rounding);
}
