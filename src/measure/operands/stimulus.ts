import { Diagnostic } from '../../diagnostic.ts';
import { decode, type Format, floorLog2, maxFiniteMag } from '../../format/index.ts';
import type { FileOperand } from './file-operand.ts';
import type { Distribution } from './reals.ts';

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
export function checked(spec: StimulusSpec): StimulusSpec {
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
