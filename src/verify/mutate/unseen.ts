import { type Fault, faultDifference, frameInput, gradeFaults, type Netlist } from '../../../sim/index.ts';
import { latencyOf, type UnitSpec } from '../../unit/index.ts';
import { isExhaustive } from '../operands.ts';
import type { Problem, SolveLimits } from '../prove/solve.ts';
import { blocksOf, checkPairs, pairAt } from './fault-vectors.ts';
import { allPairsAgree, type Outcome } from './outcome.ts';
import { bySat } from './single-faults.ts';

/**
 * Why vectors did not see these faults: because no operands can, shown on all pairs where the format is small and by
 * SAT where the pairs of its check leave it open, or because they lack the pair that is returned.
 */
export async function explainUnseen(
  spec: UnitSpec,
  netlist: Netlist,
  faults: readonly Fault[],
  limits: SolveLimits = {},
): Promise<Outcome[]> {
  if (faults.length === 0) return [];
  if (latencyOf(spec) > 0) return differencesBySat(spec, netlist, faults, limits);
  const pool = isExhaustive(spec.format) ? 'all pairs' : checkPairs(spec.format, 1);
  const shown = [...gradeFaults(netlist, faults, blocksOf(spec, pool))].map((index) =>
    index < 0 ? undefined : pairAt(spec, pool, index),
  );
  const open = faults.filter((_, index) => shown[index] === undefined);
  const answers =
    pool === 'all pairs'
      ? open.map((): Outcome => allPairsAgree(spec))
      : await differencesBySat(spec, netlist, open, limits);
  return faults.map((fault, index) => {
    const shownBy = shown[index];
    return shownBy === undefined
      ? (answers[open.indexOf(fault)] as Outcome)
      : { kind: 'survived' as const, shownBy };
  });
}

/** By SAT: whether some operands, in a pipeline those of `latency` cycles before, ever tell them from the sound circuit. */
function differencesBySat(
  spec: UnitSpec,
  netlist: Netlist,
  faults: readonly Fault[],
  limits: SolveLimits,
): Promise<Outcome[]> {
  const frames = latencyOf(spec) + 1;
  const observed = frames === 1 ? { data: 'p_o' } : { data: 'p_o', valid: 'valid_o' };
  const question = (batch: readonly Fault[]): Problem => {
    const module = { attributes: {}, netnames: {}, ...faultDifference(netlist, batch, observed, frames) };
    const design = { creator: 'lmul-rtl', modules: { problem: module } };
    return { files: { 'faults.json': JSON.stringify(design) }, script: ['read_json faults.json'] };
  };
  const operand = (inputs: Readonly<Record<string, bigint>>, port: string): bigint =>
    inputs[frameInput(port, 0, frames)] ?? 0n;
  return bySat(
    faults,
    question,
    (inputs) => ({ a: operand(inputs, 'a_i'), b: operand(inputs, 'b_i') }),
    limits,
  );
}
