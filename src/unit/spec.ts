import type { Format, Rounding } from '../format/index.ts';

/**
 * What a unit promises about the codes that are not ordinary numbers:
 * `bare`  zero, subnormals, Inf and NaN are not treated; the exponent wraps
 * `flush` subnormals are flushed to signed zero in and out, overflow saturates, NaN and Inf are honoured
 * `full`  subnormals are kept and rounded correctly, overflow and NaN as the encoding says
 */
export type Contract = 'bare' | 'flush' | 'full';
export const CONTRACTS: readonly Contract[] = ['bare', 'flush', 'full'];

/** `closed`: the result has the operands' format. `wide`: the unrounded product, see `resultFormat`. */
export type OutputWidth = 'closed' | 'wide';
export const OUTPUT_WIDTHS: readonly OutputWidth[] = ['closed', 'wide'];

/** Under `full`, what a finite result beyond the largest finite number becomes. */
export type Overflow = 'encoding' | 'saturate';

/** `adder`: the carry of the fractions runs into the exponent. `equation`: the paper's formula read literally. */
export type Form = 'adder' | 'equation';
export const FORMS: readonly Form[] = ['adder', 'equation'];

/** How an exact unit forms its product of significands; all compute the same function. */
export type Architecture = 'multiply' | 'array' | 'carry-in' | 'table';
export const ARCHITECTURES: readonly Architecture[] = ['multiply', 'array', 'carry-in', 'table'];

/** The constant L-Mul adds to the fractions: 2^-l(m), nothing (Mitchell 1962), or a fraction `p/q` in [0, 1). */
export type Offset = 'paper' | 'none' | `${number}/${number}`;

/** What every unit says of itself, whatever it computes. */
export interface CommonSpec {
  readonly format: Format;
  readonly contract: Contract;
  readonly output: OutputWidth;
  readonly rounding: Rounding;
  readonly overflow: Overflow;
  /** Register stages, 0 for a combinational unit; the latency in cycles. */
  readonly stages: number;
}

/** Luo & Sun, arXiv 2410.00907. With offset none it is Mitchell's logarithmic multiplier. */
export interface LmulSpec extends CommonSpec {
  readonly product: 'lmul';
  readonly form: Form;
  readonly offset: Offset;
}

/** The real product, rounded once. */
export interface ExactSpec extends CommonSpec {
  readonly product: 'exact';
  readonly architecture: Architecture;
}

/**
 * The improved logarithmic product of Ansari et al. (IEEE Trans. Computers, 2021): each significand is taken in
 * [0.75, 1.5), its distance from one is signed, and the distances add.
 */
export interface SignedMantissaSpec extends CommonSpec {
  readonly product: 'signed-mantissa';
}

/** The product of significands without its lowest columns of partial products: a multiplier, made smaller. */
export interface TruncatedSpec extends CommonSpec {
  readonly product: 'truncated';
  /** Partial products of weight less than this power of two are not formed; the significands are integers here. */
  readonly columns: number;
}

/**
 * The product of the logarithmic number system: mantissas become logarithms by a table, rounded to nearest on
 * M + logGuard fraction bits; logarithms are added, and a table of powers of two makes a significand of the sum.
 */
export interface LnsSpec extends CommonSpec {
  readonly product: 'lns';
  /** Fraction bits of the logarithms beyond those of the mantissa. */
  readonly logGuard: number;
}

/** The real sum, rounded once: what accumulates products, and as a two-operand unit checked and costed like one. */
export interface AddSpec extends CommonSpec {
  readonly product: 'add';
}

/** One unit: plain, validated data. Its canonical JSON is its identity (see `digestOf`). */
export type UnitSpec = LmulSpec | ExactSpec | SignedMantissaSpec | TruncatedSpec | LnsSpec | AddSpec;
export type Product = UnitSpec['product'];
/** A unit that multiplies. */
export type ProductSpec = Exclude<UnitSpec, AddSpec>;

/** Products as they are called on the command line. */
export const PRODUCT_NAMES = [
  'lmul',
  'mitchell',
  'exact',
  'signed-mantissa',
  'truncated',
  'lns',
  'add',
] as const;
export type ProductName = (typeof PRODUCT_NAMES)[number];

/** The name a spec's product goes by: L-Mul without its offset is Mitchell's multiplier. */
export function productName(spec: UnitSpec): ProductName {
  return spec.product === 'lmul' && spec.offset === 'none' ? 'mitchell' : spec.product;
}
