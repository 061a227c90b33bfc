import { paperOffsetExponent } from '../unit/index.ts';

/**
 * The estimates of Luo and Sun, arXiv 2410.00907, section 2.3, on paper: full adder 11 gates, half adder 5, XOR 4. The
 * breakdown is a reconstruction that meets all five published totals. Neither side has normalisation, rounding, zero, NaN
 * or saturation. Never mixed with what was synthesised.
 */
const FULL_ADDER = 11;
const HALF_ADDER = 5;
const XOR = 4;

/** An integer adder of `width` bits: 5 + 11 (width - 1). */
export function paperAdderGates(width: number): number {
  return HALF_ADDER + FULL_ADDER * (width - 1);
}

/** A product of significands of `manBits` stored bits, its sign, and three adders of 8 bits. */
export function paperProductGates(manBits: number): number {
  return significandGates(manBits) + XOR + 3 * paperAdderGates(8);
}

/** L-Mul: a sign, an addition of all magnitude bits, and one that subtracts the constant. */
export function paperLmulGates(width: 8 | 16): number {
  return (
    XOR + (width === 16 ? paperAdderGates(16) + paperAdderGates(8) : paperAdderGates(8) + paperAdderGates(7))
  );
}

/** The same product with adders as wide as its exponent: three, or two and half adders for the carry of rounding. */
export function rightSizedGates(manBits: number, expBits: number, adders: 3 | 2): number {
  const exponent = adders * paperAdderGates(expBits) + (adders === 2 ? expBits * HALF_ADDER : 0);
  return significandGates(manBits) + XOR + exponent;
}

function significandGates(manBits: number): number {
  return (manBits + 1) ** 2 + 15 + FULL_ADDER * (2 * manBits - 2);
}

/** Expected error of an exact product of operands truncated to k mantissa bits, signed mean (reconstructed). */
export function paperExactError(k: number): number {
  return 1.5 * 2 ** -k - 4 ** -k / 4;
}

/** The same of L-Mul. */
export function paperLmulError(k: number): number {
  return 1 / 4 + 2 ** -k - 2 ** -paperOffsetExponent(k);
}

/** Horowitz, ISSCC 2014, 45 nm, as the paper uses it, pJ. */
export const HOROWITZ_PJ = {
  fp32Mul: 3.7,
  fp32Add: 0.9,
  fp16Mul: 1.1,
  int32Add: 0.1,
  int16Add: 0.05,
  fp16Add: 0.4,
} as const;

/** The same source: 64 bits from a cache of a size, or from DRAM (1.3 to 2.6 nJ), pJ. */
export const HOROWITZ_64_BITS_PJ = { '8 KB cache': 10, '1 MB cache': 100, DRAM: 1300 } as const;

/** What an fp16 product is of itself, an fp16 sum, and two operands of 16 bits from memory, given pJ for 64 bits. */
export function paperMultiplierShare(memoryPj: number): number {
  const { fp16Mul, fp16Add } = HOROWITZ_PJ;
  return fp16Mul / (fp16Mul + fp16Add + (2 * 16 * memoryPj) / 64);
}

/** Where 95 % comes from: one 16-bit addition for one fp16 product. */
export function paperElementSaving(): number {
  return 1 - HOROWITZ_PJ.int16Add / HOROWITZ_PJ.fp16Mul;
}

/** Where 80 % comes from: a 32-bit addition for an fp32 product, before the same fp32 sum. */
export function paperDotSaving(): number {
  const { fp32Mul, fp32Add, int32Add } = HOROWITZ_PJ;
  return 1 - (int32Add + fp32Add) / (fp32Mul + fp32Add);
}

/** Mean relative error of Mitchell's product over continuous mantissas: 1 - 4 ln²2 + 3 ln2 ln3 + 3 Li2(1/3) - 3 Li2(2/3). */
export function mitchellMean(): number {
  const [ln2, ln3] = [Math.log(2), Math.log(3)];
  return 1 - 4 * ln2 ** 2 + 3 * ln2 * ln3 + 3 * dilogarithm(1 / 3) - 3 * dilogarithm(2 / 3);
}

/** Li2(x) = sum of x^n / n², |x| < 1. */
function dilogarithm(x: number): number {
  let sum = 0;
  for (let n = 200; n >= 1; n -= 1) sum += x ** n / n ** 2;
  return sum;
}
