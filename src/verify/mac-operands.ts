import { packLanes } from '../../sim/index.ts';
import { type Format, magBitsOf, widthOf } from '../format/index.ts';
import { E8M0, type MacSpec } from '../unit/index.ts';
import { STREAM_WORDS, STREAMS } from './mac-machine.ts';

/** The same mask for the lanes of every word. */
export const all = (mask: number): Int32Array => new Int32Array(STREAM_WORDS).fill(mask);

/** The scale of an operand, which lies above its lanes; of a unit without scales none. */
export const scalesOf = ({ scale }: MacSpec, draw: () => bigint): Int32Array[] =>
  scale === 'none' ? [] : [packLanes(Array.from({ length: STREAMS }, draw), E8M0.bits, STREAM_WORDS)];

/** One word after the other. */
export function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The streams of a word by their kind, which goes with the number of the stream. */
export const STREAMS_OF: {
  readonly finite: Record<'a' | 'b', number>;
  readonly middle: Record<'a' | 'b', number>;
  readonly cancelling: number;
  readonly busy: number;
  readonly short: number;
} = {
  /** Operands: any codes where neither says otherwise; without NaN and Inf; of a few binades, whose sums lose bits. */
  finite: { a: 0x2222_2222, b: 0xaaaa_aaaa | 0 },
  middle: { a: 0xcccc_cccc | 0, b: 0x4444_4444 },
  /** Every second product is the negative of the one before. */
  cancelling: 0x8000_8000 | 0,
  /** With a gap in 16 cycles; the others in every second one. */
  busy: 0x0000_ffff,
  /** Cleared once in 32 cycles; the others once in 128. */
  short: 0x1111_1111,
};

/** Operands of one lane; where there are some before, the cancelling streams take them again, the sign turned round. */
export function randomOperands(
  format: Format,
  word: () => number,
  before: { readonly a: Int32Array; readonly b: Int32Array } | undefined,
): { a: Int32Array; b: Int32Array } {
  const [a, b] = (['a', 'b'] as const).map((side) => {
    const width = widthOf(format);
    const codes = Int32Array.from({ length: width * STREAM_WORDS }, word);
    for (let at = 0; at < STREAM_WORDS; at++) {
      const bit = (index: number): number => codes[index * STREAM_WORDS + at] as number;
      const set = (index: number, value: number): void => {
        codes[index * STREAM_WORDS + at] = value;
      };
      toMiddle(format, STREAMS_OF.middle[side], bit, set, word);
      const number = ~(specialOf(format, bit) & STREAMS_OF.finite[side]);
      for (let index = 0; index < width; index++) set(index, bit(index) & number);
      if (before === undefined) continue;
      const turned = side === 'a' ? STREAMS_OF.cancelling : 0;
      for (let index = 0; index < width; index++) {
        const old = before[side][index * STREAM_WORDS + at] as number;
        const again = index === width - 1 ? old ^ turned : old;
        set(index, (bit(index) & ~STREAMS_OF.cancelling) | (again & STREAMS_OF.cancelling));
      }
    }
    return codes;
  }) as [Int32Array, Int32Array];
  return { a, b };
}

/** Exponents of up to four binades, from the one of 1 down, in the lanes of a mask. */
function toMiddle(
  { expBits, manBits, bias }: Format,
  mask: number,
  bit: (index: number) => number,
  set: (index: number, value: number) => void,
  word: () => number,
): void {
  const top = Math.min(2 ** expBits - 2, bias);
  const binades = Math.min(4, bias);
  const [low, high] = [word(), word()];
  const chosen = [~high & ~low, ~high & low, high & ~low, high & low];
  for (let index = 0; index < expBits; index++) {
    const exponent = chosen.reduce((any, lanes, down) => {
      const field = top - (down < binades ? down : 0);
      return (field >> index) & 1 ? any | lanes : any;
    }, 0);
    set(manBits + index, (bit(manBits + index) & ~mask) | (exponent & mask));
  }
}

/** The lanes whose code is a NaN or Inf. */
function specialOf(format: Format, bit: (index: number) => number): number {
  const { encoding, manBits } = format;
  const ones = (from: number, to: number): number => {
    let found = -1;
    for (let index = from; index < to; index++) found &= bit(index);
    return found;
  };
  const top = magBitsOf(format);
  switch (encoding) {
    case 'ieee':
      return ones(manBits, top);
    case 'fn':
      return ones(0, top);
    case 'fnuz': {
      let any = 0;
      for (let index = 0; index < top; index++) any |= bit(index);
      return bit(top) & ~any;
    }
    case 'finite':
      return 0;
  }
}
