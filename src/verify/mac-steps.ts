import { packLanes } from '../../sim/index.ts';
import { classify, type Format, fieldsOf, magBitsOf, maxFiniteMag, widthOf } from '../format/index.ts';
import { type Accumulate, type AccumulatorState, CLEARED, macModel } from '../model/index.ts';
import { Random } from '../random.ts';
import { accumulatorBits, E8M0, type MacSpec, operandBits } from '../unit/index.ts';
import { allPairs, isExhaustive, randomPairs } from './operands.ts';
import { directedOf } from './sum-operands.ts';

/** 32-bit words a bit of a port holds: 2,048 streams side by side. */
export const STREAM_WORDS = 64;
export const STREAMS: number = 32 * STREAM_WORDS;
/** Products of every random stream, and the least clock cycles they take. */
export const STREAM_CYCLES = 192;
const LEAST_CYCLES = 24;
/** Random pairs of a format too wide to exhaust. */
const RANDOM_PAIRS = 65_536;
/** Most guard bits whose sums are driven all the way to the ends of the register. */
const DRIVEN_GUARD_BITS = 13;

/** One clock cycle of all streams: what goes in, bit-sliced, and the state the model says it leaves. */
export interface MacStep {
  readonly valid: Int32Array;
  readonly clear: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly acc: Int32Array;
  readonly invalid: Int32Array;
}

/** Operand pairs that each begin a sum of their own: all of them where that is feasible. */
export function productPairs(
  { product }: MacSpec,
  seed: number,
): { a: readonly bigint[]; b: readonly bigint[] } {
  if (isExhaustive(product.format)) return allPairs(product.format);
  const [directed, random] = [directedOf(product, seed), randomPairs(product.format, RANDOM_PAIRS, seed)];
  return { a: [...directed.a, ...random.a], b: [...directed.b, ...random.b] };
}

/**
 * The cycles a multiply-accumulate unit is held against its model on, from reset: first every operand pair of
 * `productPairs` onto zero; then random streams, each with gaps, clears and operands of its own kind; last, for a Kulisch
 * register that can be filled, the largest products until it stays at its ends.
 */
export function* macSteps(spec: MacSpec, seed: number): Generator<MacStep> {
  const streams = new Streams(spec);
  const { a, b } = productPairs(spec, seed);
  const { lanes } = spec;
  for (let base = 0; base < a.length; base += lanes * STREAMS)
    yield streams.step(
      Array.from({ length: STREAMS }, (_, stream) => {
        const from = base + stream * lanes;
        const taken = (codes: readonly bigint[]): bigint => packed(spec, codes.slice(from, from + lanes));
        return { valid: from < a.length, clear: true, a: taken(a), b: taken(b) };
      }),
    );
  const random = new Random(seed);
  const cycles = Math.max(LEAST_CYCLES, Math.floor(STREAM_CYCLES / lanes));
  for (let cycle = 0; cycle < cycles; cycle++)
    yield streams.step(
      Array.from({ length: STREAMS }, (_, stream) => randomLanes(spec, stream, cycle, random)),
    );
  yield* toTheEnds(spec);
}

/** Codes of all lanes, lane 0 lowest, and the scale above. */
function packed({ product, lanes, scale }: MacSpec, codes: readonly bigint[], e8m0 = 127n): bigint {
  const width = BigInt(widthOf(product.format));
  const above = scale === 'mx' ? e8m0 << (width * BigInt(lanes)) : 0n;
  return codes.reduceRight((all, code) => (all << width) | code, 0n) | above;
}

/** Mostly scales of a few binades, now and then any, and NaN. */
function randomScale(random: Random): bigint {
  if (random.below(4) > 0) return BigInt(121 + random.below(13));
  return random.bits(E8M0.bits);
}

/** One input of all lanes: the controls of the first. */
function randomLanes(spec: MacSpec, stream: number, cycle: number, random: Random): Input {
  const inputs = Array.from({ length: spec.lanes }, () =>
    randomInput(spec.product.format, stream, cycle, random),
  );
  const of = (operand: 'a' | 'b'): bigint =>
    packed(
      spec,
      inputs.map((input) => input[operand]),
      spec.scale === 'mx' ? randomScale(random) : undefined,
    );
  const { valid, clear } = inputs[0] as Input;
  return { valid, clear, a: of('a'), b: of('b') };
}

interface Input {
  readonly valid: boolean;
  readonly clear: boolean;
  readonly a: bigint;
  readonly b: bigint;
}

/** Streams side by side, with the state of each. */
class Streams {
  readonly #model: Accumulate;
  readonly #spec: MacSpec;
  readonly #states: AccumulatorState[] = Array.from({ length: STREAMS }, () => CLEARED);

