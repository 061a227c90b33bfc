import { compile, readNetlist } from '../../../sim/index.ts';
import { integerModelOf } from '../../model/index.ts';
import { Random } from '../../random.ts';
import { shippedTemplates } from '../../rtl/index.ts';
import {
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerSpec,
  integerName,
  integerWidths,
  integerWords,
  isIntegerMac,
} from '../../unit/index.ts';
import { type BuildOptions, type BuiltUnit, buildUnit, levelsOf, netlistAt } from '../build.ts';
import { asChecked, type CheckedUnit } from '../check.ts';
import { cosimulateCombinational } from '../cosim.ts';
import type { MacCounterexample } from '../cosim-mac.ts';
import type { OperandPairs } from '../operands.ts';
import { notProved, proveMapped, proveSteps } from '../prove-mapped.ts';
import { BLOCK_WORDS, stimulusOf } from '../stimulus.ts';
import { type Counterexample, type Extent, levelName, type Verdict } from '../verdict.ts';
import { integerPairs, STREAMS } from './steps.ts';
import { cosimulateInteger } from './streams.ts';

/** A difference of a unit without a register, or of one with it. */
export type IntegerCounterexample = Counterexample | MacCounterexample;

export type IntegerCheckResult =
  | { readonly kind: 'passed'; readonly unit: CheckedUnit<IntegerSpec> }
  | { readonly kind: 'failed'; readonly spec: IntegerSpec; readonly counterexample: IntegerCounterexample };

