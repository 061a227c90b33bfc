import { type Format, widthOf } from '../../format/index.ts';
import type { Contract } from '../../unit/index.ts';
import type { Words } from './logic.ts';
import type { SlicedOutcome } from './result.ts';

/** Both operands taken apart, lane by lane; the meaning is that of the model's `Decoded`. */
export interface SlicedOperands<Bit> extends SlicedOutcome<Bit> {
  /** Signed, of one width that holds every value under `full` too. */
  readonly expA: readonly Bit[];
  readonly expB: readonly Bit[];
  readonly manA: readonly Bit[];
  readonly manB: readonly Bit[];
}

/** One operand taken apart. */
export interface SlicedOperand<Bit> {
  readonly exp: readonly Bit[];
  readonly man: readonly Bit[];
  readonly isNan: Bit;
  readonly isInf: Bit;
  readonly isZero: Bit;
}

export function slicedOperands<Bit>(
  words: Words<Bit>,
  format: Format,
  contract: Contract,
  a: readonly Bit[],
  b: readonly Bit[],
): SlicedOperands<Bit> {
  const { and, or, xor } = words;
  const left = slicedOperand(words, format, contract, a);
  const right = slicedOperand(words, format, contract, b);
  const isZero = or(left.isZero, right.isZero);
  const isInf = or(left.isInf, right.isInf);
  const signAt = widthOf(format) - 1;
  return {
    sign: xor(a[signAt] as Bit, b[signAt] as Bit),
    isNan: or(or(left.isNan, right.isNan), and(isInf, isZero)),
    isInf,
    isZero,
    expA: left.exp,
    manA: left.man,
    expB: right.exp,
    manB: right.man,
  };
}

export function slicedOperand<Bit>(
  words: Words<Bit>,
  { expBits, manBits, encoding }: Format,
  contract: Contract,
  code: readonly Bit[],
): SlicedOperand<Bit> {
  const { zero, not, and } = words;
  const man = code.slice(0, manBits);
  const field = code.slice(manBits, manBits + expBits);
  const sign = code[manBits + expBits] as Bit;
  // Normalising takes up to manBits off the exponent.
  const exp = words.unsignedTo(field, Math.max(expBits, manBits.toString(2).length) + 2);
  if (contract === 'bare') return { exp, man, isNan: zero, isInf: zero, isZero: zero };
  const isNormal = words.any(field);
  const someMan = words.any(man);
  const isTop = encoding === 'ieee' || encoding === 'fn' ? words.all(field) : zero;
  const isNan =
    encoding === 'ieee'
      ? and(isTop, someMan)
      : encoding === 'fn'
        ? and(isTop, words.all(man))
        : encoding === 'fnuz'
          ? and(sign, not(words.any([isNormal, someMan])))
          : zero;
  const isInf = encoding === 'ieee' ? and(isTop, not(someMan)) : zero;
  if (contract === 'flush') return { exp, man, isNan, isInf, isZero: not(isNormal) };
  const isZero = not(words.any([isNormal, someMan]));
  return { ...normalised(words, exp, man, isNormal), isNan, isInf, isZero };
}

/**
 * Shifts the significand left until its leading one is the hidden one, in halving strides; the exponent pays for it.
 * A normal number has its leading one there already. A zero comes out as anything: its result is selected elsewhere.
 */
function normalised<Bit>(
  words: Words<Bit>,
  exp: readonly Bit[],
  man: readonly Bit[],
  isNormal: Bit,
): { exp: Bit[]; man: Bit[] } {
  const { zero, not } = words;
  const count: Bit[] = [];
  let significand = [...man, isNormal];
  const width = significand.length;
  for (let stride = 2 ** Math.floor(Math.log2(man.length)); stride >= 1; stride /= 2) {
    const empty = not(words.any(significand.slice(width - stride)));
    const shifted = [...Array<Bit>(stride).fill(zero), ...significand.slice(0, width - stride)];
    significand = words.choose(empty, shifted, significand);
    count.unshift(empty);
  }
  // A subnormal has exponent 1, its field is 0.
  const from = [...exp];
  from[0] = words.mux(isNormal, exp[0] as Bit, words.one);
  return {
    exp: words.subtract(from, words.unsignedTo(count, exp.length)),
    man: significand.slice(0, width - 1),
  };
}
