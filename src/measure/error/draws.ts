import { decoderOf, encoderOf, type Format, widthOf } from '../../format/index.ts';
import { Random } from '../../random.ts';
import { fileReals } from '../operands/file-operand.ts';
import { reals } from '../operands/reals.ts';
import type { OperandSource, StimulusSpec } from '../operands/stimulus.ts';

/** Operands of one side: real numbers, and the codes they are rounded to. */
interface Drawn {
  readonly reals: Float64Array;
  readonly codes: Float64Array;
}

/** Operand pairs drawn from a stimulus, as reals x and y and as codes a and b. */
export interface Draws {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/**
 * Seeded operand pairs, the two operands of each independent: of a distribution, those of `operandStream` with the same
 * seed; of a tensor, numbers drawn from all it has, after scaling; codes that are drawn themselves are their own reals.
 */
export function drawPairs({ a, b, seed }: StimulusSpec, format: Format, count: number): Draws {
  const left = draw(a, format, new Random(2 * seed), count);
  const right = draw(b, format, new Random(2 * seed + 1), count);
  return { x: left.reals, y: right.reals, a: left.codes, b: right.codes };
}

/** Every number of one tensor with every one of another, where these are no more than `most` pairs. */
export function everyPair({ a, b }: StimulusSpec, format: Format, most: number): Draws | undefined {
  if (a.kind !== 'file' || b.kind !== 'file' || a.used * b.used > most) return undefined;
  const encode = encoderOf(format);
  const [left, right] = [fileReals(a, format), fileReals(b, format)];
  const x = Float64Array.from(
    { length: left.length * right.length },
    (_, at) => left[Math.floor(at / right.length)] as number,
  );
  const y = x.map((_, at) => right[at % right.length] as number);
  return { x, y, a: x.map(encode), b: y.map(encode) };
}

/** Whether there are real numbers behind any of the codes. */
export function isRounded({ a, b }: StimulusSpec): boolean {
  return a.kind !== 'uniform' || b.kind !== 'uniform';
}

function draw(source: OperandSource, format: Format, random: Random, count: number): Drawn {
  if (source.kind === 'uniform') {
    const codes = Float64Array.from({ length: count }, () => Number(random.bits(widthOf(format))));
    return { codes, reals: codes.map(decoderOf(format)) };
  }
  const values = Float64Array.from({ length: count }, drawer(source, format, random));
  return { reals: values, codes: values.map(encoderOf(format)) };
}

function drawer(
  source: Exclude<OperandSource, { kind: 'uniform' }>,
  format: Format,
  random: Random,
): () => number {
  if (source.kind !== 'file') return reals(source.kind, source.sigma, random);
  const scaled = fileReals(source, format);
  return () => scaled[random.below(scaled.length)] as number;
}