export interface IntegerCheckOptions extends BuildOptions {
  /** Of random operands, gaps and clears. Default 1. */
  readonly seed?: number;
  /** Random pairs of products too wide to exhaust. Default 65,536. */
  readonly count?: number;
  /** SAT proof that the netlists of such products equal the RTL. Default true. */
  readonly prove?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** Operands of up to this many bits are checked on all pairs. */
const EXHAUSTIVE_BITS = 8;

/**
 * Emits and synthesises an integer unit and holds it against its model at every level: a product on all pairs of
 * operands up to 8 bits, else on corners and random pairs with a SAT proof; one with a register in streams, see
 * `integerSteps`.
 */
export async function checkInteger(
  spec: IntegerSpec,
  options: IntegerCheckOptions = {},
): Promise<IntegerCheckResult> {
  const { seed = 1, count, prove, onProgress = () => {}, ...build } = options;
  const name = integerName(spec);
  onProgress(`${name}: synthesis`);
  const built = await buildUnit(spec, build);
  const found = isIntegerMac(spec)
    ? await checkStreams(spec, built, { seed, onProgress, prove: prove ?? true })
    : await checkPairs(spec, built, { seed, onProgress, count: count ?? 65_536, prove: prove ?? true });
  if ('counterexample' in found) return { kind: 'failed', spec, counterexample: found.counterexample };
  const verdict: Extract<Verdict, { kind: 'passed' }> = { kind: 'passed', extent: found.extent };
  const templates = (options.templates ?? shippedTemplates()).digest;
  return { kind: 'passed', unit: asChecked({ ...built, spec, verdict, templates }) };
}

type Found = { readonly extent: Extent } | { readonly counterexample: IntegerCounterexample };
type Told = Required<Pick<IntegerCheckOptions, 'seed' | 'onProgress'>>;

async function checkStreams(
  spec: IntegerMacSpec,
  built: BuiltUnit,
  { seed, onProgress, prove }: Told & Required<Pick<IntegerCheckOptions, 'prove'>>,
): Promise<Found> {
  const levels = levelsOf(built).map((level) => netlistAt(built, level));
  onProgress(`${integerName(spec)}: ${STREAMS.toLocaleString('en')} streams at ${levels.length} levels`);
  const { cycles, counterexample } = cosimulateInteger(spec, levels, seed);
  if (counterexample !== undefined) return { counterexample };
  const proof = prove ? await proveSteps(integerName(spec), built, { onProgress }) : notProved(built);
  return { extent: { kind: 'streams', ...integerPairs(spec), streams: STREAMS, cycles, seed, proof } };
}

async function checkPairs(
  spec: IntegerProductSpec,
  built: BuiltUnit,
  { seed, count, prove, onProgress }: Told & Required<Pick<IntegerCheckOptions, 'count' | 'prove'>>,
): Promise<Found> {
  const widths = integerWidths(spec);
  const exhaustive = widths.a <= EXHAUSTIVE_BITS;
  const { pairs, directed } = exhaustive
    ? { pairs: everyPair(widths.a), directed: 0 }
    : sampledPairs(widths.a, count, seed);
  const compute = integerModelOf(spec);
  const stimulus = stimulusOf(widths, compute, pairs);
  const name = integerName(spec);
  onProgress(`${name}: ${stimulus.count.toLocaleString('en')} pairs at ${levelsOf(built).length} levels`);
  for (const level of levelsOf(built)) {
    const { json, cells } = netlistAt(built, level);
    const simulator = compile(readNetlist(json, { cells }), { words: BLOCK_WORDS });
    const difference = cosimulateCombinational(simulator, stimulus);
    if (difference !== undefined) return { counterexample: { level, ...difference } };
  }
  if (exhaustive) return { extent: { kind: 'exhaustive', pairs: stimulus.count } };
  const provable = { name, stages: 0, compute };
  const proof = prove ? await proveMapped(provable, built, { onProgress }) : notProved(built);
  if ('counterexample' in proof) return { counterexample: proof.counterexample };
  return { extent: { kind: 'sampled', directed, random: count, seed, proof } };
}

function everyPair(bits: number): OperandPairs {
  const codes = Array.from({ length: 2 ** bits }, (_, code) => BigInt(code));
  return { a: codes.flatMap((a) => codes.map(() => a)), b: codes.flatMap(() => codes) };
}

/** Every pair of codes at the ends, around zero and of a single one bit; then random pairs. */
function sampledPairs(
  bits: number,
  count: number,
  seed: number,
): { readonly pairs: OperandPairs; readonly directed: number } {
  const ones = Array.from({ length: bits }, (_, bit) => 1n << BigInt(bit));
  const all = BigInt.asUintN(bits, -1n);
  const corners = [
    ...new Set([0n, ...ones, ...ones.map((one) => one - 1n), ...ones.map((one) => all ^ one)]),
  ];
  const random = new Random(seed);
  const draw = (): bigint[] => Array.from({ length: count }, () => random.bits(bits));
  const pairs = {
    a: [...corners.flatMap((a) => corners.map(() => a)), ...draw()],
    b: [...corners.flatMap(() => corners), ...draw()],
  };
  return { pairs, directed: corners.length ** 2 };
}

/** A counterexample for people: operands and both results, in hexadecimal and as integers, and how to run it again. */
export function describeIntegerCounterexample(
  spec: IntegerSpec,
  found: IntegerCounterexample,
  seed: number,
): string {
  const widths = integerWidths(spec);
  const places = isIntegerMac(spec) ? spec.register.fractionBits : undefined;
  const unit = places === undefined ? '' : ` * 2^-${places}`;
  const shown = (value: bigint, bits: number): string =>
    `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}  ${BigInt.asIntN(bits, value)}${unit}`;
  const of = (value: bigint): string =>
    found.port === 'valid_o' ? value.toString() : shown(value, widths.result);
  const where = 'stream' in found ? `, cycle ${found.cycle}, stream ${found.stream}` : '';
  const onto = 'before' in found ? [`  onto      ${shown(found.before, widths.result)}`] : [];
  return [
    `${integerName(spec)}: the ${levelName(found.level)} differs from the model at ${found.port}${where}`,
    `  a         0x${found.a.toString(16)}`,
    `  b         0x${found.b.toString(16)}`,
    ...onto,
    `  expected  ${of(found.expected)}`,
    `  got       ${of(found.got)}`,
    `  replay    lmul cosim ${integerWords(spec)} --seed ${seed}`,
  ].join('\n');
}
