import { type Format, joinCodes, widthOf } from '../../format/index.ts';
import type { Random } from '../../random.ts';
import {
  type IntegerSpec,
  isIntegerMac,
  lanesOf,
  packWeights,
  takesNumbers,
  WEIGHTS_PER_BYTE,
} from '../../unit/index.ts';
import { laneSeed, type OperandStream, sourceOf, stream } from './operand-stream.ts';
import { reals } from './reals.ts';
import {
  namedStimulus,
  type OperandSource,
  type StimulusName,
  type StimulusOptions,
  type StimulusSpec,
  sigmaOf,
} from './stimulus.ts';

/** What a lane takes on one side: signed integers, numbers of a format, or weights of -1, 0 and 1. */
type Integers =
  | { readonly kind: 'integer'; readonly bits: number }
  | { readonly kind: 'number'; readonly format: Format }
  | { readonly kind: 'weight' };

/** Of the numbers the integers are rounded from, in units of the last place: a quarter of the largest magnitude. */
const sigmaOfBits = (bits: number): number => 2 ** (bits - 3);
/** Gaussian weights of this deviation have a mean magnitude of 1, the scale of BitNet b1.58 (absmean), within 0.3 %. */
const WEIGHT_SIGMA = 1.25;

/**
 * As `stimulusSpec`, for the operands of a unit on integers: reals on their scale, see `integerOperands`. Uniform codes of
 * a format are numbers, as those of other units with a register are.
 */
export function integerStimulus(
  name: StimulusName,
  unit: IntegerSpec,
  options: StimulusOptions = {},
): StimulusSpec {
  const [a, b] = sidesOf(unit).map(sigmaOfSide) as [number, number];
  return namedStimulus(name, { a, b }, takesNumbers(unit) ? { ...options, numbers: true } : options);
}

function sigmaOfSide(side: Integers): number {
  if (side.kind === 'weight') return WEIGHT_SIGMA;
  return side.kind === 'number' ? sigmaOf(side.format) : sigmaOfBits(side.bits);
}

/**
 * The operands of a stimulus as an integer unit takes them, those of all lanes in one word. Reals are rounded to the nearest
 * integer and kept within plus and minus the largest; weights within plus and minus 1. Numbers of a format are codes as
 * `operandStream` has them. Uniform operands are all codes, or the three weights alike.
 */
export function integerOperands(spec: StimulusSpec, unit: IntegerSpec): OperandStream {
  const lanes = lanesOf(unit);
  const sides = sidesOf(unit);
  const numbers = Array.from({ length: lanes }, (_, lane) =>
    stream({ ...spec, seed: laneSeed(spec.seed, lane) }, (operand, side, random) =>
      numbersOf(operand, sides[side], random, { lane, lanes }),
    ),
  );
  const [a, b] = sides.map((side) => coderOf(unit, side)) as [Coder, Coder];
  return {
    spec,
    width: a.bits * lanes,
    widthB: b.bits * (lanes / b.numbers),
    integers: unit,
    pairs: (first, count) => {
      const pairs = numbers.map((each) => each.pairs(first, count));
      const packed = (side: 'a' | 'b', { bits, numbers, code }: Coder): bigint[] =>
        Array.from({ length: count }, (_, at) => {
          const drawn = pairs.map((each) => each[side][at] as number);
          const codes = Array.from({ length: lanes / numbers }, (_, group) =>
            code(drawn.slice(group * numbers, (group + 1) * numbers)),
          );
          return joinCodes(codes, bits);
        });
      return { a: packed('a', a), b: packed('b', b) };
    },
  };
}

function sidesOf(unit: IntegerSpec): readonly [Integers, Integers] {
  const bits = unit.kind === 'fixed' ? 1 + unit.integerBits + unit.fractionBits : unit.bits;
  const integer = takesNumbers(unit)
    ? ({ kind: 'number', format: unit.activation } as const)
    : ({ kind: 'integer', bits } as const);
  return [integer, unit.kind === 'ternary-mac' ? { kind: 'weight' } : integer];
}

/** So many numbers, lane by lane, as a code of so many bits. */
interface Coder {
  readonly bits: number;
  readonly numbers: number;
  readonly code: (numbers: readonly number[]) => bigint;
}

function coderOf(unit: IntegerSpec, side: Integers): Coder {
  if (side.kind === 'weight' && isIntegerMac(unit) && unit.kind === 'ternary-mac' && unit.packed)
    return { bits: 8, numbers: WEIGHTS_PER_BYTE, code: packWeights };
  const bits = side.kind === 'weight' ? 2 : side.kind === 'number' ? widthOf(side.format) : side.bits;
  return { bits, numbers: 1, code: ([number]) => BigInt.asUintN(bits, BigInt(number as number)) };
}

function numbersOf(
  operand: OperandSource,
  side: Integers,
  random: Random,
  place: { readonly lane: number; readonly lanes: number },
): () => number {
  if (side.kind === 'number') {
    const code = sourceOf(operand, side.format, random, place);
    return () => Number(code());
  }
  if (operand.kind === 'file')
    throw new TypeError('tensors of files are rounded to formats, not to integers or weights');
  if (operand.kind === 'uniform')
    return side.kind === 'weight'
      ? () => random.below(3) - 1
      : () => Number(BigInt.asIntN(side.bits, random.bits(side.bits)));
  const largest = side.kind === 'weight' ? 1 : 2 ** (side.bits - 1) - 1;
  const draw = reals(operand.kind, operand.sigma, random);
  return () => Math.max(-largest, Math.min(largest, Math.round(draw())));
}
