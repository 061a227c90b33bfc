import { describeFault, type Fault, functionFaults, type Netlist, stuckFaults } from '../../../sim/index.ts';
import { type Problem, type SolveLimits, solve } from '../prove/solve.ts';
import type { Mutant, Outcome } from './outcome.ts';

/** Every single fault of a netlist: its nets stuck at 0 and at 1, its cells with a neighbouring function. */
export function singleFaults(netlist: Netlist): Fault[] {
  return [...stuckFaults(netlist), ...functionFaults(netlist)];
}

/** These faults as mutants: those that the vectors kill, and what became of each of the others, in their order. */
export function mutantsOf(
  netlist: Netlist,
  faults: readonly Fault[],
  killed: readonly boolean[],
  ofOthers: readonly Outcome[],
): Mutant[] {
  let other = 0;
  return faults.map((fault, index) => ({
    class: fault.kind === 'stuck' ? `stuck-at ${fault.value}` : 'other function',
    fault: describeFault(netlist, fault),
    outcome: killed[index] ? { kind: 'killed', by: 'vectors' } : (ofOthers[other++] as Outcome),
  }));
}

/** Faults in one question: enough to share the sound circuit, few enough to be answered. */
const BATCH = 64;

/** What SAT says of faults: `question` has a bit for each, `shownBy` what makes it 1 in the terms of an outcome. */
export async function bySat(
  faults: readonly Fault[],
  question: (batch: readonly Fault[]) => Problem,
  shownBy: (inputs: Readonly<Record<string, bigint>>) => Extract<Outcome, { kind: 'survived' }>['shownBy'],
  limits: SolveLimits,
): Promise<Outcome[]> {
  const batches = Array.from({ length: Math.ceil(faults.length / BATCH) }, (_, i) =>
    faults.slice(BATCH * i, BATCH * (i + 1)),
  );
  const answered = await Promise.all(
    batches.map(async (batch) => {
      const { bits } = await solve(question(batch), limits);
      return batch.map((_, index): Outcome => {
        const answer = bits[index] ?? bits[0];
        if (answer === undefined || answer.kind === 'unknown')
          return { kind: 'unknown', reason: answer?.reason ?? 'no answer' };
        if (answer.kind === 'never') return { kind: 'equivalent', how: `proved, ${answer.solver}` };
        return { kind: 'survived', shownBy: shownBy(answer.inputs) };
      });
    }),
  );
  return answered.flat();
}
