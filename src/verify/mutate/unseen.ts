import { type Fault, faultDifference, frameInput, gradeFaults, type Netlist } from '../../../sim/index.ts';
import { widthOf } from '../../format/index.ts';
import { latencyOf, type UnitSpec } from '../../unit/index.ts';
import { isExhaustive } from '../operands.ts';
import { type SolveLimits, solve } from '../prove/solve.ts';
import { blocksOf, checkPairs, pairAt } from './fault-vectors.ts';
import type { Outcome } from './outcome.ts';

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
  if (latencyOf(spec) > 0) return bySat(spec, netlist, faults, limits);
  const pool = isExhaustive(spec.format) ? 'all pairs' : checkPairs(spec.format, 1);
  const shown = [...gradeFaults(netlist, faults, blocksOf(spec, pool))].map((index) =>
    index < 0 ? undefined : pairAt(spec, pool, index),
  );
  const open = faults.filter((_, index) => shown[index] === undefined);
  const answers =
    pool === 'all pairs'
      ? open.map((): Outcome => ({ kind: 'equivalent', how: describeAll(spec) }))
      : await bySat(spec, netlist, open, limits);
  return faults.map((fault, index) => {
    const shownBy = shown[index];
    return shownBy === undefined
      ? (answers[open.indexOf(fault)] as Outcome)
      : { kind: 'survived' as const, shownBy };
  });
}

function describeAll({ format }: UnitSpec): string {
  return `all ${(2 ** (2 * widthOf(format))).toLocaleString('en')} pairs agree`;
}

/** Faults in one question: enough to share the sound circuit, few enough to be answered. */
const BATCH = 64;

async function bySat(
  spec: UnitSpec,
  netlist: Netlist,
  faults: readonly Fault[],
  limits: SolveLimits,
): Promise<Outcome[]> {
  const frames = latencyOf(spec) + 1;
  const batches = Array.from({ length: Math.ceil(faults.length / BATCH) }, (_, i) =>
    faults.slice(BATCH * i, BATCH * (i + 1)),
  );
  const answered = await Promise.all(
    batches.map(async (batch) => {
      const observed = frames === 1 ? { data: 'p_o' } : { data: 'p_o', valid: 'valid_o' };
      const module = { attributes: {}, netnames: {}, ...faultDifference(netlist, batch, observed, frames) };
      const files = {
        'faults.json': JSON.stringify({ creator: 'lmul-rtl', modules: { problem: module } }),
      };
      const { bits } = await solve({ files, script: ['read_json faults.json'] }, limits);
      return batch.map((_, index): Outcome => {
        const answer = bits[index] ?? bits[0];
        if (answer === undefined || answer.kind === 'unknown')
          return { kind: 'unknown', reason: answer?.reason ?? 'no answer' };
        if (answer.kind === 'never') return { kind: 'equivalent', how: `proved, ${answer.solver}` };
        const operand = (port: string): bigint => answer.inputs[frameInput(port, 0, frames)] ?? 0n;
        return { kind: 'survived', shownBy: { a: operand('a_i'), b: operand('b_i') } };
      });
    }),
  );
  return answered.flat();
}
