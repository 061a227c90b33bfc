import { cpus } from 'node:os';
import { toolVersions } from '../../src/tools/index.ts';
import { hasTool, versionOf } from './native.ts';

export interface Contender {
  readonly name: string;
  /** Seconds for one unit of work, measured over as many repetitions as that takes. Throws when a result is wrong. */
  readonly seconds: () => number | Promise<number>;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Rounds in which each contender runs once, one after the other: what slows the machine slows all of them. */
export async function rounds(
  contenders: readonly Contender[],
  count: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1)
    for (const { name, seconds } of contenders) times.get(name)!.push(await seconds());
  return times;
}

/** The median over the rounds of one contender's time over another's in the same round. */
export const ratio = (times: readonly number[], over: readonly number[]): number =>
  median(times.map((seconds, round) => seconds / over[round]!));

/** The best time of one contender over the best of another: of two that are to be seen undisturbed. */
export const ratioOfBest = (times: readonly number[], over: readonly number[]): number =>
  Math.min(...times) / Math.min(...over);

export const short = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(2));

/** A row a contender: rate in `what` a second, and how many times the time of the first. */
export function rateTable(
  times: ReadonlyMap<string, readonly number[]>,
  what: string,
  work: number,
): string[] {
  const [first] = times.values();
  return [
    `| contender | ${what}/s | times the time of the first |`,
    '| :-- | --: | --: |',
    ...[...times].map(
      ([name, seconds]) =>
        `| ${name} | ${(work / median(seconds)).toExponential(2)} | ${short(ratio(seconds, first!))} |`,
    ),
  ];
}

/** Which machine and tools the figures are of. */
export function conditions(): string[] {
  const tools = [
    ['verilator', '--version'],
    ['iverilog', '-V'],
    ['yosys', '-V'],
  ] as const;
  return [
    `* ${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.versions.node}, Yosys ${toolVersions().yosys} (ours)`,
    ...tools.flatMap(([tool, flag]) => (hasTool(tool) ? [`* ${versionOf(tool, flag)}`] : [])),
  ];
}
