import { compile, counterPort, readNetlist } from '../../../sim/index.ts';
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

/** Spaces of up to this many input bits can be gone through where SAT does not answer: 2^30 takes minutes. */
export const SWEEP_BITS = 30;
/** Spaces of up to this many are gone through as soon as SAT sweeping leaves them open: it takes seconds. */
const SMALL_BITS = 26;
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

/** 32,768 inputs at a time. */
const WORDS = 1024;

async function sweepAll(netlist: YosysJson, andNodes: number, limits: SolveLimits): Promise<Decision> {
  const { timeoutMs = 0, signal } = limits;
  const end = performance.now() + timeoutMs;
  const circuit = readNetlist(netlist);
  const simulator = compile(circuit, { words: WORDS });
  const ports = circuit.ports.filter(({ direction }) => direction === 'input');
  const bits = ports.reduce((sum, { width }) => sum + width, 0);
  for (let base = 0; base < 2 ** bits; base += 32 * WORDS) {
    signal?.throwIfAborted();
    if (performance.now() > end)
      return { kind: 'unknown', reason: 'not all inputs were reached in time', andNodes };
    let first = 0;
    for (const { name, width } of ports) {
      simulator.setBits(name, counterPort(first, width, base, WORDS));
      first += width;
    }
    simulator.settle();
    const fail = simulator.getBits('fail');
    const word = fail.findIndex((each) => each !== 0);
    if (word >= 0) {
      const lane = 32 * word + 31 - Math.clz32((fail[word] as number) & -(fail[word] as number));
      const inputs = ports.map(({ name }) => [name, simulator.get(name, lane)] as const);
      return { kind: 'refuted', inputs: Object.fromEntries(inputs), andNodes };
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { kind: 'proved', solver: `all 2^${bits} inputs`, andNodes };
}
