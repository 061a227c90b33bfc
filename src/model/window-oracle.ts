import {
  add,
  classify,
  type Dyadic,
  decode,
  encode,
  type Format,
  floorLog2,
  multiply,
  type Value,
  widthOf,
} from '../format/index.ts';
import { type MacSpec, resultFormat, type WindowAccumulator } from '../unit/index.ts';
import type { Accumulate } from './compute.ts';
import { oracleOf } from './oracle.ts';

const ZERO: Dyadic = { sign: 0, significand: 0n, exponent: 0 };

/**
 * The same function as `windowModel`, from the definition at `WindowAccumulator`: numbers, their exponents as logarithms,
 * each magnitude over the value of the window's last place cut to an integer, a real sum, one rounding.
 */
export function windowOracle(spec: MacSpec): Accumulate {
  const product = oracleOf(spec.product);
  const from = resultFormat(spec.product);
  const accumulator = spec.accumulator as WindowAccumulator;
  const { format, windowBits, rounding } = accumulator;
  const flush = spec.product.contract === 'flush';
  const codes = 2n ** BigInt(widthOf(spec.product.format));
  const options = {
    rounding,
    overflow: flush ? 'saturate' : 'encoding',
    subnormals: flush ? 'flush' : 'keep',
  } as const;
  const finiteSum = (products: readonly Dyadic[], scale: Dyadic, register: Dyadic): Value => {
    const exponents = products.flatMap((x) =>
      x.significand === 0n ? [] : [exponentOf(x, from) + scale.exponent],
    );
    const largest = Math.max(exponentOf(register, format), ...exponents);
    const terms = [...products.map((x) => multiply(x, scale)), register];
    return windowSum(terms, largest - windowBits + 1, accumulator);
  };
  return ({ acc }, a, b) => {
    const products: Value[] = [];
    const scale = scaleValue(spec, a, b);
    for (let [x, y, lane] = [a, b, 0]; lane < spec.lanes; lane++, x /= codes, y /= codes)
      products.push(decode(from, product(x % codes, y % codes)));
    const register: Value =
      flush && classify(format, acc) === 'subnormal' ? { kind: 'finite', ...ZERO } : decode(format, acc);
    const value =
      specialOf([...products, register, ...(scale.kind === 'nan' ? [scale] : [])]) ??
      finiteSum(products as Dyadic[], scale as Dyadic, register as Dyadic);
    return { acc: encode(format, value, options), invalid: false };
  };
}

/** What is no number, if any term is none. */
function specialOf(terms: readonly Value[]): Value | undefined {
  const infinities = terms.filter((term) => term.kind === 'inf');
  if (terms.some(({ kind }) => kind === 'nan') || new Set(infinities.map(({ sign }) => sign)).size > 1)
    return { kind: 'nan' };
  return infinities[0];
}

function exponentOf(x: Dyadic, { bias }: Format): number {
  return x.significand === 0n ? 1 - bias : Math.max(floorLog2(x), 1 - bias);
}

/** The number both scales make: two codes of E8M0, above the lanes. */
export function scaleValue(spec: MacSpec, a: bigint, b: bigint): Value {
  const one: Value = { kind: 'finite', sign: 0, significand: 1n, exponent: 0 };
  if (spec.scale === 'none') return one;
  const lanes = 2n ** BigInt(spec.lanes * widthOf(spec.product.format));
  const codes = [Number(a / lanes), Number(b / lanes)];
  if (codes.includes(255)) return { kind: 'nan' };
  return { ...one, exponent: codes.reduce((sum, code) => sum + code - 127, 0) };
}

/** The sum of what the window keeps of each term; its last place is worth 2^place. */
function windowSum(terms: readonly Dyadic[], place: number, { align }: WindowAccumulator): Value {
  const sum = terms.reduce((total, { sign, significand, exponent }) => {
    const [over, under] = [
      2n ** BigInt(Math.max(0, exponent - place)),
      2n ** BigInt(Math.max(0, place - exponent)),
    ];
    const places = (significand * over) / under;
    const exact = places * under === significand * over;
    const odd = !exact && align === 'sticky' && places % 2n === 0n ? 1n : 0n;
    return add(total, { sign, significand: places + odd, exponent: place });
  }, ZERO);
  return { kind: 'finite', ...sum, sign: sum.significand === 0n ? 0 : sum.sign };
}
