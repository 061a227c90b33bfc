import { z } from 'zod';
import { countCells, type NetlistModule, parseNetlist, topOf } from '../synth/index.ts';
import { runYosys } from '../tools/index.ts';

type Files = Readonly<Record<string, string>>;
type Limits = { readonly timeoutMs: number; readonly signal?: AbortSignal };

/** What the scripts read: two modules to be compared. */
export function miterFiles(gold: NetlistModule, gate: NetlistModule): Files {
  const module = (side: NetlistModule): unknown => ({ attributes: {}, ...side, netnames: {} });
  const design = { creator: 'lmul-rtl', modules: { gold: module(gold), gate: module(gate) } };
  return { 'sides.json': JSON.stringify(design) };
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

/** Whether SAT sweeping, with at most so many conflicts a pair of nodes, reduces the miter to the constant 0. */
export async function sweep(
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
export async function falsify(
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
