import { Diagnostic } from '../../diagnostic.ts';
import type { Format } from '../../format/index.ts';
import { smallestPlace } from '../fixed-point.ts';
import { bitsOfNumbers } from './activation.ts';
import { bitsOfStep } from './register.ts';
import {
  FIXED_ROUNDINGS,
  type FixedSpec,
  INTEGER_ARCHITECTURES,
  type IntegerArchitecture,
  type IntegerMacSpec,
  type IntegerRegister,
  type IntMacSpec,
  type IntSpec,
  type TernaryMacSpec,
} from './spec.ts';
import { WEIGHTS_PER_BYTE } from './ternary.ts';

/** Options of an integer unit in the user's words; what is left out takes its default. */
export interface IntegerRequest {
  readonly architecture?: string | undefined;
}

export interface FixedRequest extends IntegerRequest {
  /** Default rne. */
  readonly rounding?: string | undefined;
}

export interface IntegerMacRequest extends IntegerRequest {
  /** Products a clock, default 1. */
  readonly lanes?: number | undefined;
  /** `int32`: bits of the register. Default: int32 of products; of ternary weights twelve bits more than an activation. */
  readonly accumulator?: string | undefined;
  /** Stay at the ends of the register; else sums wrap. */
  readonly saturate?: boolean | undefined;
}

export interface TernaryRequest extends Omit<IntegerMacRequest, 'architecture'> {
  /** Five weights in a byte. Default: two bits each. */
  readonly packed?: boolean | undefined;
}

export const INT_BITS = { least: 2, most: 16 } as const;
export const MAX_REGISTER_BITS = 64;
/** Of a register of ternary weights, beyond those of an activation: 4,096 terms. */
const TERNARY_GUARD_BITS = 12;
export const MAX_INTEGER_LANES = 64;

/**
 * The product of two signed integers of 2 to 16 bits. Default architecture array.
 * @throws Diagnostic `integer/...`
 */
export function intSpec(bits: number, { architecture }: IntegerRequest = {}): IntSpec {
  return { kind: 'int', bits: intBits(bits), architecture: architectureOf(architecture) };
}

/**
 * The product of two fixed-point numbers `q3.4` (a sign, three integer bits, four fraction bits), of 16 bits at most.
 * Defaults: rounding rne, architecture array.
 * @throws Diagnostic `integer/...`
 */
export function fixedSpec(format: string, { rounding = 'rne', architecture }: FixedRequest = {}): FixedSpec {
  const [integerBits, fractionBits] = /^q(\d{1,2})\.(\d{1,2})$/.exec(format)?.slice(1).map(Number) ?? [0, 0];
  const bits = 1 + integerBits! + fractionBits!;
  if (fractionBits! < 1 || bits > INT_BITS.most)
    throw refusal(
      `A fixed-point format is qM.N: M integer and N fraction bits, N at least 1, with the sign ${INT_BITS.most} bits at most.`,
      format,
      'fixed q3.4, fixed q0.7, fixed q0.15',
    );
  const known = FIXED_ROUNDINGS.find((name) => name === rounding);
  if (known === undefined)
    throw refusal(
      'Fixed-point products are not rounded that way.',
      `--rounding ${rounding}`,
      FIXED_ROUNDINGS.join(', '),
    );
  return {
    kind: 'fixed',
    integerBits: integerBits!,
    fractionBits: fractionBits!,
    rounding: known,
    architecture: architectureOf(architecture),
  };
}

/**
 * The products of two signed integers, added to a register that holds at least one sum of all lanes.
 * @throws Diagnostic `integer/...`
 */
export function intMacSpec(bits: number, request: IntegerMacRequest = {}): IntMacSpec {
  const { architecture, lanes = 1, accumulator = 'int32', saturate } = request;
  refuseLanes(lanes);
  return wideEnough({
    kind: 'int-mac',
    bits: intBits(bits),
    architecture: architectureOf(architecture),
    lanes,
    register: registerOf(accumulator, saturate),
  });
}

