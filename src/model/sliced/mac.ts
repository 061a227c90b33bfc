import { type Format, infMag, magBitsOf, nanCode } from '../../format/index.ts';
import {
  type AddSpec,
  accumulatorBits,
  accumulatorFixedPoint,
  adderOf,
  hasInvalidFlag,
  type MacSpec,
  resultFormat,
} from '../../unit/index.ts';
import { slicedModelOf } from './index.ts';
import { type Logic, Words } from './logic.ts';
import { slicedOperand } from './operands.ts';

/** What an accumulator holds, bit by bit. */
export interface SlicedState<Bit> {
  readonly acc: readonly Bit[];
  readonly invalid: Bit;
}

/** A state and operands of all lanes in, the next state out. */
export type SlicedAccumulate = <Bit>(
  logic: Logic<Bit>,
  state: SlicedState<Bit>,
  a: readonly Bit[],
  b: readonly Bit[],
) => SlicedState<Bit>;

/** The model of a multiply-accumulate unit on single bits: the same function as `macModel`, of any number of sums at once. */
export function slicedMacModelOf(spec: MacSpec): SlicedAccumulate {
  const product = slicedModelOf(spec.product);
  const from = resultFormat(spec.product);
  return <Bit>(
    logic: Logic<Bit>,
    { acc, invalid }: SlicedState<Bit>,
    a: readonly Bit[],
    b: readonly Bit[],
  ): SlicedState<Bit> => {
    const words = new Words(logic);
    const width = a.length / spec.lanes;
    const codes = Array.from({ length: spec.lanes }, (_, lane) => {
      const of = (bits: readonly Bit[]): readonly Bit[] => bits.slice(lane * width, (lane + 1) * width);
      return product(logic, of(a), of(b));
    });
    const { accumulator } = spec;
    if (accumulator.kind === 'float') {
      const add = slicedModelOf(adderOf(spec) as AddSpec);
      return {
        acc: add(logic, acc, widened(words, from, accumulator.format, codes[0]!)),
        invalid: words.zero,
      };
    }
    const terms = codes.map((code) => placed(words, spec, code));
    const bad = hasInvalidFlag(spec) ? words.any(terms.map(({ isSpecial }) => isSpecial)) : words.zero;
    return {
      acc: saturatingSum(
        words,
        acc,
        terms.map(({ term }) => term),
      ),
      invalid: words.or(invalid, bad),
    };
  };
}

/** A code as one of a wider ieee format; a subnormal gets its leading one as the hidden one, where there is room. */
function widened<Bit>(words: Words<Bit>, from: Format, to: Format, code: readonly Bit[]): Bit[] {
  const { and, not } = words;
  const field = code.slice(from.manBits, from.manBits + from.expBits);
  const hidden = words.any(field);
  const sign = code.at(-1) as Bit;
  const { exp, man, isNan, isInf, isZero } = slicedOperand(words, from, 'full', code);
  const rebias = to.bias - from.bias;
  const kept = rebias === 0 ? code.slice(0, from.manBits) : man;
  const exponent = words.add(
    words.signedTo(exp, to.expBits + 1),
    words.constant(BigInt(rebias), to.expBits + 1),
  );
  const isNumber = rebias === 0 ? hidden : not(isZero);
  const mag = [
    ...Array<Bit>(to.manBits - from.manBits).fill(words.zero),
    ...kept,
    ...exponent.slice(0, to.expBits).map((bit) => and(bit, isNumber)),
  ].map((bit, at) => (at < to.manBits && rebias !== 0 ? and(bit, not(isZero)) : bit));
  const inf = words.choose(isInf, words.constant(infMag(to), magBitsOf(to)), mag);
  return words.choose(isNan, words.constant(nanCode(to) as bigint, magBitsOf(to) + 1), [...inf, sign]);
}

/** A code in units of the register's last place, in two's complement of the register's width; no number counts as 0. */
function placed<Bit>(
  words: Words<Bit>,
  spec: MacSpec,
  code: readonly Bit[],
): { term: Bit[]; isSpecial: Bit } {
  const { zero, and, or, not, xor } = words;
  const from = resultFormat(spec.product);
  const { fractionBits } = accumulatorFixedPoint(spec);
  const width = accumulatorBits(spec);
  const { isNan, isInf } = slicedOperand(words, from, 'full', code);
  const isSpecial = or(isNan, isInf);
  const field = code.slice(from.manBits, from.manBits + from.expBits);
  const hidden = words.any(field);
  // The exponent counts from 1; a subnormal has 1 too.
  const exp = [or(field[0] as Bit, not(hidden)), ...field.slice(1)];
  const place = words.add(exp, words.constant(-1n, exp.length));
  const below = from.bias - 1 + from.manBits - fractionBits;
  let row = words.unsignedTo([...code.slice(0, from.manBits), hidden], width + below);
  place.forEach((select, at) => {
    const stride = 2 ** at;
    // A place beyond the register is one that no product has.
    if (stride >= row.length) return;
    const moved = [...Array<Bit>(stride).fill(zero), ...row.slice(0, row.length - stride)];
    row = words.choose(select, moved, row);
  });
  const sign = and(code.at(-1) as Bit, not(isSpecial));
  const mag = row.slice(below).map((bit) => xor(and(bit, not(isSpecial)), sign));
  return { term: words.add(mag, words.constant(0n, width), sign), isSpecial };
}

/** The sum of integers in two's complement, kept within the first one's width. */
function saturatingSum<Bit>(
  words: Words<Bit>,
  acc: readonly Bit[],
  terms: readonly (readonly Bit[])[],
): Bit[] {
  const { not, or, xor, zero } = words;
  const wide = acc.length + 32 - Math.clz32(terms.length) + 1;
  const sum = terms.reduce<Bit[]>(
    (total, term) => words.add(total, words.signedTo(term, wide)),
    words.signedTo(acc, wide),
  );
  const sign = sum.at(-1) as Bit;
  const beyond = sum
    .slice(acc.length - 1)
    .map((bit) => xor(bit, sign))
    .reduce((any, bit) => or(any, bit), zero);
  const end = [...Array<Bit>(acc.length - 1).fill(not(sign)), sign];
  return words.choose(beyond, end, sum.slice(0, acc.length));
}
