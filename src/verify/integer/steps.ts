import { packLanes } from '../../../sim/index.ts';
import { magBitsOf, maxFiniteMag } from '../../format/index.ts';
import { type AccumulatorState, CLEARED, integerMacModel } from '../../model/index.ts';
import { Random } from '../../random.ts';
import {
  activationBits,
  type IntegerMacSpec,
  integerWidths,
  packWeights,
  takesNumbers,
  WEIGHTS_PER_BYTE,
} from '../../unit/index.ts';

/** 32-bit words a bit of a port holds: 2,048 streams side by side. */
export const STREAM_WORDS = 64;
export const STREAMS: number = 32 * STREAM_WORDS;
/** Clock cycles of random operands. */
const RANDOM_CYCLES = 96;
/** Pairs of operands too wide to exhaust. */
const SAMPLED_PAIRS = 65_536;
const EXHAUSTIVE_BITS = 16;

/** What goes into one stream at a clock edge. */
export interface Input {
  readonly valid: boolean;
  readonly clear: boolean;
  readonly a: bigint;
  readonly b: bigint;
}

/** One clock cycle of all streams: what goes in, bit-sliced, and the register the model says it leaves. */
export interface IntegerStep {
  readonly inputs: readonly Input[];
  readonly valid: Int32Array;
  readonly clear: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly acc: Int32Array;
}

/** Operands that belong together: those of a lane, or of five lanes whose weights share a byte. */
interface Group {
  readonly lanes: number;
  readonly aBits: number;
  readonly bBits: number;
}

function groupOf(spec: IntegerMacSpec): Group {
  if (spec.kind === 'int-mac') return { lanes: 1, aBits: spec.bits, bBits: spec.bits };
  const aBits = activationBits(spec);
  return spec.packed ? { lanes: WEIGHTS_PER_BYTE, aBits, bBits: 8 } : { lanes: 1, aBits, bBits: 2 };
}

/** How many pairs of an activation and a weight code every lane sees onto zero, and whether that is all there are. */
export function integerPairs(spec: IntegerMacSpec): { readonly pairs: number; readonly everyPair: boolean } {
  const { aBits, bBits } = groupOf(spec);
  const everyPair = aBits + bBits <= EXHAUSTIVE_BITS;
  return { pairs: everyPair ? 2 ** (aBits + bBits) : SAMPLED_PAIRS, everyPair };
}

/**
 * The cycles an integer unit with a register is held against its model on, from reset: every pair of operands onto zero
 * in every lane, or random ones where they are too many; then random streams with gaps and clears.
 */
export function* integerSteps(spec: IntegerMacSpec, seed: number): Generator<IntegerStep> {
  const random = new Random(seed);
  const model = integerMacModel(spec);
  const { a: aBits, b: bBits, result } = integerWidths(spec);
  let states: AccumulatorState[] = Array.from({ length: STREAMS }, () => CLEARED);
  const step = (inputs: readonly Input[]): IntegerStep => {
    states = inputs.map(({ valid, clear, a, b }, stream) => {
      const before = clear ? CLEARED : (states[stream] as AccumulatorState);
      return valid ? model(before, a, b) : before;
    });
    const pack = (of: (input: Input) => bigint, width: number): Int32Array =>
      packLanes(inputs.map(of), width, STREAM_WORDS);
    return {
      inputs,
      valid: pack(({ valid }) => BigInt(valid), 1),
      clear: pack(({ clear }) => BigInt(clear), 1),
      a: pack(({ a }) => a, aBits),
      b: pack(({ b }) => b, bBits),
      acc: packLanes(
        states.map(({ acc }) => acc),
        result,
        STREAM_WORDS,
      ),
    };
  };
  const { pairs } = integerPairs(spec);
  for (let base = 0; base < pairs; base += STREAMS)
    yield step(
      Array.from({ length: STREAMS }, (_, stream) => ({
        valid: base + stream < pairs,
        clear: true,
        ...pairAt(spec, base + stream, random),
      })),
    );
  for (let cycle = 0; cycle < RANDOM_CYCLES; cycle++)
    yield step(Array.from({ length: STREAMS }, (_, stream) => randomInput(spec, stream, cycle, random)));
}

