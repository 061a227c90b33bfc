import { type Dyadic, decode, type Format, widthOf } from '../format/index.ts';
import {
  type FixedSpec,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type TernaryMacSpec,
  takesNumbers,
} from '../unit/index.ts';
import type { Accumulate, Compute } from './compute.ts';

/** The same function as `integerModelOf`, from the definition of two's complement: the highest digit weighs -2^(n-1). */
export function integerOracleOf(spec: IntegerProductSpec): Compute {
  if (spec.kind === 'fixed') return fixedOracle(spec);
  const { bits } = spec;
  return (a, b) => codeOf(integerOf(a, bits) * integerOf(b, bits), 2 * bits);
}

/** The multiple of 2^-n that the real product is rounded to, no farther out than the ends of the format. */
function fixedOracle({ integerBits, fractionBits, rounding }: FixedSpec): Compute {
  const one = 2n ** BigInt(fractionBits);
  const end = 2n ** BigInt(integerBits) * one;
  const bits = 1 + integerBits + fractionBits;
  return (a, b) => {
    const product = integerOf(a, bits) * integerOf(b, bits);
    // The two multiples around the product, and how far it is from each, in units of 2^-2n.
    const below = (product - (((product % one) + one) % one)) / one;
    const [down, up] = [product - below * one, (below + 1n) * one - product];
    const even = below % 2n === 0n ? below : below + 1n;
    const nearest = down < up ? below : down > up ? below + 1n : undefined;
    const towardZero = down === 0n || product >= 0n ? below : below + 1n;
    const rounded = {
      rdn: below,
      rtz: towardZero,
      'half-up': nearest ?? below + 1n,
      rne: nearest ?? even,
    }[rounding];
    return codeOf(rounded >= end ? end - 1n : rounded < -end ? -end : rounded, bits);
  };
}

/** The same function as `integerMacModel`: the value of the register and those of all lanes, added as numbers. */
export function integerMacOracle(spec: IntegerMacSpec): Accumulate {
  const { bits, register, lanes } = spec;
  const end = 2n ** BigInt(register.bits - 1);
  return ({ acc }, a, b) => {
    const activations = takesNumbers(spec) ? realsOf(spec.activation, a, lanes) : numbersOf(a, bits, lanes);
    const weights = spec.kind === 'ternary-mac' ? weightsOf(spec, b) : numbersOf(b, bits, lanes);
    const sum = activations.reduce(
      (total, activation, lane) => total + activation * (weights[lane] as bigint),
      integerOf(acc, register.bits),
    );
    const inside = sum < -end ? -end : sum >= end ? end - 1n : sum;
    return { acc: codeOf(register.overflow === 'saturate' ? inside : sum, register.bits), invalid: false };
  };
}

/** Signed integers side by side, lane 0 lowest. */
function numbersOf(packed: bigint, bits: number, lanes: number): bigint[] {
  return codesOfLanes(packed, bits, lanes).map((code) => integerOf(code, bits));
}

function codesOfLanes(packed: bigint, bits: number, lanes: number): bigint[] {
  const codes = 2n ** BigInt(bits);
  return Array.from({ length: lanes }, (_, lane) => (packed / codes ** BigInt(lane)) % codes);
}

/** Real numbers by the meaning of their codes, each over that of code 1, the smallest; what is no number counts as 0. */
function realsOf(format: Format, packed: bigint, lanes: number): bigint[] {
  const unit = decode(format, 1n) as Dyadic;
  return codesOfLanes(packed, widthOf(format), lanes).map((code) => {
    const value = decode(format, code);
    if (value.kind !== 'finite') return 0n;
    const magnitude = (value.significand * 2n ** BigInt(value.exponent - unit.exponent)) / unit.significand;
    return value.sign === 1 ? -magnitude : magnitude;
  });
}

/** Two bits each, -2 taken for 0; or five in a byte q, the k-th being the k-th ternary digit of q/256, less one. */
function weightsOf({ packed, lanes }: TernaryMacSpec, b: bigint): bigint[] {
  if (!packed) return numbersOf(b, 2, lanes).map((weight) => (weight === -2n ? 0n : weight));
  return Array.from({ length: lanes / 5 }, (_, at) => (b / 256n ** BigInt(at)) % 256n).flatMap((byte) =>
    [3n, 9n, 27n, 81n, 243n].map((power) => (((power * byte) / 256n) % 3n) - 1n),
  );
}

/** Digits by their weights. */
function integerOf(code: bigint, bits: number): bigint {
  let value = 0n;
  for (let [digit, weight, rest] = [0, 1n, code]; digit < bits; digit++, weight *= 2n, rest /= 2n)
    value += (rest % 2n) * (digit === bits - 1 ? -weight : weight);
  return value;
}

/** The code with this value, modulo 2^bits. */
function codeOf(value: bigint, bits: number): bigint {
  const codes = 2n ** BigInt(bits);
  return ((value % codes) + codes) % codes;
}
