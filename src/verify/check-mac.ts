import { hexOf } from '../format/index.ts';
import { shippedTemplates } from '../rtl/index.ts';
import { accumulatorBits, type MacSpec, macName, macWords } from '../unit/index.ts';
import { type BuildOptions, buildUnit, levelsOf, netlistAt } from './build.ts';
import { asChecked, type CheckedUnit } from './check.ts';
import { cosimulateMac, type MacCounterexample } from './cosim-mac.ts';
import { productPairs } from './mac-inputs.ts';
import { STREAMS } from './mac-machine.ts';
import { nowAndThen } from './now-and-then.ts';
import { isExhaustive } from './operands.ts';
import { notProved, proveSteps } from './prove-mapped.ts';
import { levelName, type Verdict } from './verdict.ts';

export type MacCheckResult =
  | { readonly kind: 'passed'; readonly unit: CheckedUnit<MacSpec> }
  | { readonly kind: 'failed'; readonly spec: MacSpec; readonly counterexample: MacCounterexample };

export interface MacCheckOptions extends BuildOptions {
  /** Of random operands, gaps and clears. Default 1. */
  readonly seed?: number;
  /** SAT proof that the netlists make the same steps as the RTL. Default true. */
  readonly prove?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** A proof that takes longer is left unknown. */
const PROOF_MS = 120_000;

/**
 * Emits and synthesises a multiply-accumulate unit and runs it against its model at every level in lockstep: every
 * operand pair of a small format onto zero in every lane, then random streams with gaps and clears, then to the ends of the register. Then SAT: does each netlist make the steps of the
 * RTL, from any state?
 */
export async function checkMac(spec: MacSpec, options: MacCheckOptions = {}): Promise<MacCheckResult> {
  const { seed = 1, prove = true, onProgress = () => {}, ...build } = options;
  const name = macName(spec);
  onProgress(`${name}: synthesis for gates and iCE40`);
  const built = await buildUnit(spec, build);
  const levels = levelsOf(built).map((level) => netlistAt(built, level));
  onProgress(`${name}: ${STREAMS.toLocaleString('en')} streams in lockstep at ${levels.length} levels`);
  const tell = nowAndThen((cycle: number) => onProgress(`${name}: cycle ${cycle.toLocaleString('en')}`));
  const { cycles, counterexample } = cosimulateMac(spec, levels, seed, tell);
  if (counterexample !== undefined) return { kind: 'failed', spec, counterexample };
  const { timeoutMs = PROOF_MS, signal } = options;
  const limits = { timeoutMs: Math.min(timeoutMs, PROOF_MS), onProgress, ...(signal && { signal }) };
  const proof = prove ? await proveSteps(name, built, limits) : notProved(built);
  const verdict: Extract<Verdict, { kind: 'passed' }> = {
    kind: 'passed',
    extent: {
      kind: 'streams',
      pairs: productPairs(spec, seed).a.length,
      everyPair: isExhaustive(spec.product.format),
      streams: STREAMS,
      cycles,
      seed,
      proof,
    },
  };
  const templates = (options.templates ?? shippedTemplates()).digest;
  return { kind: 'passed', unit: asChecked({ ...built, spec, verdict, templates }) };
}

/** A counterexample for people: what went in, onto what, what came out, and the command that runs it again. */
export function describeMacCounterexample(spec: MacSpec, found: MacCounterexample, seed: number): string {
  const { format } = spec.product;
  const digits = Math.ceil(accumulatorBits(spec) / 4);
  const hex = (value: bigint): string =>
    found.port === 'acc_o' ? `0x${value.toString(16).padStart(digits, '0')}` : value.toString();
  const operand = (codes: bigint): string =>
    spec.lanes === 1 ? hexOf(format, codes) : `0x${codes.toString(16)}`;
  const operands = found.valid ? `${operand(found.a)} x ${operand(found.b)}` : 'nothing valid';
  return [
    `${macName(spec)}: the ${levelName(found.level)} differs from the model at ${found.port}, cycle ${found.cycle}, stream ${found.stream}`,
    `  operands  ${operands}${found.clear ? ', with clear' : ''}`,
    `  onto      0x${found.before.toString(16).padStart(digits, '0')}`,
    `  expected  ${hex(found.expected)}`,
    `  got       ${hex(found.got)}`,
    `  replay    lmul cosim ${macWords(spec)} --seed ${seed}`,
  ].join('\n');
}
