import {
  adderConstant,
  type ExactSpec,
  type LmulSpec,
  type LnsSpec,
  logFractionBits,
  logTable,
  offsetUnits,
  type ProductSpec,
  powerTable,
  resultFormat,
  type SignedMantissaSpec,
  type TruncatedSpec,
} from '../../unit/index.ts';
import type { Words } from './logic.ts';
import type { SlicedOperands } from './operands.ts';
import type { SlicedProduct } from './result.ts';

export function slicedProduct<Bit>(
  words: Words<Bit>,
  spec: ProductSpec,
  operands: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  switch (spec.product) {
    case 'exact':
    case 'truncated':
      return multiply(words, spec, operands);
    case 'lns':
      return lns(words, spec, operands);
    case 'signed-mantissa':
      return signedMantissa(words, spec, operands);
    case 'lmul':
      return spec.form === 'adder' ? lmulAdder(words, spec, operands) : lmulEquation(words, spec, operands);
  }
}

/** Bits of the result's exponent while nothing bounds it: a sum of two, less a bias, with its sign. */
const exponentBits = (spec: ProductSpec): number =>
  Math.max(resultFormat(spec).expBits, spec.format.manBits.toString(2).length) + 3;

/** What the bias of both operands leaves to be taken off, given the bias of the result. */
const biasOut = (spec: ProductSpec): bigint => BigInt(2 * spec.format.bias - resultFormat(spec).bias);

/** One addition of exponent-and-mantissa integers, and the constant taken off. */
function lmulAdder<Bit>(
  words: Words<Bit>,
  spec: LmulSpec,
  { expA, expB, manA, manB }: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  const { manBits, bias } = spec.format;
  const width = exponentBits(spec) + manBits;
  const a = words.signedTo([...manA, ...expA], width);
  const b = words.signedTo([...manB, ...expB], width);
  const constant = adderConstant(spec) - ((BigInt(bias) - biasOut(spec)) << BigInt(manBits));
  return { raw: words.add(words.add(a, b), words.constant(-constant, width)), fractionBits: manBits };
}

/** Fractions first; on a carry the significand is 1 + s, so that the fraction is s - 1 in halves. */
function lmulEquation<Bit>(
  words: Words<Bit>,
  spec: LmulSpec,
  { expA, expB, manA, manB }: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  const { manBits } = spec.format;
  const wide = manBits + 2;
  const offset = words.constant(offsetUnits(spec), wide);
  const sum = words.add(words.add(words.unsignedTo(manA, wide), words.unsignedTo(manB, wide)), offset);
  const carried = words.any(sum.slice(manBits));
  // s - 1 where s >= 1: the bits from weight one up, less one.
  const lessOne = words.subtract(sum, words.constant(1n << BigInt(manBits), wide));
  const fraction = words.choose(
    carried,
    lessOne.slice(0, manBits + 1),
    [words.zero, ...sum].slice(0, manBits + 1),
  );
  const exp = exponentSum(words, spec, expA, expB, carried);
  return { raw: [...fraction, ...exp], fractionBits: manBits + 1 };
}

/** 1 + xa + xb, x the signed distance of a significand from the nearer power of two, in units of 2^-(M+1). */
function signedMantissa<Bit>(
  words: Words<Bit>,
  spec: SignedMantissaSpec,
  { expA, expB, manA, manB }: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  const fractionBits = spec.format.manBits + 1;
  const upper = (man: readonly Bit[]): Bit => man.at(-1) as Bit;
  const signed = (man: readonly Bit[]): Bit[] =>
    words.choose(upper(man), [...man, words.one, words.one], [words.zero, ...man, words.zero]);
  const distance = words.add(signed(manA), signed(manB));
  const below = distance.at(-1) as Bit;
  const fraction = words.choose(
    below,
    [words.zero, ...distance].slice(0, fractionBits),
    distance.slice(0, fractionBits),
  );
  const [both, either] = [words.and(upper(manA), upper(manB)), words.or(upper(manA), upper(manB))];
  const up = words.mux(below, both, either);
  return { raw: [...fraction, ...exponentSum(words, spec, expA, expB, up)], fractionBits };
}

/** All bits of the product of significands, from partial products by full adders, normalised to the left. */
function multiply<Bit>(
  words: Words<Bit>,
  spec: ExactSpec | TruncatedSpec,
  { expA, expB, manA, manB }: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  const fractionBits = 2 * spec.format.manBits + 1;
  const columns = spec.product === 'truncated' ? spec.columns : 0;
  const product = multiplied(words, [...manA, words.one], [...manB, words.one], columns);
  const carried = product[fractionBits] as Bit;
  const fraction = words.choose(
    carried,
    product.slice(0, fractionBits),
    [words.zero, ...product].slice(0, fractionBits),
  );
  return { raw: [...fraction, ...exponentSum(words, spec, expA, expB, carried)], fractionBits };
}

/** Logarithms by table, added; of the sum a power of two by table, with guard and sticky. */
function lns<Bit>(
  words: Words<Bit>,
  spec: LnsSpec,
  { expA, expB, manA, manB }: SlicedOperands<Bit>,
): SlicedProduct<Bit> {
  const { manBits } = spec.format;
  const bits = logFractionBits(spec);
  const logs = logTable(manBits, bits);
  const sum = words.add(words.lookup(manA, logs, bits + 1), words.lookup(manB, logs, bits + 1));
  const index = sum.slice(0, bits);
  const power = words.lookup(index, powerTable(bits, manBits + 1), manBits + 1);
  const exp = exponentSum(words, spec, expA, expB, sum[bits] as Bit);
  return { raw: [words.any(index), ...power, ...exp], fractionBits: manBits + 2 };
}

function exponentSum<Bit>(
  words: Words<Bit>,
  spec: ProductSpec,
  expA: readonly Bit[],
  expB: readonly Bit[],
  carried: Bit,
): Bit[] {
  const width = exponentBits(spec);
  const sum = words.add(words.signedTo(expA, width), words.signedTo(expB, width), carried);
  return words.add(sum, words.constant(-biasOut(spec), width));
}

/** Carry-save: columns of bits of one weight, three of which become one and a carry, until one is left of each. */
function multiplied<Bit>(words: Words<Bit>, a: readonly Bit[], b: readonly Bit[], dropped: number): Bit[] {
  const columns: Bit[][] = Array.from({ length: a.length + b.length + 1 }, () => []);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      if (i + j >= dropped) columns[i + j]!.push(words.and(x, y));
    });
  });
  return columns.slice(0, -1).map((column, weight) => {
    for (;;) {
      if (column.length <= 1) return column[0] ?? words.zero;
      const [x, y, z = words.zero] = column.splice(0, Math.min(3, column.length)) as [Bit, Bit, Bit?];
      const [sum, carry] = words.fullAdder(x, y, z);
      column.push(sum);
      columns[weight + 1]!.push(carry);
    }
  });
}
