import { type Format, fieldsOf, infMag } from '../format/index.ts';
import { addOf, type MacSpec, windowOf, windowWidths } from '../unit/index.ts';
import type { Accumulate } from './compute.ts';
import type { Outcome, RawProduct } from './datapath.ts';
import { finish } from './finish.ts';
import { isSpecial, lanesOf, scaleOf } from './lanes.ts';
import { modelOf } from './model.ts';

/** A product or the register, taken apart: an exponent field, that of subnormals being 1, and a significand. */
interface Term {
  readonly sign: 0 | 1;
  readonly exponent: number;
  readonly significand: bigint;
  readonly manBits: number;
  readonly special?: 'nan' | 'inf';
}

/**
 * The bit-true model of a dot product whose terms meet in a window, see `WindowAccumulator`: exponents compared on one
 * scale, significands moved right to the largest, added as integers, and rounded as a sum is.
 */
export function windowModel(spec: MacSpec): Accumulate {
  const compute = modelOf(spec.product);
  const { align, rounding } = windowOf(spec);
  const { product, register, productOffset, registerOffset, window, carryBits } = windowWidths(spec);
  const keeps = spec.product.contract === 'full';
  const finished = finish(addOf(register, spec.product.contract, rounding));
  const fractionBits = Math.max(window + carryBits - 1, register.manBits + 2);

  return ({ acc }, a, b) => {
    const right = lanesOf(spec, b);
    const scale = scaleOf(spec, a, b);
    const offset = productOffset + Number(scale.sum);
    const products = lanesOf(spec, a).map((left, lane) =>
      termOf(product, offset, keeps, compute(left, right[lane] as bigint)),
    );
    const held = termOf(register, registerOffset, keeps, acc);
    const some = products.filter(({ significand }) => significand !== 0n);
    const largest = Math.max(held.exponent, ...some.map(({ exponent }) => exponent));
    const sum = [held, ...products].reduce((total, term) => {
      const kept = aligned(term, largest - term.exponent, window, align === 'sticky');
      return total + (term.sign === 1 ? -kept : kept);
    }, 0n);

    const [sign, mag] = sum < 0n ? ([1, -sum] as const) : ([0, sum] as const);
    const outcome = outcomeOf([held, ...products], sign, mag === 0n);
    const isNan = outcome.isNan || scale.isNan;
    const exponent = BigInt(largest - registerOffset + carryBits);
    const code = finished({ ...outcome, isNan }, normalised(mag, exponent, window + carryBits, fractionBits));
    return { acc: code, invalid: false };
  };
}

function termOf(format: Format, offset: number, keepsSubnormals: boolean, code: bigint): Term {
  const { sign, exp, man } = fieldsOf(format, code);
  const { manBits } = format;
  if (isSpecial(format, code)) {
    const special =
      format.encoding === 'ieee' && code % 2n ** BigInt(format.expBits + manBits) === infMag(format);
    return { sign, exponent: 1, significand: 0n, manBits, special: special ? 'inf' : 'nan' };
  }
  if (exp > 0n)
    return { sign, exponent: Number(exp) + offset, significand: man | (1n << BigInt(manBits)), manBits };
  return { sign, exponent: 1 + offset, significand: keepsSubnormals ? man : 0n, manBits };
}

/** The magnitude within the window: a leading one of the largest exponent would be at its top. */
function aligned({ significand, manBits }: Term, distance: number, window: number, sticky: boolean): bigint {
  const shift = window - 1 - manBits - distance;
  if (shift >= 0) return significand << BigInt(shift);
  const kept = significand >> BigInt(-shift);
  const lost = kept << BigInt(-shift) !== significand;
  return sticky && lost ? kept | 1n : kept;
}

/** The leading one at the top; `exponent` is that of a sum which has it there already. */
function normalised(mag: bigint, exponent: bigint, bits: number, fractionBits: number): RawProduct {
  if (mag === 0n) return { raw: 0n, fractionBits };
  const zeros = bits - mag.toString(2).length;
  const fraction = (mag << BigInt(fractionBits + 1 - bits + zeros)) - (1n << BigInt(fractionBits));
  return { raw: ((exponent - BigInt(zeros)) << BigInt(fractionBits)) + fraction, fractionBits };
}

/** NaN of a NaN and of infinities of both signs; else the infinity there is, or the sum. */
function outcomeOf(terms: readonly Term[], sign: 0 | 1, isZero: boolean): Outcome {
  const infinities = terms.filter(({ special }) => special === 'inf');
  const [first] = infinities;
  return {
    sign: first?.sign ?? sign,
    isNan:
      terms.some(({ special }) => special === 'nan') || infinities.some((term) => term.sign !== first?.sign),
    isInf: infinities.length > 0,
    isZero,
  };
}
