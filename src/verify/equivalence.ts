import {
  elaborate,
  evaluateGates,
  lowerIce40,
  NotFeedForwardError,
  topOf,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import { ToolError } from '../tools/index.ts';
import { falsify, miterFiles, sweep } from './miter.ts';
import { sidesOf } from './sides.ts';

export type Equivalence =
  | {
      readonly kind: 'proved';
      readonly solver: 'abc &fraig' | 'minisat';
      /** Exactly what holds. */
      readonly claim: string;
      /** Nodes of both sides as one and-inverter graph: how large the problem was. */
      readonly andNodes: number;
      /** Apart from the result: it differs from run to run. */
      readonly timing: { readonly seconds: number };
    }
  | {
      readonly kind: 'different';
      /**
       * One assignment under which the outputs differ, confirmed by evaluating both sides. For pipelines an input of
       * k cycles before the outputs is named `a_i__k_ago`.
       */
      readonly inputs: Readonly<Record<string, bigint>>;
      readonly outputs: {
        readonly rtl: Readonly<Record<string, bigint>>;
        readonly netlist: Readonly<Record<string, bigint>>;
      };
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface EquivalenceOptions {
  /** For the whole proof. Default 5 minutes; running out gives `unknown`. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Proves that a mapped netlist computes what the elaborated RTL (`elaborate(source)`, the object that is simulated)
 * computes, for every input; or finds an input where it does not. Feed-forward pipelines are compared by `unroll`:
 * the claim then names the cycle from which it holds. Circuits that feed back into themselves are compared by one step
 * from any state (`cutTogether`): equal or unknown, since a state in which they differ may be one they never reach. What is not proved here: that Yosys reads the Verilog rightly.
 *
 * Both sides become one AIG with a single output, and ABC merges nodes it proves equal bottom-up (SAT sweeping): a
 * mapped multiplier still has most inner functions of its RTL, so this reaches where SAT on the whole miter does not.
 * The answer is read from the netlist that comes back, a constant 0, not from a message.
 */
export async function proveEquivalent(
  source: VerilogSource,
  netlist: YosysJson,
  kind: 'gates' | 'ice40',
  options: EquivalenceOptions = {},
): Promise<Equivalence> {
  const { timeoutMs = 300_000, signal } = options;
  const start = performance.now();
  const limits = (): { timeoutMs: number; signal?: AbortSignal } => ({
    timeoutMs: Math.max(1, Math.round(timeoutMs - (performance.now() - start))),
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    const rtl = topOf(await elaborate(source, limits())).module;
    const mapped = topOf(kind === 'ice40' ? await lowerIce40(netlist, limits()) : netlist).module;
    const { gold, gate, claim, isStep } = sidesOf(rtl, mapped);
    const files = miterFiles(gold, gate);

    const proved = (solver: 'abc &fraig' | 'minisat'): Equivalence => {
      const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
      return { kind: 'proved', solver, claim, andNodes, timing: { seconds } };
    };
    const first = await sweep(files, [100, 1000], limits());
    const { andNodes } = first;
    if (first.isZero) return proved('abc &fraig');
    const names = Object.entries(gold.ports).flatMap(([name, port]) =>
      port.direction === 'input' ? [name] : [],
    );
    const half = { ...limits(), timeoutMs: Math.ceil(limits().timeoutMs / 2) };
    const inputs = await falsify(files, names, half).catch(noAnswerInTime);
    if (inputs === 'timeout') {
      if ((await sweep(files, [1000, 10_000, 100_000], limits())).isZero) return proved('abc &fraig');
      return unknown('neither a proof nor a counterexample was found');
    }
    if (inputs === undefined) return proved('minisat');
    if (isStep) return unknown('they differ from some state of the registers, which may never be reached');
    const outputs = { rtl: evaluateGates(gold, inputs), netlist: evaluateGates(gate, inputs) };
    if (namesOfDifferent(outputs.rtl, outputs.netlist).length === 0) {
      throw new Error('the counterexample of the solver does not hold: the netlists carry undefined bits');
    }
    return { kind: 'different', inputs, outputs };
  } catch (error) {
    if (error instanceof NotFeedForwardError) return unknown(error.message);
    if (error instanceof ToolError && error.kind === 'timeout')
      return unknown(`no answer within ${timeoutMs / 1000} s`);
    if (error instanceof ToolError && ['memory', 'crashed'].includes(error.kind)) return unknown(error.text);
    throw error;
  }
}

function unknown(reason: string): Equivalence {
  return { kind: 'unknown', reason };
}

function noAnswerInTime(error: unknown): 'timeout' {
  if (error instanceof ToolError && error.kind === 'timeout') return 'timeout';
  throw error;
}

function namesOfDifferent(a: Record<string, bigint>, b: Record<string, bigint>): string[] {
  return Object.keys(a).filter((name) => a[name] !== b[name]);
}