/**
 * Activations added or subtracted as ternary weights say: signed integers of so many bits, or numbers of a format. Unless
 * told, the register has twelve bits more than an activation has as an integer.
 * @throws Diagnostic `integer/...`
 */
export function ternaryMacSpec(activation: number | Format, request: TernaryRequest = {}): TernaryMacSpec {
  const { packed = false, lanes = 1, saturate } = request;
  const integer = typeof activation === 'number';
  const bits = integer ? intBits(activation) : numberBits(activation);
  const accumulator = request.accumulator ?? `int${bits + TERNARY_GUARD_BITS}`;
  refuseLanes(lanes);
  if (packed && lanes % WEIGHTS_PER_BYTE !== 0)
    throw refusal(
      'Packed weights come five to a byte.',
      `--weights packed with ${lanes === 1 ? 'one lane' : `${lanes} lanes`}`,
      'dot with --lanes 5, 10, 20 ... , or --weights ternary',
    );
  const register = registerOf(accumulator, saturate);
  if (integer) return wideEnough({ kind: 'ternary-mac', bits, packed, lanes, register });
  const inUnits = { ...register, fractionBits: smallestPlace(activation) };
  return wideEnough({ kind: 'ternary-mac', bits, activation, packed, lanes, register: inUnits });
}

const MAX_NUMBER_BITS = MAX_REGISTER_BITS - TERNARY_GUARD_BITS;

/** Whether a register takes 4,096 numbers of a format as integers: all those of 8 bits, and fp16. */
export function isActivation(format: Format): boolean {
  return bitsOfNumbers(format) <= MAX_NUMBER_BITS;
}

/** Numbers whose sums fit no register are refused before anyone asks how wide it is. */
function numberBits(format: Format): number {
  const bits = bitsOfNumbers(format);
  if (isActivation(format)) return bits;
  throw refusal(
    `Activations are added as integers of ${MAX_NUMBER_BITS} bits at most; numbers of ${format.name} would have ${bits}.`,
    format.name,
    'a format of fewer exponents, such as e5m2 or fp16, or int16',
  );
}

function intBits(bits: number): number {
  if (Number.isInteger(bits) && bits >= INT_BITS.least && bits <= INT_BITS.most) return bits;
  throw refusal(
    `A signed integer operand has ${INT_BITS.least} to ${INT_BITS.most} bits.`,
    `int ${bits}`,
    'int 8, int 4',
  );
}

function architectureOf(got = 'array'): IntegerArchitecture {
  const known = INTEGER_ARCHITECTURES.find((name) => name === got);
  if (known !== undefined) return known;
  throw refusal(
    'An integer product has no architecture of that name.',
    `--architecture ${got}`,
    INTEGER_ARCHITECTURES.join(', '),
  );
}

function registerOf(accumulator: string, saturate = false): IntegerRegister {
  const bits = Number(/^int(\d{1,3})$/.exec(accumulator)?.[1] ?? 0);
  if (bits < 2 || bits > MAX_REGISTER_BITS)
    throw refusal(
      `The register of an integer unit is int2 to int${MAX_REGISTER_BITS}.`,
      `--accumulator ${accumulator}`,
      '--accumulator int32',
    );
  return { bits, overflow: saturate ? 'saturate' : 'wrap' };
}

function refuseLanes(lanes: number): void {
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= MAX_INTEGER_LANES) return;
  throw refusal(
    `A dot product of integers has 2 to ${MAX_INTEGER_LANES} lanes.`,
    `--lanes ${lanes}`,
    '--lanes 16',
  );
}

/** One step has to fit, so that a sum passes an end by less than the whole range. */
function wideEnough<Spec extends IntegerMacSpec>(spec: Spec): Spec {
  const needed = bitsOfStep(spec);
  if (spec.register.bits >= needed) return spec;
  throw refusal(
    'The register does not hold what one clock adds to it.',
    `--accumulator int${spec.register.bits}`,
    `--accumulator int${needed} or wider`,
  );
}

function refusal(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'integer/contradiction', text, got, wayOut });
}
