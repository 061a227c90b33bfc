import { countCells, evaluateGates, parseNetlist, topOf, type YosysJson } from '../../synth/index.ts';
import { runYosys, ToolError, type YosysJob, type YosysResult } from '../../tools/index.ts';
import { readWaves } from './waves.ts';

/** A question in logic: can a bit of the output `fail` of the module `problem` be 1? */
export interface Problem {
  readonly files: Readonly<Record<string, string>>;
  /** Yosys commands that leave `problem` flat and made of gates, without registers. */
  readonly script: readonly string[];
}

/** What is known of one bit of `fail`. */
export type BitAnswer =
  | { readonly kind: 'never'; readonly solver: 'abc &fraig' | 'minisat' }
  /** The inputs that make it 1, confirmed by evaluating the problem. */
  | { readonly kind: 'can'; readonly inputs: Readonly<Record<string, bigint>> }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Answers {
  readonly bits: readonly BitAnswer[];
  /** Nodes of the problem as an and-inverter graph: how large it was. 0 when not even that was found out. */
  readonly andNodes: number;
  /** What the solvers took, when they ran: an answer may have been found long ago. */
  readonly seconds: number;
  /** The problem itself, as the solver saw it. */
  readonly netlist?: YosysJson;
}

export interface SolveLimits {
  /** Of the solver, for the whole question. Default 5 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface SolveOptions extends SolveLimits {
  /** No more than SAT sweeping with few conflicts: for those who know another way. Default false. */
  readonly onlySweeping?: boolean;
}

const TOP = 'problem';

/**
 * Decides every bit of `fail`. ABC first merges nodes it proves equal, bottom up (SAT sweeping): related circuits share
 * most of their inner functions, and what becomes the constant 0 is proved. The rest is for minisat, bit by bit. An
 * answer is read from the netlist that comes back, not from a message; time or memory running out gives `unknown`.
 */
export async function solve(problem: Problem, options: SolveOptions = {}): Promise<Answers> {
  const { timeoutMs = 300_000, signal, onlySweeping = false } = options;
  let seconds = 0;
  // Only what the solver takes counts, not the wait for a worker: many questions may be put at once.
  const run =
    (share = 1): Run =>
    async (job) => {
      const left = Math.max(1, Math.round((timeoutMs - 1000 * seconds) * share));
      const begun = performance.now();
      const result = await runYosys({ ...job, timeoutMs: left, ...(signal && { signal }) }).catch((error) => {
        seconds += Math.min(left, performance.now() - begun) / 1000;
        throw error;
      });
      seconds += result.seconds;
      return result;
    };
  try {
    const { netlist, andNodes, width, zeros } = await build(
      problem,
      onlySweeping ? [100] : [100, 1000],
      run(),
    );
    const bits: BitAnswer[] = Array<BitAnswer>(width).fill({ kind: 'unknown', reason: OUT_OF_TIME });
    const open = (): number[] => [...bits.keys()].filter((bit) => bits[bit]?.kind === 'unknown');
    const answers = (): Answers => ({ bits, andNodes, seconds: thousandths(seconds), netlist });
    const never = (proved: readonly number[], solver: 'abc &fraig' | 'minisat'): void => {
      for (const bit of proved) bits[bit] = { kind: 'never', solver };
    };
    const ask = async (share: number): Promise<void> => {
      const found = await falsify(netlist, open(), run(share)).catch(noAnswer);
      for (const [bit, inputs] of found ?? [])
        bits[bit] =
          inputs === undefined ? { kind: 'never', solver: 'minisat' } : confirmed(netlist, bit, inputs);
    };
    never(zeros, 'abc &fraig');
    if (open().length === 0 || onlySweeping) return answers();
    await ask(0.5);
    if (open().length === 0) return answers();
    never((await sweep(netlist, [1000, 10_000, 100_000], run()).catch(noAnswer)) ?? [], 'abc &fraig');
    if (open().length > 0) await ask(1);
    return answers();
  } catch (error) {
    const reason = noAnswerReason(error, timeoutMs);
    if (reason === undefined) throw error;
    return { bits: [{ kind: 'unknown', reason }], andNodes: 0, seconds: thousandths(seconds) };
  }
}

/** One run of Yosys within what is left of the time. */
type Run = (job: YosysJob) => Promise<YosysResult>;

export function thousandths(seconds: number): number {
  return Number(seconds.toFixed(3));
}

const OUT_OF_TIME = 'neither a proof nor a counterexample was found in time';

function noAnswer(error: unknown): undefined {
  if (noAnswerReason(error, 0) === undefined) throw error;
}

