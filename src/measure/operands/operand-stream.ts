import { decode, type Format, joinCodes, widthOf } from '../../format/index.ts';
import { Random } from '../../random.ts';
import type { IntegerSpec } from '../../unit/index.ts';
import type { OperandPairs } from '../../verify/index.ts';
import { fileCodes } from './file-operand.ts';
import { codeOf } from './quantise.ts';
import { reals } from './reals.ts';
import { checked, type OperandSource, type StimulusSpec } from './stimulus.ts';

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
