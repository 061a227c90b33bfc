import { counterPort, type Inputs, packLanes, type VectorBlocks } from '../../../sim/index.ts';
import { type Format, widthOf } from '../../format/index.ts';
import type { UnitSpec } from '../../unit/index.ts';
import { directedPairs, isExhaustive, type OperandPairs, randomPairs } from '../operands.ts';

/** Which vectors are put to the test: a list, or all pairs. */
export type VectorsUnderTest = OperandPairs | 'all pairs';

/** Random pairs that join the directed ones of a wide format, as in its check. */
const RANDOM_PAIRS = 65_536;

/** The vectors that the check of a unit uses. */
export function checkVectors({ format }: UnitSpec, seed: number): VectorsUnderTest {
  return isExhaustive(format) ? 'all pairs' : checkPairs(format, seed);
}

/** The directed and random pairs of a wide format's check. */
export function checkPairs(format: Format, seed: number): OperandPairs {
  const [directed, random] = [directedPairs(format, seed), randomPairs(format, RANDOM_PAIRS, seed)];
  return { a: [...directed.a, ...random.a], b: [...directed.b, ...random.b] };
}

/** Vector `index` of these. */
export function pairAt(
  { format }: UnitSpec,
  vectors: VectorsUnderTest,
  index: number,
): { readonly a: bigint; readonly b: bigint } {
  if (vectors !== 'all pairs') return { a: vectors.a[index] as bigint, b: vectors.b[index] as bigint };
  const width = BigInt(widthOf(format));
  return { a: BigInt(index) >> width, b: BigInt(index) & ((1n << width) - 1n) };
}

export function blocksOf({ format }: UnitSpec, vectors: VectorsUnderTest): VectorBlocks {
  return vectors === 'all pairs' ? allPairBlocks(format) : pairBlocks(format, vectors);
}

/** 1,024 vectors at a time: most faults are seen, and dropped, within the first block. */
const WORDS = 32;
const LANES = 32 * WORDS;

/** The control inputs of a pipeline at rest; a combinational unit does not look at them. */
const ONES = new Int32Array(WORDS).fill(-1);
const CONTROLS = { clk_i: ONES, rst_ni: ONES, valid_i: ONES };

/** All operand pairs, pair i being (i >> width, i mod 2^width). */
function allPairBlocks(format: Format): VectorBlocks {
  const width = widthOf(format);
  const count = 2 ** (2 * width);
  function* blocks(): Generator<Inputs> {
    for (let base = 0; base < count; base += LANES)
      yield {
        ...CONTROLS,
        a_i: counterPort(width, width, base, WORDS),
        b_i: counterPort(0, width, base, WORDS),
      };
  }
  return { count, words: WORDS, blocks: { [Symbol.iterator]: blocks } };
}

function pairBlocks(format: Format, { a, b }: OperandPairs): VectorBlocks {
  const width = widthOf(format);
  function* blocks(): Generator<Inputs> {
    for (let base = 0; base < a.length; base += LANES)
      yield {
        ...CONTROLS,
        a_i: packLanes(a.slice(base, base + LANES), width, WORDS),
        b_i: packLanes(b.slice(base, base + LANES), width, WORDS),
      };
  }
  return { count: a.length, words: WORDS, blocks: { [Symbol.iterator]: blocks } };
}