/** Why a tool gave no answer, where that is no fault of the question: time or memory ran out. */
export function noAnswerReason(error: unknown, timeoutMs: number): string | undefined {
  if (!(error instanceof ToolError)) return undefined;
  if (error.kind === 'timeout') return `no answer within ${timeoutMs / 1000} s`;
  return error.kind === 'memory' || error.kind === 'crashed' ? error.text : undefined;
}

/** The problem as and-gates, and what a first round of SAT sweeping shows never to be 1. */
async function build(
  { files, script }: Problem,
  conflicts: readonly number[],
  run: Run,
): Promise<{ netlist: YosysJson; andNodes: number; width: number; zeros: readonly number[] }> {
  const commands = [
    ...script,
    `hierarchy -top ${TOP}`,
    'opt_expr',
    'opt_clean',
    'aigmap',
    'opt_clean',
    'write_json problem.json',
    ...sweepScript(conflicts),
  ];
  const outputs = ['problem.json', 'swept.json'];
  const result = await run({ script: commands.join('\n'), files, outputs });
  const netlist = parseNetlist(result.files['problem.json'] as string, TOP);
  const { module } = topOf(netlist);
  return {
    netlist,
    andNodes: countCells(module).$_AND_ ?? 0,
    width: module.ports.fail?.bits.length ?? 0,
    zeros: zerosOf(result.files['swept.json'] as string),
  };
}

function sweepScript(conflicts: readonly number[]): string[] {
  const effort = conflicts.map((limit) => `&fraig,-x,-C,${limit}`).join(';');
  return [`abc -g AND -script +strash;&get,-n;${effort};&put`, 'opt_clean', 'write_json swept.json'];
}

function zerosOf(swept: string): number[] {
  const bits = topOf(parseNetlist(swept, TOP)).module.ports.fail?.bits ?? [];
  return [...bits.keys()].filter((bit) => bits[bit] === '0');
}

function filesOf(netlist: YosysJson): Record<string, string> {
  const { module } = topOf(netlist);
  return {
    'problem.json': JSON.stringify({
      creator: 'lmul-rtl',
      modules: { [TOP]: { attributes: {}, ports: module.ports, cells: module.cells, netnames: {} } },
    }),
  };
}

/** The bits of `fail` that SAT sweeping, with at most so many conflicts a pair of nodes, reduces to the constant 0. */
async function sweep(netlist: YosysJson, conflicts: readonly number[], run: Run): Promise<number[]> {
  const script = ['read_json problem.json', `hierarchy -top ${TOP}`, ...sweepScript(conflicts)].join('\n');
  const result = await run({ script, files: filesOf(netlist), outputs: ['swept.json'] });
  return zerosOf(result.files['swept.json'] as string);
}

/** For each of the bits: inputs that make it 1, or undefined where minisat shows there are none. */
async function falsify(
  netlist: YosysJson,
  bits: readonly number[],
  run: Run,
): Promise<Map<number, Record<string, bigint> | undefined>> {
  const { module } = topOf(netlist);
  const inputs = Object.keys(module.ports).filter((name) => module.ports[name]?.direction === 'input');
  const show = inputs.map((name) => `-show ${name}`).join(' ');
  const fail = (bit: number): string => (module.ports.fail?.bits.length === 1 ? 'fail' : `fail[${bit}]`);
  const modelFile = (bit: number): string => `model_${bit}.json`;
  const script = [
    'read_json problem.json',
    `hierarchy -top ${TOP}`,
    ...bits.map((bit) => `sat -set ${fail(bit)} 1 ${show} -dump_json ${modelFile(bit)} ${TOP}`),
  ].join('\n');
  const { files } = await run({
    script,
    files: filesOf(netlist),
    outputs: [],
    optionalOutputs: bits.map(modelFile),
  });
  return new Map(
    bits.map((bit) => {
      const text = files[modelFile(bit)];
      return [bit, text === undefined ? undefined : inputsOf(text, inputs)];
    }),
  );
}

function inputsOf(model: string, inputs: readonly string[]): Record<string, bigint> {
  const words = readWaves(model);
  return Object.fromEntries(inputs.map((name) => [name, words.get(name)?.[0] ?? 0n]));
}

function confirmed(netlist: YosysJson, bit: number, inputs: Record<string, bigint>): BitAnswer {
  const { fail = 0n } = evaluateGates(topOf(netlist).module, inputs);
  if (((fail >> BigInt(bit)) & 1n) === 1n) return { kind: 'can', inputs };
  throw new Error('the counterexample of the solver does not hold: the problem carries undefined bits');
}
