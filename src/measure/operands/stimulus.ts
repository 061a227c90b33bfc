import { Diagnostic } from '../../diagnostic.ts';
import { decode, type Format, floorLog2, joinCodes, maxFiniteMag, widthOf } from '../../format/index.ts';
import { Random } from '../../random.ts';
import type { IntegerSpec } from '../../unit/index.ts';
import type { OperandPairs } from '../../verify/index.ts';
import { type FileOperand, fileCodes } from './file-operand.ts';
import { codeOf } from './quantise.ts';
import { type Distribution, reals } from './reals.ts';

export const STIMULUS_NAMES = ['uniform', 'gaussian', 'lognormal', 'relu', 'ar1', 'held', 'binade'] as const;
export type StimulusName = (typeof STIMULUS_NAMES)[number];

/** Where the codes of one operand come from. */
export type OperandSource =
  | {
      readonly kind: 'uniform';
      /** Without the codes of NaN and Inf. Default: all codes. */
      readonly numbers?: true;
    }
  | { readonly kind: Distribution; readonly sigma: number }
  | FileOperand;

/** One operand: its source, and for how many pairs each code stays. */
export type OperandSpec = OperandSource & { readonly reuse: number };

/**
 * A sequence of operand pairs as plain data: equal data gives equal codes, on every machine. It is printed beside the
 * figures that were measured with it.
 */
export interface StimulusSpec {
  readonly name: StimulusName | 'mixed' | 'file';
  readonly seed: number;
  readonly a: OperandSpec;
  readonly b: OperandSpec;
}

/** The pairs of a spec as codes of a format, any part of them, any number of times. */
export interface OperandStream {
  readonly spec: StimulusSpec;
  /** Bits of a code. */
  readonly width: number;
  /** Of the second operand, where it has others. */
  readonly widthB?: number;
  /** What the codes are; without it, unsigned integers, or operands of `integers`. */
  readonly format?: Format;
  readonly integers?: IntegerSpec;
  pairs(first: number, count: number): OperandPairs;
}

const BINADE: OperandSource = { kind: 'binade', sigma: 1 };

/** For how many pairs `held` keeps the second operand unless told: the weight of a small weight-stationary tile. */
export const HELD_REUSE = 64;

/**
 * The spec behind a name: `uniform` codes on both sides; `gaussian`, `lognormal` and `ar1` reals on both sides; `relu`
 * activations times gaussian weights; `held`, gaussian with the second operand kept; `binade` reals from 1 up to 2. `reuse` keeps the second operand
 * for so many pairs under any name. Reals are scaled to the middle of the format's normal range, see `sigmaOf`. `numbers`
 * leaves NaN and Inf out of uniform codes: a sum that has met one is none until it is cleared.
 */
export function stimulusSpec(
  name: StimulusName,
  format: Format,
  options: StimulusOptions = {},
): StimulusSpec {
  const sigma = sigmaOf(format);
  return namedStimulus(name, { a: sigma, b: sigma }, options);
}

export interface StimulusOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Default 1; of `held` 64. */
  readonly reuse?: number;
  readonly numbers?: boolean;
}

/** The same with the scale of each operand given. */
export function namedStimulus(
  name: StimulusName,
  sigma: { readonly a: number; readonly b: number },
  { seed = 1, reuse = name === 'held' ? HELD_REUSE : 1, numbers = false }: StimulusOptions = {},
): StimulusSpec {
  const uniform: OperandSource = { kind: 'uniform', ...(numbers ? { numbers } : {}) };
  const left = (kind: Distribution): OperandSource => ({ kind, sigma: sigma.a });
  const right = (kind: Distribution): OperandSource => ({ kind, sigma: sigma.b });
  const sources: Record<StimulusName, readonly [OperandSource, OperandSource]> = {
    uniform: [uniform, uniform],
    gaussian: [left('gaussian'), right('gaussian')],
    lognormal: [left('lognormal'), right('lognormal')],
    relu: [left('relu'), right('gaussian')],
    ar1: [left('ar1'), right('ar1')],
    held: [left('gaussian'), right('gaussian')],
    binade: [BINADE, BINADE],
  };
  const [a, b] = sources[name];
  return checked({ name, seed, a: { ...a, reuse: 1 }, b: { ...b, reuse } });
}

/** The spec itself, if its numbers can be meant. */
function checked(spec: StimulusSpec): StimulusSpec {
  if (!Number.isSafeInteger(spec.seed) || spec.seed < 0)
    throw new Diagnostic({
      code: 'operands/seed',
      text: 'A seed is a whole number.',
      got: `${spec.seed}`,
      wayOut: '1',
    });
  for (const { reuse } of [spec.a, spec.b])
    if (!Number.isSafeInteger(reuse) || reuse < 1)
      throw new Diagnostic({
        code: 'operands/reuse',
        text: 'An operand stays for a whole number of pairs.',
        got: `reuse ${reuse}`,
        wayOut: '--reuse 16',
      });
  return spec;
}

