import { packLanes } from '../../sim/index.ts';
import { widthOf } from '../format/index.ts';
import { Random } from '../random.ts';
import { E8M0, type MacSpec } from '../unit/index.ts';
import { toTheEnds, untilItRounds } from './mac-drives.ts';
import { isSliced, type MacInputs, STREAM_WORDS, STREAMS } from './mac-machine.ts';
import { all, joined, randomOperands, STREAMS_OF, scalesOf } from './mac-operands.ts';
import { allPairs, isExhaustive, type OperandPairs, randomPairs } from './operands.ts';
import { directedOf } from './sum-operands.ts';

/** Products of every random stream, and the least clock cycles they take. */
export const STREAM_PRODUCTS = 2048;
const LEAST_CYCLES = 256;
/** The same where the model takes one stream after the other. */
const PLAIN = { products: 192, leastCycles: 24 };
/** Random pairs of a format too wide to exhaust. */
const RANDOM_PAIRS = 65_536;

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
 * filled, the largest products until it stays at its ends, and for a floating-point one so wide that those streams leave
 * nothing to round, the largest products until it has to.
 */
export function* macInputs(spec: MacSpec, seed: number): Generator<MacInputs> {
  yield* ontoZero(spec, seed);
  yield* randomStreams(spec, seed);
  yield* toTheEnds(spec);
  yield* untilItRounds(spec, seed);
}

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

/** Mostly scales of a few binades, now and then any, and NaN. */
const randomScale = (random: Random): bigint =>
  random.below(4) > 0 ? BigInt(E8M0.bias - 6 + random.below(13)) : random.bits(E8M0.bits);

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
