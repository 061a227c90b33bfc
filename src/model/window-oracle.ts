import {
  add,
  classify,
  type Dyadic,
  decode,
  encode,
  type Format,
  floorLog2,
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
  return ({ acc }, a, b) => {
    const products: Value[] = [];
    for (let [x, y, lane] = [a, b, 0]; lane < spec.lanes; lane++, x /= codes, y /= codes)
      products.push(decode(from, product(x % codes, y % codes)));
    const register: Value =
      flush && classify(format, acc) === 'subnormal' ? { kind: 'finite', ...ZERO } : decode(format, acc);
    const terms = [...products, register];
    const value =
      specialOf(terms) ??
      windowSum(
        terms as Dyadic[],
        largestExponent(products as Dyadic[], from, register as Dyadic, format) - windowBits + 1,
        accumulator,
      );
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

function largestExponent(products: readonly Dyadic[], from: Format, register: Dyadic, to: Format): number {
  const exponents = products.flatMap((x) =>
    x.significand === 0n ? [] : [Math.max(floorLog2(x), 1 - from.bias)],
  );
  const held = register.significand === 0n ? 1 - to.bias : Math.max(floorLog2(register), 1 - to.bias);
  return Math.max(held, ...exponents);
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
