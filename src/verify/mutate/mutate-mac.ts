import {
  type Fault,
  type Literal,
  lower,
  type Netlist,
  Network,
  readNetlist,
  withFault,
} from '../../../sim/index.ts';
import type { YosysJson } from '../../synth/index.ts';
import type { MacSpec } from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import type { CheckedUnit } from '../check.ts';
import { inLockstep } from '../cosim-mac.ts';
import { proveEquivalent } from '../equivalence.ts';
import { type MacStep, macSteps } from '../mac-steps.ts';
import { differ, problemOf, sourcesOf } from '../prove/networks.ts';
import type { Problem, SolveLimits } from '../prove/solve.ts';
import type { BaseLevel } from '../verdict.ts';
import { elaborated, templateMutants } from './mutate-templates.ts';
import type { Mutant, Outcome } from './outcome.ts';
import { bySat, mutantsOf, singleFaults } from './single-faults.ts';

/**
 * Injects every single fault into one netlist of a multiply-accumulate unit, and runs the streams of its check against
 * the model until they notice. A mutant they do not notice is equivalent where SAT shows that it makes the steps of the
 * sound circuit from any state; else it gives a state and operands that show it. A proof that begins in any state notices
 * those too; whether a sum ever comes to that state is another question.
 */
export async function mutateMacNetlist(
  { spec, netlists }: Pick<CheckedUnit<MacSpec>, 'spec' | 'netlists'>,
  level: BaseLevel,
  steps: readonly MacStep[],
  limits: SolveLimits,
  tell: (done: number, of: number) => void = () => {},
): Promise<Mutant[]> {
  const netlist = readNetlist(netlists[level]);
  const faults = singleFaults(netlist);
  const killed = faults.map((fault, done) => {
    tell(done, faults.length);
    return isNoticed(spec, withFault(netlist, fault), steps);
  });
  const unseen = faults.filter((_, index) => !killed[index]);
  const question = (batch: readonly Fault[]): Problem => stepDifferences(netlist, batch);
  const reasons = await bySat(unseen, question, shownBy, limits);
  return mutantsOf(netlist, faults, killed, reasons);
}

/** The steps of the check of a unit, made once for all mutants. */
export function stepsOf(spec: MacSpec, seed: number): readonly MacStep[] {
  return [...macSteps(spec, seed)];
}

/** The faults of products and of sums that show in the Verilog of a unit, on the streams of its check. */
export async function mutateMacTemplates(
  spec: MacSpec,
  steps: readonly MacStep[],
  limits: SolveLimits,
): Promise<Mutant[]> {
  const { signal } = limits;
  return Promise.all(
    templateMutants(spec).map(async ({ name, title, source }): Promise<Mutant> => {
      const named = { class: 'template', fault: `${name}: ${title}` };
      const rtl = await elaborated(source, signal === undefined ? {} : { signal });
      if (rtl === undefined || isNoticed(spec, readNetlist(rtl), steps))
        return { ...named, outcome: { kind: 'killed', by: 'vectors' } };
      return { ...named, outcome: await explainTemplate(spec, rtl, limits) };
    }),
  );
}

async function explainTemplate(spec: MacSpec, mutant: YosysJson, limits: SolveLimits): Promise<Outcome> {
  const found = await proveEquivalent(generatedSource(spec), mutant, 'gates', limits);
  if (found.kind === 'proved') return { kind: 'equivalent', how: `proved, ${found.solver}` };
  const why = found.kind === 'unknown' ? found.reason : 'it differs from the sound circuit';
  return { kind: 'unknown', reason: `no stream of the check shows it; ${why}` };
}

function isNoticed(spec: MacSpec, netlist: Netlist, steps: readonly MacStep[]): boolean {
  return inLockstep(spec, [{ level: 'rtl', netlist }], steps).counterexample !== undefined;
}

/** The operands, and the state they find: one that streams from a reset may never come to. */
function shownBy({ a_i: a = 0n, b_i: b = 0n, [STATE]: state = 0n }: Readonly<Record<string, bigint>>) {
  return { a, b, state };
}

const STATE = 'register_state';

/** For each mutant a bit: whether in some state, given something, it puts out or takes over anything else. */
function stepDifferences(netlist: Netlist, faults: readonly Fault[]): Problem {
  const network = new Network();
  const inputs = sourcesOf(netlist, network);
  const states = netlist.flipFlops.map(() => network.source());
  const step = (of: Netlist): Literal[] => {
    const input = (port: string, bit: number): Literal => inputs[port]?.[bit] ?? network.zero;
    const { literals, next } = lower(of, network, input, (index) => states[index] as Literal);
    const outputs = of.ports.filter(({ direction }) => direction === 'output');
    return [...outputs.flatMap(({ nets }) => nets.map((net) => literals[net] as Literal)), ...next];
  };
  const sound = step(netlist);
  const fails = faults.map((fault) => differ(network, sound, step(withFault(netlist, fault))));
  return problemOf(network, { ...inputs, [STATE]: states }, ...fails);
}