/** Pair `index` in the first group of lanes, and in each further one another, so that every lane sees them all. */
function pairAt(spec: IntegerMacSpec, index: number, random: Random): Pick<Input, 'a' | 'b'> {
  const group = groupOf(spec);
  const { everyPair } = integerPairs(spec);
  const [aSize, bSize] = [2 ** group.aBits, 2 ** group.bBits];
  return operands(spec, (at) => {
    const pair = index + at * (bSize + 1);
    const a = Math.floor(pair / bSize);
    if (!everyPair) return { a: () => random.bits(group.aBits), b: random.bits(group.bBits) };
    return { a: (lane) => BigInt((a + 51 * lane) % aSize), b: BigInt(pair % bSize) };
  });
}

/** The operands of all lanes from those of each group. */
function operands(
  spec: IntegerMacSpec,
  of: (group: number) => { readonly a: (lane: number) => bigint; readonly b: bigint },
): Pick<Input, 'a' | 'b'> {
  const { lanes, aBits, bBits } = groupOf(spec);
  let [a, b] = [0n, 0n];
  for (let at = spec.lanes / lanes - 1; at >= 0; at--) {
    const group = of(at);
    b = (b << BigInt(bBits)) | group.b;
    for (let lane = lanes - 1; lane >= 0; lane--) a = (a << BigInt(aBits)) | group.a(lane);
  }
  return { a, b };
}

/** Any operands; or the least and largest, whose sums go far. Some streams rarely pause, others often do. */
function randomInput(spec: IntegerMacSpec, stream: number, cycle: number, random: Random): Input {
  const { aBits, bBits } = groupOf(spec);
  const { least, largest } = activationEnds(spec);
  const far = (): bigint => (random.below(8) === 0 ? random.bits(aBits) : stream & 1 ? least : largest);
  const extreme = stream % 4 >= 2;
  const heavy = cycle % 32 < 24 ? largestWeights(spec) : random.bits(bBits);
  return {
    valid: random.below(stream % 32 < 16 ? 16 : 2) > 0,
    clear: random.below(stream % 4 === 0 ? 24 : 96) === 0,
    ...operands(spec, () =>
      extreme ? { a: far, b: heavy } : { a: () => random.bits(aBits), b: random.bits(bBits) },
    ),
  };
}

/** The codes of the least and of the largest activation. */
function activationEnds(spec: IntegerMacSpec): { readonly least: bigint; readonly largest: bigint } {
  if (!takesNumbers(spec)) {
    const least = 1n << BigInt(spec.bits - 1);
    return { least, largest: least - 1n };
  }
  const largest = maxFiniteMag(spec.activation);
  return { least: (1n << BigInt(magBitsOf(spec.activation))) | largest, largest };
}

/** The code of the weights of one group that add the most: of the least integer, or of 1. */
export function largestWeights(spec: IntegerMacSpec): bigint {
  if (spec.kind === 'int-mac') return 1n << BigInt(spec.bits - 1);
  return spec.packed ? packWeights(Array<number>(WEIGHTS_PER_BYTE).fill(1)) : 1n;
}

/** Operands of all lanes that move the register down as far as one clock can, and those that move it up almost as far. */
export function farthest(
  spec: IntegerMacSpec,
): Readonly<Record<'down' | 'up', { readonly a: bigint; readonly b: bigint }>> {
  const { least, largest } = activationEnds(spec);
  const b = largestWeights(spec);
  // The least integer times itself is the largest product.
  const [minus, plus] =
    spec.kind === 'ternary-mac'
      ? [
          { a: least, b },
          { a: largest, b },
        ]
      : [
          { a: largest, b },
          { a: least, b },
        ];
  const all = ({ a, b }: { a: bigint; b: bigint }): { a: bigint; b: bigint } =>
    operands(spec, () => ({ a: () => a, b }));
  return { down: all(minus), up: all(plus) };
}
