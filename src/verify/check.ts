import { compile, readNetlist } from '../../sim/index.ts';
import { Diagnostic } from '../diagnostic.ts';
import { type Format, widthOf } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import { shippedTemplates } from '../rtl/index.ts';
import { type AnySpec, shortName, type UnitSpec } from '../unit/index.ts';
import { type BuildOptions, type BuiltUnit, buildUnit, levelsOf, netlistAt } from './build.ts';
import { cosimulate } from './cosim.ts';
import { minimal } from './minimal.ts';
import { nowAndThen } from './now-and-then.ts';
import { isExhaustive, type OperandPairs, randomPairs } from './operands.ts';
import { notProved, proveMapped } from './prove-mapped.ts';
import { BLOCK_WORDS, exhaustiveStimulus, listedStimulus, type Stimulus } from './stimulus.ts';
import { directedOf } from './sum-operands.ts';
import { SWEEP_OPERAND_BITS, type Swept, sweepPairs } from './sweep-pairs.ts';
import { type Counterexample, levelName, type Verdict } from './verdict.ts';

declare const checked: unique symbol;

/**
 * A unit whose hardware levels have all been held against its model, with the netlists and costs that belong to
 * exactly that circuit. Only `checkUnit` and `checkMac` make one: whatever reports cost or error takes nothing else.
 */
export interface CheckedUnit<Spec extends AnySpec = UnitSpec> extends BuiltUnit {
  readonly [checked]: true;
  readonly spec: Spec;
  readonly verdict: Extract<Verdict, { kind: 'passed' }>;
  /** Digest of the templates the Verilog came from. */
  readonly templates: string;
}

/** The door itself, for the two functions that have done the checking. */
export function asChecked<Spec extends AnySpec>(
  unit: Omit<CheckedUnit<Spec>, typeof checked>,
): CheckedUnit<Spec> {
  return unit as CheckedUnit<Spec>;
}

export type CheckResult =
  | { readonly kind: 'passed'; readonly unit: CheckedUnit }
  | { readonly kind: 'failed'; readonly spec: UnitSpec; readonly counterexample: Counterexample };

export interface CheckOptions extends BuildOptions {
  /** Random pairs of a wide format, beside the directed ones. Default 65,536. */
  readonly count?: number;
  /** All operand pairs, of formats of up to 20 bits: seconds for 16 bits. Default: up to 10 bits only. */
  readonly exhaustive?: boolean;
  /** Of random operands and pipeline gaps. Default 1. */
  readonly seed?: number;
  /** SAT proof that the netlists equal the RTL, for formats too wide to exhaust. Default true. */
  readonly prove?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** Emits, synthesises and co-simulates a unit; wide ones are also proved equal to their RTL by SAT. */
export async function checkUnit(spec: UnitSpec, options: CheckOptions = {}): Promise<CheckResult> {
  const { count = 65_536, seed = 1, prove = true, onProgress = () => {}, ...build } = options;
  const everything = options.exhaustive === true;
  if (everything) checkSweepable(spec.format);
  const name = shortName(spec);
  onProgress(`${name}: synthesis for ${targetsOf(build)}`);
  const built = await buildUnit(spec, build);

  const exhaustive = isExhaustive(spec.format);
  const directed = exhaustive ? undefined : directedOf(spec, seed);
  const sampled =
    everything || count > LISTED_COUNT ? { a: [], b: [] } : randomPairs(spec.format, count, seed);
  const stimulus =
    directed === undefined ? exhaustiveStimulus(spec) : listedStimulus(spec, joined(directed, sampled));
  onProgress(`${name}: ${stimulus.count.toLocaleString('en')} pairs at ${levelsOf(built).length} levels`);
  const counterexample =
    cosimulateLevels(spec, built, stimulus, seed) ??
    (directed === undefined || sampled.a.length === count
      ? undefined
      : await sweepLevels(spec, built, everything ? undefined : { count, seed }, options));
  if (counterexample !== undefined)
    return { kind: 'failed', spec, counterexample: minimal(spec, built, counterexample, seed) };

  let verdict: CheckedUnit['verdict'];
  if (directed === undefined || everything) {
    const pairs = 2 ** (2 * widthOf(spec.format));
    verdict = { kind: 'passed', extent: { kind: 'exhaustive', pairs } };
  } else {
    const proof = prove
      ? await proveMapped({ name, stages: spec.stages, compute: modelOf(spec) }, built, options)
      : notProved(built);
    if ('counterexample' in proof) return { kind: 'failed', spec, counterexample: proof.counterexample };
    verdict = {
      kind: 'passed',
      extent: { kind: 'sampled', directed: directed.a.length, random: count, seed, proof },
    };
  }
  const templates = (options.templates ?? shippedTemplates()).digest;
  return { kind: 'passed', unit: asChecked({ ...built, spec, verdict, templates }) };
}

/** More random pairs than this are drawn and compared inside the simulator. */
const LISTED_COUNT = 2 ** 20;

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
  for (const level of levelsOf(built)) {
    const { json, cells } = netlistAt(built, level);
    const simulator = compile(readNetlist(json, { cells }), { words: BLOCK_WORDS });
    const difference = cosimulate(spec, simulator, stimulus, seed);
    if (difference !== undefined) return { level, ...difference };
  }
  return undefined;
}

/** As `cosimulateLevels`, for more pairs than can be listed: all of them, or random ones. */
async function sweepLevels(
  spec: UnitSpec,
  built: BuiltUnit,
  random: { readonly count: number; readonly seed: number } | undefined,
  { onProgress = () => {}, signal }: CheckOptions,
): Promise<Counterexample | undefined> {
  const count = random?.count ?? 2 ** (2 * widthOf(spec.format));
  const finished: Swept[] = [];
  for (const level of levelsOf(built)) {
    const { json, cells } = netlistAt(built, level);
    const what = `${shortName(spec)}: ${levelName(level)}: ${count.toLocaleString('en')} pairs`;
    onProgress(what);
    const swept = await sweepPairs(spec, readNetlist(json, { cells }), {
      ...(random === undefined ? {} : { random }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: nowAndThen((share, secondsLeft) => {
        onProgress(`${what}: ${Math.floor(100 * share)} %, ${Math.ceil(secondsLeft)} s left`);
      }),
    });
    finished.push(swept);
    const { pair } = swept;
    if (pair === undefined) continue;
    for (const each of finished) each.forget();
    const difference = cosimulateLevels(spec, built, listedStimulus(spec, { a: [pair.a], b: [pair.b] }), 1);
    if (difference !== undefined) return difference;
    throw new Error(`the sliced model of ${shortName(spec)} is not its model for ${pair.a} and ${pair.b}`);
  }
  for (const each of finished) each.forget();
  return undefined;
}

function targetsOf({ technologies = [] }: BuildOptions): string {
  const before = ['gates', 'iCE40', ...technologies.map(({ title }) => title)];
  const last = before.pop();
  return `${before.join(', ')} and ${last}`;
}

function checkSweepable(format: Format): void {
  const width = widthOf(format);
  if (width <= SWEEP_OPERAND_BITS) return;
  throw new Diagnostic({
    code: 'check/too-wide',
    text: `All operand pairs are checked of formats of up to ${SWEEP_OPERAND_BITS} bits.`,
    got: `${width} bits, 2^${2 * width} pairs`,
    wayOut: 'random pairs: --count 1000000000',
  });
}

function joined(first: OperandPairs, second: OperandPairs): OperandPairs {
  return { a: [...first.a, ...second.a], b: [...first.b, ...second.b] };
}
