import { compileSweep, readNetlist, runSweep } from '../../../sim/index.ts';
import type { YosysJson } from '../../synth/index.ts';
import { type Problem, type SolveLimits, solve } from './solve.ts';

export type Decision =
  | {
      readonly kind: 'proved';
      readonly solver: string;
      /** Nodes of the problem as an and-inverter graph; 0 where the solver has its own form. */
      readonly andNodes: number;
    }
  | {
      readonly kind: 'refuted';
      readonly inputs: Readonly<Record<string, bigint>>;
      readonly andNodes: number;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly andNodes: number };

/** Spaces of up to this many input bits can be gone through where SAT does not answer: 2^34 takes a minute or so. */
export const SWEEP_BITS = 34;
/** Spaces of up to this many are gone through as soon as SAT sweeping leaves them open: it takes seconds. */
const SMALL_BITS = 30;
/** Share of the time that SAT gets where a larger space could also be gone through. */
const SAT_SHARE = 0.4;

/** Whether the one bit of `fail` can be 1: by SAT, and by going through all inputs where SAT does not answer. */
export async function decide(problem: Problem, bits: number, limits: SolveLimits = {}): Promise<Decision> {
  const { timeoutMs = 300_000, signal } = limits;
  const end = performance.now() + timeoutMs;
  const sweepable = bits <= SWEEP_BITS;
  const onlySweeping = bits <= SMALL_BITS;
  const share = sweepable && !onlySweeping ? SAT_SHARE : 1;
  const answers = await solve(problem, {
    ...limits,
    timeoutMs: Math.ceil(timeoutMs * share),
    onlySweeping,
  });
  const [answer = { kind: 'unknown' as const, reason: 'the solver gave no answer' }] = answers.bits;
  const { andNodes, netlist } = answers;
  if (answer.kind === 'never') return { kind: 'proved', solver: answer.solver, andNodes };
  if (answer.kind === 'can') return { kind: 'refuted', inputs: answer.inputs, andNodes };
  const left = end - performance.now();
  if (!sweepable || netlist === undefined || left <= 0)
    return { kind: 'unknown', reason: answer.reason, andNodes };
  return sweepAll(netlist, andNodes, { timeoutMs: left, ...(signal === undefined ? {} : { signal }) });
}

async function sweepAll(netlist: YosysJson, andNodes: number, limits: SolveLimits): Promise<Decision> {
  const { timeoutMs = 0, signal } = limits;
  const circuit = readNetlist(netlist);
  const inputs: Record<string, { firstBit: number; width: number }> = {};
  let indexBits = 0;
  for (const { name, direction, width } of circuit.ports) {
    if (direction !== 'input') continue;
    inputs[name] = { firstBit: indexBits, width };
    indexBits += width;
  }
  const program = compileSweep({
    netlist: circuit,
    indexBits,
    inputs,
    expected: ({ zero }) => ({ fail: [zero] }),
  });
  const clock = AbortSignal.timeout(Math.ceil(timeoutMs));
  const stop = signal === undefined ? clock : AbortSignal.any([signal, clock]);
  const { right, wrong } = await runSweep(program, { signal: stop });
  if (wrong !== undefined) {
    const word = wrong.lanes.findIndex((each) => each !== 0);
    const lanes = wrong.lanes[word] as number;
    const lane = 32 * word + 31 - Math.clz32(lanes & -lanes);
    const index = BigInt(wrong.step) * BigInt(program.lanes) + BigInt(lane);
    const of = ({ firstBit, width }: { firstBit: number; width: number }): bigint =>
      (index >> BigInt(firstBit)) & ((1n << BigInt(width)) - 1n);
    return {
      kind: 'refuted',
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, place]) => [name, of(place)])),
      andNodes,
    };
  }
  signal?.throwIfAborted();
  if (right.to < program.steps)
    return { kind: 'unknown', reason: 'not all inputs were reached in time', andNodes };
  return { kind: 'proved', solver: `all 2^${indexBits} inputs`, andNodes };
}
