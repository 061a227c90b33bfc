import { compileSweep, readNetlist, runSweep, type SweepInput } from '../../../sim/index.ts';
import type { YosysJson } from '../../synth/index.ts';
import { type Problem, type SolveLimits, solve, thousandths } from './solve.ts';

/** How large a problem was, and what it cost to decide it. */
export interface Effort {
  /** Nodes of the problem as an and-inverter graph; 0 where it comes apart before there is one. */
  readonly andNodes: number;
  /** What the solvers took. It differs from run to run, and is kept with an answer that is found in the cache. */
  readonly seconds: number;
}

export type Decision = Effort &
  (
    | { readonly kind: 'proved'; readonly solver: string }
    | { readonly kind: 'refuted'; readonly inputs: Readonly<Record<string, bigint>> }
    | { readonly kind: 'unknown'; readonly reason: string }
  );

/** Spaces of up to this many input bits are gone through where SAT sweeping leaves them open: 2^32 takes a minute. */
export const SWEEP_BITS = 32;

/** Whether the one bit of `fail` can be 1: by SAT, or in a space that is small enough by going through all inputs. */
export async function decide(problem: Problem, bits: number, limits: SolveLimits = {}): Promise<Decision> {
  const { timeoutMs = 300_000, signal } = limits;
  const end = performance.now() + timeoutMs;
  const onlySweeping = bits <= SWEEP_BITS;
  const answers = await solve(problem, { ...limits, timeoutMs, onlySweeping });
  const [answer = { kind: 'unknown' as const, reason: 'the solver gave no answer' }] = answers.bits;
  const { andNodes, seconds, netlist } = answers;
  const effort = { andNodes, seconds };
  if (answer.kind === 'never') return { kind: 'proved', solver: answer.solver, ...effort };
  if (answer.kind === 'can') return { kind: 'refuted', inputs: answer.inputs, ...effort };
  const left = Math.ceil(end - performance.now());
  if (!onlySweeping || netlist === undefined || left <= 0)
    return { kind: 'unknown', reason: answer.reason, ...effort };
  return goThrough(netlist, effort, { timeoutMs: left, ...(signal === undefined ? {} : { signal }) });
}

/** All inputs, inside the simulator: `fail` is to be 0 for every one of them. */
async function goThrough(
  json: YosysJson,
  before: Effort,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<Decision> {
  const start = performance.now();
  const netlist = readNetlist(json);
  const inputs: Record<string, SweepInput> = {};
  let indexBits = 0;
  for (const { name, width, direction } of netlist.ports) {
    if (direction !== 'input') continue;
    inputs[name] = { firstBit: indexBits };
    indexBits += width;
  }
  const program = compileSweep({
    netlist,
    indexBits,
    inputs,
    expected: ({ zero }) => ({ fail: [zero] }),
  });
  const time = AbortSignal.timeout(timeoutMs);
  const { right, wrong } = await runSweep(program, {
    signal: signal === undefined ? time : AbortSignal.any([time, signal]),
  });
  const seconds = thousandths(before.seconds + (performance.now() - start) / 1000);
  const effort = { ...before, seconds };
  if (wrong !== undefined) return { kind: 'refuted', inputs: wrong.inputs ?? {}, ...effort };
  if (right.to < program.steps) {
    signal?.throwIfAborted();
    return { kind: 'unknown', reason: 'not all inputs were reached in time', ...effort };
  }
  return { kind: 'proved', solver: `all 2^${indexBits} inputs`, ...effort };
}