  constructor(spec: MacSpec) {
    this.#spec = spec;
    this.#model = macModel(spec);
  }

  step(inputs: readonly Input[]): MacStep {
    inputs.forEach(({ valid, clear, a, b }, lane) => {
      const before = clear ? CLEARED : (this.#states[lane] as AccumulatorState);
      this.#states[lane] = valid ? this.#model(before, a, b) : before;
    });
    const bits = operandBits(this.#spec);
    const pack = (values: readonly bigint[], width: number): Int32Array =>
      packLanes(values, width, STREAM_WORDS);
    const flags = (of: readonly boolean[]): Int32Array => pack(of.map(BigInt), 1);
    return {
      valid: flags(inputs.map(({ valid }) => valid)),
      clear: flags(inputs.map(({ clear }) => clear)),
      a: pack(
        inputs.map(({ a }) => a),
        bits,
      ),
      b: pack(
        inputs.map(({ b }) => b),
        bits,
      ),
      acc: pack(
        this.#states.map(({ acc }) => acc),
        accumulatorBits(this.#spec),
      ),
      invalid: flags(this.#states.map(({ invalid }) => invalid)),
    };
  }
}

/**
 * Lane by lane another kind of stream: any codes; finite numbers; numbers of a few binades, whose sums lose bits; and a
 * product followed by its own negative, which cancels. Some streams rarely pause, others often do.
 */
function randomInput(format: Format, lane: number, cycle: number, random: Random): Input {
  const draw = (): bigint => random.bits(widthOf(format));
  const finite = (): bigint => {
    const code = draw();
    return ['nan', 'inf'].includes(classify(format, code)) ? 0n : code;
  };
  const middle = (): bigint => {
    const { sign, man } = fieldsOf(format, draw());
    const exp = BigInt(
      Math.min(2 ** format.expBits - 2, format.bias) - random.below(Math.min(4, format.bias)),
    );
    return (BigInt(sign) << BigInt(magBitsOf(format))) | (exp << BigInt(format.manBits)) | man;
  };
  const [a, b] = [
    [draw, draw],
    [finite, finite],
    [middle, middle],
    [middle, finite],
  ][lane % 4]!.map((one) => one()) as [bigint, bigint];
  const cancels = lane % 16 === 15 && cycle % 2 === 1;
  return {
    valid: random.below(lane % 32 < 16 ? 16 : 2) > 0,
    clear: random.below(lane % 4 === 0 ? 24 : 96) === 0,
    a: cancels ? a ^ (1n << BigInt(magBitsOf(format))) : a,
    b,
  };
}

/** Largest products of either sign, as many as fill the register and a few more, then back; every other lane alike. */
function* toTheEnds(spec: MacSpec): Generator<MacStep> {
  const { product, accumulator } = spec;
  if (accumulator.kind !== 'kulisch' || accumulator.guardBits > DRIVEN_GUARD_BITS) return;
  const model = macModel(spec);
  const largest = maxFiniteMag(product.format);
  const negative = largest | (1n << BigInt(magBitsOf(product.format)));
  const bits = operandBits(spec);
  const all = (code: bigint): bigint => packed(spec, Array<bigint>(spec.lanes).fill(code), E8M0.nan - 1n);
  const cycles = Math.ceil(2 ** (accumulator.guardBits + 1) / spec.lanes) + 8;
  let states: readonly [AccumulatorState, AccumulatorState] = [CLEARED, CLEARED];
  for (let cycle = 0; cycle < cycles + 4; cycle++) {
    const [even, odd] = (cycle < cycles ? [largest, negative] : [negative, largest]).map(all) as [
      bigint,
      bigint,
    ];
    states = [model(states[0], all(largest), even), model(states[1], all(largest), odd)];
    yield {
      valid: alternating(1n, 1n, 1),
      clear: cycle === 0 ? alternating(1n, 1n, 1) : alternating(0n, 0n, 1),
      a: alternating(all(largest), all(largest), bits),
      b: alternating(even, odd, bits),
      acc: alternating(states[0].acc, states[1].acc, accumulatorBits(spec)),
      invalid: alternating(0n, 0n, 1),
    };
  }
}

/** Even lanes one value, odd lanes the other. */
function alternating(even: bigint, odd: bigint, width: number): Int32Array {
  const sliced = new Int32Array(width * STREAM_WORDS);
  for (let bit = 0; bit < width; bit++) {
    const of = (value: bigint, mask: number): number => ((value >> BigInt(bit)) & 1n ? mask : 0);
    sliced.fill(of(even, 0x5555_5555) | of(odd, 0xaaaa_aaaa), bit * STREAM_WORDS, (bit + 1) * STREAM_WORDS);
  }
  return sliced;
}
