import { type Format, widthOf } from '../../src/format/index.ts';
import { Random } from '../../src/random.ts';

/**
 * Operands in the manner of Berkeley TestFloat, drawn by ourselves: exponent fields at and next to the ends, the middle
 * and the powers of two; mantissas of one bit, of all but one, and of a run of ones from either end; both signs.
 */
export function cornerOperands({ expBits, manBits }: Format): bigint[] {
  const top = (1n << BigInt(expBits)) - 1n;
  const middle = top >> 1n;
  const exps = [0n, 1n, 2n, middle - 1n, middle, middle + 1n, top - 2n, top - 1n, top];
  for (let bit = 1; bit < expBits; bit++) exps.push(1n << BigInt(bit), (1n << BigInt(bit)) - 1n);
  const all = (1n << BigInt(manBits)) - 1n;
  const mans = [0n, all];
  for (let bit = 0; bit < manBits; bit++) {
    const one = 1n << BigInt(bit);
    mans.push(one, all ^ one, one - 1n, all ^ (one - 1n));
  }
  const codes = exps.flatMap((exp) => mans.map((man) => (exp << BigInt(manBits)) | man));
  const sign = 1n << BigInt(expBits + manBits);
  return [...new Set(codes.flatMap((code) => [code, code | sign]))];
}

/** Pairs of these, every so many of them with a random code on one side. */
export function cornerPairs(format: Format, count: number, seed: number): [a: bigint, b: bigint][] {
  const corners = cornerOperands(format);
  const random = new Random(seed);
  const corner = (): bigint => corners[random.below(corners.length)] as bigint;
  const any = (): bigint => random.bits(widthOf(format));
  return Array.from({ length: count }, (_, index) => {
    if (index % 4 === 1) return [corner(), any()];
    if (index % 4 === 3) return [any(), corner()];
    return [corner(), corner()];
  });
}
