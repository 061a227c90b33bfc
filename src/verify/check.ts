import { compile, readNetlist } from '../../sim/index.ts';
import { shippedTemplates } from '../rtl/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import { type BuildOptions, type BuiltUnit, buildUnit } from './build.ts';
import { cosimulate } from './cosim.ts';
import { directedPairs, isExhaustive, type OperandPairs, randomPairs } from './operands.ts';
import { type ProofOutcome, proveMapped } from './prove-mapped.ts';
import { BLOCK_WORDS, exhaustiveStimulus, listedStimulus, type Stimulus } from './stimulus.ts';
import { type Counterexample, LEVELS, type Verdict } from './verdict.ts';

declare const checked: unique symbol;

/**
 * A unit whose three hardware levels have been held against its model, with the netlists and costs that belong to
 * exactly that circuit. Only `checkUnit` makes one: whatever reports cost or error takes nothing else.
 */
export interface CheckedUnit extends BuiltUnit {
  readonly [checked]: true;
  readonly spec: UnitSpec;
  readonly verdict: Extract<Verdict, { kind: 'passed' }>;
  /** Digest of the templates the Verilog came from. */
  readonly templates: string;
}

export type CheckResult =
  | { readonly kind: 'passed'; readonly unit: CheckedUnit }
  | { readonly kind: 'failed'; readonly spec: UnitSpec; readonly counterexample: Counterexample };

export interface CheckOptions extends BuildOptions {
  /** Random pairs of a wide format, beside the directed ones. Default 65,536. */
  readonly count?: number;
  /** Of random operands and pipeline gaps. Default 1. */
  readonly seed?: number;
  /** SAT proof that the netlists equal the RTL, for formats too wide to exhaust. Default true. */
  readonly prove?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** Emits, synthesises and co-simulates a unit; wide ones are also proved equal to their RTL by SAT. */
export async function checkUnit(spec: UnitSpec, options: CheckOptions = {}): Promise<CheckResult> {
  const { count = 65_536, seed = 1, prove = true, onProgress = () => {}, ...build } = options;
  const name = shortName(spec);
  onProgress(`${name}: synthesis for gates and iCE40`);
  const built = await buildUnit(spec, build);

  const exhaustive = isExhaustive(spec.format);
  const directed = exhaustive ? undefined : directedPairs(spec.format, seed);
  const stimulus =
    directed === undefined
      ? exhaustiveStimulus(spec)
      : listedStimulus(spec, joined(directed, randomPairs(spec.format, count, seed)));
  onProgress(`${name}: ${stimulus.count.toLocaleString('en')} pairs at ${LEVELS.length} levels`);
  const counterexample = cosimulateLevels(spec, built, stimulus, seed);
  if (counterexample !== undefined) return { kind: 'failed', spec, counterexample };

  let verdict: CheckedUnit['verdict'];
  if (directed === undefined) {
    verdict = { kind: 'passed', extent: { kind: 'exhaustive', pairs: stimulus.count } };
  } else {
    const proof = prove ? await proveMapped(spec, built, options) : NOT_PROVED;
    if ('counterexample' in proof) return { kind: 'failed', spec, counterexample: proof.counterexample };
    verdict = {
      kind: 'passed',
      extent: { kind: 'sampled', directed: directed.a.length, random: count, seed, proof },
    };
  }
  const templates = (options.templates ?? shippedTemplates()).digest;
  return { kind: 'passed', unit: { ...built, spec, verdict, templates } as CheckedUnit };
}

const NOT_PROVED: ProofOutcome = { gates: 'unknown', ice40: 'unknown' };

/** Holds the given operand pairs against the model at every level: the replay of a counterexample or a vector file. */
export async function replayPairs(
  spec: UnitSpec,
  pairs: OperandPairs,
  options: BuildOptions & { readonly seed?: number } = {},
): Promise<Counterexample | undefined> {
  const { seed = 1, ...build } = options;
  return cosimulateLevels(spec, await buildUnit(spec, build), listedStimulus(spec, pairs), seed);
}

function cosimulateLevels(
  spec: UnitSpec,
  built: BuiltUnit,
  stimulus: Stimulus,
  seed: number,
): Counterexample | undefined {
  for (const level of LEVELS) {
    const simulator = compile(readNetlist(built.netlists[level]), { words: BLOCK_WORDS });
    const difference = cosimulate(spec, simulator, stimulus, seed);
    if (difference !== undefined) return { level, ...difference };
  }
  return undefined;
}

function joined(first: OperandPairs, second: OperandPairs): OperandPairs {
  return { a: [...first.a, ...second.a], b: [...first.b, ...second.b] };
}