/** The power of two nearest below the geometric middle of the normal range: 2 for e4m3, 1 for bf16. */
export function sigmaOf(format: Format): number {
  const largest = decode(format, maxFiniteMag(format));
  if (largest.kind !== 'finite') throw new RangeError(`${format.name} has no largest number`);
  return 2 ** Math.floor((floorLog2(largest) + 1 - format.bias) / 2);
}

/** The codes of a stimulus. Those of tensors are kept aside, by digest: see `fileOperand`. */
export function operandStream(spec: StimulusSpec, format: Format): OperandStream {
  return {
    spec,
    width: widthOf(format),
    format,
    ...stream(spec, (operand, _, random) => sourceOf(operand, format, random)),
  };
}

/** The seed of a lane; a generator has 2^32 of them, two to a stream. */
export const laneSeed = (seed: number, lane: number): number => seed + lane * 2 ** 20;

/**
 * Operands of several lanes side by side, lane 0 lowest: each lane has a stream of its own, of numbers drawn with a seed of
 * its own, or of every so manieth element of a tensor.
 */
export function laneStream(spec: StimulusSpec, format: Format, lanes: number): OperandStream {
  const width = widthOf(format);
  const all = Array.from({ length: lanes }, (_, lane) =>
    stream({ ...spec, seed: laneSeed(spec.seed, lane) }, (operand, _, random) =>
      sourceOf(operand, format, random, { lane, lanes }),
    ),
  );
  return {
    spec,
    width: width * lanes,
    format,
    pairs: (first, count) => {
      const pairs = all.map((each) => each.pairs(first, count));
      const packed = (side: 'a' | 'b'): bigint[] =>
        Array.from({ length: count }, (_, at) =>
          joinCodes(
            pairs.map((each) => each[side][at] as bigint),
            width,
          ),
        );
      return { a: packed('a'), b: packed('b') };
    },
  };
}

/** Uniform unsigned integers of `width` bits. */
export function integerStream(width: number, seed = 1): OperandStream {
  const uniform = { kind: 'uniform', reuse: 1 } as const;
  const spec: StimulusSpec = { name: 'uniform', seed, a: uniform, b: uniform };
  return { spec, width, ...stream(spec, (_, __, random) => () => random.bits(width)) };
}

/** Numbers of both sides drawn as a spec says, from the first on, kept and given out as often as wanted. */
export function stream<T extends bigint | number>(
  spec: StimulusSpec,
  source: (operand: OperandSource, side: 0 | 1, random: Random) => () => T,
): { pairs(first: number, count: number): { readonly a: T[]; readonly b: T[] } } {
  const { seed } = checked(spec);
  const [a, b] = ([0, 1] as const).map((side) => {
    const operand = side === 0 ? spec.a : spec.b;
    const draw = held(source(operand, side, new Random(2 * seed + side)), operand.reuse);
    const drawn: T[] = [];
    return (first: number, count: number): T[] => {
      while (drawn.length < first + count) drawn.push(draw());
      return drawn.slice(first, first + count);
    };
  }) as [(first: number, count: number) => T[], (first: number, count: number) => T[]];
  return { pairs: (first, count) => ({ a: a(first, count), b: b(first, count) }) };
}

/** Codes of a format, one after the other; of a tensor every so manieth, from that of the lane on. */
export function sourceOf(
  operand: OperandSource,
  format: Format,
  random: Random,
  { lane, lanes }: { readonly lane: number; readonly lanes: number } = { lane: 0, lanes: 1 },
): () => bigint {
  switch (operand.kind) {
    case 'uniform': {
      const width = widthOf(format);
      if (operand.numbers !== true) return () => random.bits(width);
      return () => {
        for (;;) {
          const code = random.bits(width);
          if (decode(format, code).kind === 'finite') return code;
        }
      };
    }
    case 'file': {
      const codes = fileCodes(operand, format);
      let at = lane;
      return () => {
        const code = codes[at % codes.length] as bigint;
        at += lanes;
        return code;
      };
    }
    default: {
      const draw = reals(operand.kind, operand.sigma, random);
      return () => codeOf(format, draw());
    }
  }
}

function held<T>(draw: () => T, reuse: number): () => T {
  let kept: T;
  let left = 0;
  return () => {
    if (left === 0) {
      kept = draw();
      left = reuse;
    }
    left -= 1;
    return kept;
  };
}
