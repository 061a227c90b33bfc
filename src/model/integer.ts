import { type Format, fieldsOf, maxFiniteMag } from '../format/index.ts';
import {
  activationBits,
  type FixedSpec,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerRegister,
  integerWidths,
  type TernaryMacSpec,
  takesNumbers,
  WEIGHTS_PER_BYTE,
} from '../unit/index.ts';
import type { Accumulate, Compute } from './compute.ts';
import { mask } from './datapath.ts';

/** The bit-true model of a product of integers. */
export function integerModelOf(spec: IntegerProductSpec): Compute {
  const { a: bits, result } = integerWidths(spec);
  if (spec.kind === 'fixed') {
    const round = rounder(spec);
    return (a, b) => {
      const rounded = round(BigInt.asIntN(bits, a) * BigInt.asIntN(bits, b));
      return kept({ bits, overflow: 'saturate' }, rounded);
    };
  }
  return (a, b) => BigInt.asUintN(result, BigInt.asIntN(bits, a) * BigInt.asIntN(bits, b));
}

/** A product in units of 2^-2n as one in units of 2^-n: what is dropped decides whether one is added. */
function rounder({ fractionBits, rounding }: FixedSpec): (product: bigint) => bigint {
  const shift = BigInt(fractionBits);
  return (product) => {
    const floor = product >> shift;
    const dropped = product & mask(fractionBits);
    const guard = dropped >> (shift - 1n) === 1n;
    const sticky = (dropped & mask(fractionBits - 1)) !== 0n;
    const up = {
      rdn: false,
      rtz: product < 0n && dropped !== 0n,
      'half-up': guard,
      rne: guard && (sticky || (floor & 1n) === 1n),
    }[rounding];
    return up ? floor + 1n : floor;
  };
}

/** The bit-true model of a register that integers are added to: the lanes' terms first, then their sum. */
export function integerMacModel(spec: IntegerMacSpec): Accumulate {
  const { lanes, register } = spec;
  const term = spec.kind === 'ternary-mac' ? ternaryTerm(spec) : productTerm(spec.bits);
  return ({ acc }, a, b) => {
    let sum = BigInt.asIntN(register.bits, acc);
    for (let lane = 0; lane < lanes; lane++) sum += term(a, b, lane);
    return { acc: kept(register, sum), invalid: false };
  };
}

/** What one lane adds. */
type Term = (a: bigint, b: bigint, lane: number) => bigint;

/** The signed integer of a lane. */
function operandOf(packed: bigint, bits: number, lane: number): bigint {
  return BigInt.asIntN(bits, packed >> BigInt(lane * bits));
}

function productTerm(bits: number): Term {
  return (a, b, lane) => operandOf(a, bits, lane) * operandOf(b, bits, lane);
}

function ternaryTerm(spec: TernaryMacSpec): Term {
  const { bits, packed } = spec;
  const width = activationBits(spec);
  const integerOf = takesNumbers(spec)
    ? (a: bigint, lane: number) => integerOfNumber(spec.activation, (a >> BigInt(lane * width)) & mask(width))
    : (a: bigint, lane: number) => operandOf(a, bits, lane);
  return (a, b, lane) => {
    const code = packed ? unpackedWeight(b, lane) : (b >> BigInt(2 * lane)) & 3n;
    const [negative, isOne] = [(code & 2n) !== 0n, (code & 1n) !== 0n];
    if (!isOne) return 0n;
    const activation = integerOf(a, lane);
    return negative ? ~activation + 1n : activation;
  };
}

/** A number in units of the smallest subnormal: its significand, moved by its exponent field less one. NaN and Inf are 0. */
function integerOfNumber(format: Format, code: bigint): bigint {
  const { sign, exp, man } = fieldsOf(format, code);
  const bits = BigInt(format.manBits);
  if (((exp << bits) | man) > maxFiniteMag(format)) return 0n;
  const magnitude = exp === 0n ? man : (man | (1n << bits)) << (exp - 1n);
  return sign === 1 ? -magnitude : magnitude;
}

/** The two-bit code of a packed weight: the byte is multiplied by three, digit by digit. */
function unpackedWeight(b: bigint, lane: number): bigint {
  let rest = (b >> BigInt(8 * Math.floor(lane / WEIGHTS_PER_BYTE))) & 255n;
  for (let skipped = 0; skipped < lane % WEIGHTS_PER_BYTE; skipped++) rest = (3n * rest) & 255n;
  const digit = (3n * rest) >> 8n;
  return BigInt.asUintN(2, digit - 1n);
}

/** A sum as the register holds it. */
function kept({ bits, overflow }: IntegerRegister, sum: bigint): bigint {
  const most = mask(bits - 1);
  if (overflow === 'wrap' || (sum <= most && sum >= -most - 1n)) return sum & mask(bits);
  return sum < 0n ? most + 1n : most;
}
