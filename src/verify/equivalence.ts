import { z } from 'zod';
import {
  countCells,
  cutTogether,
  elaborate,
  evaluateGates,
  lowerIce40,
  type NetlistModule,
  NotFeedForwardError,
  parseNetlist,
  topOf,
  unroll,
  type VerilogSource,
  type YosysJson,
} from '../synth/index.ts';
import { runYosys, ToolError } from '../tools/index.ts';

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
    const files = { 'sides.json': JSON.stringify(designOf(gold, gate)) };

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

function claimOf(frames: number): string {
  if (frames === 0) return 'equal outputs for every input';
  const cycles = frames === 1 ? 'the first cycle' : `the first ${frames} cycles`;
  return `equal outputs in every cycle after ${cycles}, for every input sequence and any initial state`;
}

interface Sides {
  readonly gold: NetlistModule;
  readonly gate: NetlistModule;
  /** What holds if they are equal. */
  readonly claim: string;
  /** One step from any state, not outputs from inputs alone. */
  readonly isStep: boolean;
}

function sidesOf(rtl: NetlistModule, mapped: NetlistModule): Sides {
  const portsOf = ({ ports }: NetlistModule): string =>
    Object.entries(ports)
      .map(([name, { direction, bits }]) => `${direction} ${name}[${bits.length}]`)
      .sort()
      .join(', ');
  if (portsOf(rtl) !== portsOf(mapped)) {
    throw new TypeError(`the ports differ: RTL has ${portsOf(rtl)}; the netlist has ${portsOf(mapped)}`);
  }
  const depth = feedForwardDepth(rtl, mapped);
  if (typeof depth === 'string') {
    try {
      const { gold, gate, registers } = cutTogether(rtl, mapped);
      const claim = `equal outputs and next states for every input, from every state of its ${registers} registers`;
      return { gold, gate, claim, isStep: true };
    } catch (error) {
      if (!(error instanceof NotFeedForwardError)) throw error;
      throw new NotFeedForwardError(`not a feed-forward pipeline: ${depth}; and ${error.message}`);
    }
  }
  const [gold, gate] = [rtl, mapped].map((side) => unroll(side, depth).module) as [
    NetlistModule,
    NetlistModule,
  ];
  return { gold, gate, claim: claimOf(depth), isStep: false };
}

/** How many cycles back the outputs of both look, or why that cannot be said. */
function feedForwardDepth(rtl: NetlistModule, mapped: NetlistModule): number | string {
  try {
    return Math.max(unroll(rtl).frames, unroll(mapped).frames);
  } catch (error) {
    if (error instanceof NotFeedForwardError) return error.message;
    throw error;
  }
}

function designOf(gold: NetlistModule, gate: NetlistModule): unknown {
  const module = (side: NetlistModule): unknown => ({ attributes: {}, ...side, netnames: {} });
  return { creator: 'lmul-rtl', modules: { gold: module(gold), gate: module(gate) } };
}

const miterScript = [
  'read_json sides.json',
  'miter -equiv -flatten gold gate miter',
  'hierarchy -top miter',
  'opt_expr',
  'opt_clean',
  'techmap',
  'opt_clean',
];

type Files = Readonly<Record<string, string>>;
type Limits = { readonly timeoutMs: number; readonly signal?: AbortSignal };

/** Whether SAT sweeping, with at most so many conflicts a pair of nodes, reduces the miter to the constant 0. */
async function sweep(
  files: Files,
  conflicts: readonly number[],
  limits: Limits,
): Promise<{ isZero: boolean; andNodes: number }> {
  const effort = conflicts.map((limit) => `&fraig,-x,-C,${limit}`).join(';');
  const script = [
    ...miterScript,
    'aigmap',
    'write_json miter.json',
    `abc -g AND -script +strash;&get,-n;${effort};&put`,
    'opt_clean',
    'write_json swept.json',
  ].join('\n');
  const result = await runYosys({ script, files, outputs: ['miter.json', 'swept.json'], ...limits });
  const { module } = topOf(parseNetlist(result.files['swept.json']!, 'miter'));
  const whole = topOf(parseNetlist(result.files['miter.json']!, 'miter')).module;
  return { isZero: module.ports.trigger?.bits.join() === '0', andNodes: countCells(whole).$_AND_ ?? 0 };
}

const waves = z.object({
  signal: z.array(z.object({ name: z.string(), wave: z.string(), data: z.array(z.string()).default([]) })),
});

/** An input that makes the sides differ, or undefined when minisat shows there is none. */
async function falsify(
  files: Files,
  inputs: readonly string[],
  limits: Limits,
): Promise<Record<string, bigint> | undefined> {
  const show = inputs.map((name) => `-show in_${name}`).join(' ');
  const script = [...miterScript, `sat -set trigger 1 ${show} -dump_json model.json miter`].join('\n');
  const result = await runYosys({ script, files, outputs: [], optionalOutputs: ['model.json'], ...limits });
  const model = result.files['model.json'];
  if (model === undefined) return undefined;
  const { signal } = waves.parse(JSON.parse(model));
  const wordOf = (name: string): bigint => {
    const found = signal.find((entry) => entry.name === `in_${name}`);
    // WaveJSON: a single bit is drawn as 0 or 1, a word as `=` with its digits beside it.
    const digits = found?.data[0] ?? found?.wave[0] ?? '0';
    return BigInt(`0b${digits.replaceAll(/[^01]/g, '0')}`);
  };
  return Object.fromEntries(inputs.map((name) => [name, wordOf(name)]));
}
