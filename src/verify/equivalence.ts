import {
  elaborate,
  evaluateGates,
  lowerIce40,
  type NetlistModule,
  NotFeedForwardError,
  topOf,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import type { Effort } from './prove/decide.ts';
import { noAnswerReason, type Problem, solve } from './prove/solve.ts';
import { type Sides, sidesOf } from './sides.ts';

/** Whether two circuits are equal; its effort is of both sides as one and-inverter graph. */
export type Equivalence = Effort &
  (
    | {
        readonly kind: 'proved';
        readonly solver: 'abc &fraig' | 'minisat';
        /** Exactly what holds. */
        readonly claim: string;
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
    | { readonly kind: 'unknown'; readonly reason: string }
  );

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
  const end = performance.now() + timeoutMs;
  const limits = (): { timeoutMs: number; signal?: AbortSignal } => ({
    timeoutMs: Math.max(1, Math.round(end - performance.now())),
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    const rtl = topOf(await elaborate(source, limits())).module;
    const mapped = topOf(kind === 'ice40' ? await lowerIce40(netlist, limits()) : netlist).module;
    const sides = sidesOf(rtl, mapped);
    const { bits, andNodes, seconds } = await solve(miterOf(sides), limits());
    const [answer = { kind: 'unknown' as const, reason: 'the solver gave no answer' }] = bits;
    const effort = { andNodes, seconds };
    if (answer.kind === 'never')
      return { kind: 'proved', solver: answer.solver, claim: sides.claim, ...effort };
    if (answer.kind === 'unknown') return { ...answer, ...effort };
    return { ...differenceOf(sides, answer.inputs), ...effort };
  } catch (error) {
    if (error instanceof NotFeedForwardError) return unknown(error.message);
    const reason = noAnswerReason(error, timeoutMs);
    if (reason === undefined) throw error;
    return unknown(reason);
  }
}

/** Input ports of a miter are those of its sides with this before them. */
const MITER_INPUT = 'in_';

function miterOf({ gold, gate }: Sides): Problem {
  const module = (side: NetlistModule): unknown => ({ attributes: {}, ...side, netnames: {} });
  const design = { creator: 'lmul-rtl', modules: { gold: module(gold), gate: module(gate) } };
  return {
    files: { 'sides.json': JSON.stringify(design) },
    script: [
      'read_json sides.json',
      'miter -equiv -flatten gold gate problem',
      'delete gold gate',
      'cd problem',
      'rename trigger fail',
      'cd ..',
      'opt_expr',
      'opt_clean',
      'techmap',
    ],
  };
}

function differenceOf({ gold, gate, isStep }: Sides, given: Readonly<Record<string, bigint>>): Difference {
  if (isStep)
    return {
      kind: 'unknown',
      reason: 'they differ from some state of the registers, which may never be reached',
    };
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.slice(MITER_INPUT.length), value]),
  );
  const outputs = { rtl: evaluateGates(gold, inputs), netlist: evaluateGates(gate, inputs) };
  if (namesOfDifferent(outputs.rtl, outputs.netlist).length === 0)
    throw new Error('the counterexample of the solver does not hold: the netlists carry undefined bits');
  return { kind: 'different', inputs, outputs };
}

type WithoutEffort<T> = T extends unknown ? Omit<T, keyof Effort> : never;
type Difference = WithoutEffort<Exclude<Equivalence, { kind: 'proved' }>>;

function unknown(reason: string): Equivalence {
  return { kind: 'unknown', reason, andNodes: 0, seconds: 0 };
}

function namesOfDifferent(a: Record<string, bigint>, b: Record<string, bigint>): string[] {
  return Object.keys(a).filter((name) => a[name] !== b[name]);
}
