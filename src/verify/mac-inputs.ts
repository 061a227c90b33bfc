import { packLanes } from '../../sim/index.ts';
import { type Format, magBitsOf, maxFiniteMag, widthOf } from '../format/index.ts';
import { Random } from '../random.ts';
import { E8M0, type MacSpec } from '../unit/index.ts';
import { isSliced, type MacInputs, STREAM_WORDS, STREAMS } from './mac-machine.ts';
import { allPairs, isExhaustive, type OperandPairs, randomPairs } from './operands.ts';
import { directedOf } from './sum-operands.ts';

/** Products of every random stream, and the least clock cycles they take. */
export const STREAM_PRODUCTS = 2048;
const LEAST_CYCLES = 256;
/** The same where the model takes one stream after the other. */
const PLAIN = { products: 192, leastCycles: 24 };
/** Random pairs of a format too wide to exhaust. */
const RANDOM_PAIRS = 65_536;
/** Most guard bits whose sums are driven all the way to the ends of the register. */
const DRIVEN_GUARD_BITS = 13;

/** Clock cycles of random streams. */
export function streamCycles(spec: MacSpec): number {
  const { lanes } = spec;
  if (!isSliced(spec)) return Math.max(PLAIN.leastCycles, Math.floor(PLAIN.products / lanes));
  return Math.max(LEAST_CYCLES, Math.floor(STREAM_PRODUCTS / lanes));
}

/** Operand pairs that each begin a sum of their own: all of them where that is feasible. */
export function productPairs({ product }: MacSpec, seed: number): OperandPairs {
  if (isExhaustive(product.format)) return allPairs(product.format);
  const [directed, random] = [directedOf(product, seed), randomPairs(product.format, RANDOM_PAIRS, seed)];
  return { a: [...directed.a, ...random.a], b: [...directed.b, ...random.b] };
}

/**
 * The inputs of a multiply-accumulate unit's check, from reset: first `productPairs` onto zero, every one of them in every
 * lane; then random streams, each with gaps, clears and operands of its own kind; last, for a Kulisch register that can be
 * filled, the largest products until it stays at its ends.
 */
export function* macInputs(spec: MacSpec, seed: number): Generator<MacInputs> {
  yield* ontoZero(spec, seed);
  yield* randomStreams(spec, seed);
  yield* toTheEnds(spec);
}

const all = (mask: number): Int32Array => new Int32Array(STREAM_WORDS).fill(mask);

/** Lanes take the same blocks of pairs, one block later each. A last, short block is filled up from the beginning. */
function* ontoZero(spec: MacSpec, seed: number): Generator<MacInputs> {
  const { lanes, product } = spec;
  const { a, b } = productPairs(spec, seed);
  const count = Math.ceil(a.length / STREAMS);
  const blockOf = (codes: readonly bigint[], block: number): Int32Array =>
    packLanes(
      Array.from({ length: STREAMS }, (_, at) => codes[(block * STREAMS + at) % codes.length] as bigint),
      widthOf(product.format),
      STREAM_WORDS,
    );
  const blocks = Array.from({ length: count }, (_, block) => ({
    a: blockOf(a, block),
    b: blockOf(b, block),
  }));
  const scale = scalesOf(spec, () => BigInt(E8M0.bias));
  for (let first = 0; first < count; first++) {
    const taken = Array.from({ length: lanes }, (_, lane) => blocks[(first + lane) % count]!);
    yield {
      valid: all(-1),
      clear: all(-1),
      a: joined([...taken.map((block) => block.a), ...scale]),
      b: joined([...taken.map((block) => block.b), ...scale]),
    };
  }
}

/** The scale of an operand, which lies above its lanes; of a unit without scales none. */
const scalesOf = ({ scale }: MacSpec, draw: () => bigint): Int32Array[] =>
  scale === 'none' ? [] : [packLanes(Array.from({ length: STREAMS }, draw), E8M0.bits, STREAM_WORDS)];

/** Mostly scales of a few binades, now and then any, and NaN. */
const randomScale = (random: Random): bigint =>
  random.below(4) > 0 ? BigInt(E8M0.bias - 6 + random.below(13)) : random.bits(E8M0.bits);

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The streams of a word by their kind, which goes with the number of the stream. */
const STREAMS_OF = {
  /** Operands: any codes where neither says otherwise; without NaN and Inf; of a few binades, whose sums lose bits. */
  finite: { a: 0x2222_2222, b: 0xaaaa_aaaa | 0 },
  middle: { a: 0xcccc_cccc | 0, b: 0x4444_4444 },
  /** Every second product is the negative of the one before. */
  cancelling: 0x8000_8000 | 0,
  /** With a gap in 16 cycles; the others in every second one. */
  busy: 0x0000_ffff,
  /** Cleared once in 32 cycles; the others once in 128. */
  short: 0x1111_1111,
} as const;

function* randomStreams(spec: MacSpec, seed: number): Generator<MacInputs> {
  const { lanes, product } = spec;
  const random = new Random(seed);
  const { busy, short } = STREAMS_OF;
  const word = (): number => random.next32() | 0;
  /** A one in 2^n, lane by lane. */
  const rare = (n: number): number => Array.from({ length: n }, word).reduce((both, bits) => both & bits, -1);
  let before: { a: Int32Array; b: Int32Array }[] = [];
  for (let cycle = 0; cycle < streamCycles(spec); cycle++) {
    const taken = Array.from({ length: lanes }, (_, lane) =>
      randomOperands(product.format, word, cycle % 2 === 1 ? before[lane] : undefined),
    );
    before = taken;
    yield {
      valid: Int32Array.from({ length: STREAM_WORDS }, () => (~rare(4) & busy) | (word() & ~busy)),
      clear: Int32Array.from({ length: STREAM_WORDS }, () => (rare(5) & short) | (rare(7) & ~short)),
      a: joined([...taken.map(({ a }) => a), ...scalesOf(spec, () => randomScale(random))]),
      b: joined([...taken.map(({ b }) => b), ...scalesOf(spec, () => randomScale(random))]),
    };
  }
}

/** Operands of one lane; where there are some before, the cancelling streams take them again, the sign turned round. */
function randomOperands(
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

/** Largest products of either sign, as many as fill the register and a few more, then back; every other stream alike. */
function* toTheEnds(spec: MacSpec): Generator<MacInputs> {
  const { product, accumulator, lanes } = spec;
  if (accumulator.kind !== 'kulisch' || accumulator.guardBits > DRIVEN_GUARD_BITS) return;
  const { format } = product;
  const largest = maxFiniteMag(format);
  const lane = Array.from({ length: widthOf(format) }, (_, at) => all((largest >> BigInt(at)) & 1n ? -1 : 0));
  const signed = (mask: number): Int32Array => joined([...lane.slice(0, magBitsOf(format)), all(mask)]);
  const scale = scalesOf(spec, () => E8M0.nan - 1n);
  const every = (one: Int32Array): Int32Array => joined([...Array<Int32Array>(lanes).fill(one), ...scale]);
  const cycles = Math.ceil(2 ** (accumulator.guardBits + 1) / lanes) + 8;
  // Even streams go up, odd ones down; in the end they turn round.
  const [out, back] = [0xaaaa_aaaa | 0, 0x5555_5555].map((mask) => every(signed(mask))) as [
    Int32Array,
    Int32Array,
  ];
  const a = every(signed(0));
  for (let cycle = 0; cycle < cycles + 4; cycle++)
    yield { valid: all(-1), clear: all(cycle === 0 ? -1 : 0), a, b: cycle < cycles ? out : back };
}
