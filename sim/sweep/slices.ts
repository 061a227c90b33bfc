import type { SweepProgram } from './program.ts';
import type { SweepRunner } from './runner.ts';

/** Steps from `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The first step in which hardware and expectation differ, in which of its vectors, and what came in there first. */
export interface WrongStep {
  readonly step: number;
  /** Word w, bit i is vector 32 w + i of the step. */
  readonly lanes: Int32Array;
  /** By input port: the value in the first wrong vector; of combinational logic only. */
  readonly inputs?: Readonly<Record<string, bigint>>;
}

/**
 * What threads share, in 32-bit words: the next slice to take, the first slice that was wrong or is not wanted any
 * more, then a word for each slice that is done.
 */
const NEXT = 0;
export const LIMIT = 1;
const DONE = 2;

export function sharedSlices(count: number): Int32Array<SharedArrayBuffer> {
  const shared = new Int32Array(new SharedArrayBuffer(4 * (DONE + count)));
  shared[LIMIT] = count;
  return shared;
}

/** The slice of a range: `sliceSteps` steps each, the last one what is left. */
function sliceOf(range: Range, sliceSteps: number, index: number): Range {
  const from = range.from + index * sliceSteps;
  return { from, to: Math.min(range.to, from + sliceSteps) };
}

function firstLane(lanes: Int32Array): number {
  const word = lanes.findIndex((each) => each !== 0);
  return 32 * word + 31 - Math.clz32(lanes[word]! & -lanes[word]!);
}

/** Does one slice; a pipeline runs on until its last operands have come out. */
function runSlice(runner: SweepRunner, program: SweepProgram, { from, to }: Range): WrongStep | undefined {
  const count = to - from + program.latency;
  const right = runner.run(from, count);
  if (right === count) return undefined;
  const lanes = runner.wrongLanes();
  const step = from + right - program.latency;
  return program.latency > 0 ? { step, lanes } : { step, lanes, inputs: runner.inputs(firstLane(lanes)) };
}

/** Takes the next slice and does it; undefined when there is none left to take. */
export function takeSlice(
  runner: SweepRunner,
  program: SweepProgram,
  range: Range,
  sliceSteps: number,
  shared: Int32Array,
): { readonly wrong?: WrongStep } | undefined {
  const index = Atomics.add(shared, NEXT, 1);
  if (index >= Atomics.load(shared, LIMIT)) return undefined;
  const wrong = runSlice(runner, program, sliceOf(range, sliceSteps, index));
  if (wrong === undefined) {
    Atomics.store(shared, DONE + index, 1);
    return {};
  }
  // Slices before this one still count: the first wrong step is wanted. Two threads may be here at once.
  for (let limit = Atomics.load(shared, LIMIT); index < limit; ) {
    limit = Atomics.compareExchange(shared, LIMIT, limit, index);
  }
  return { wrong };
}

/** How many slices are done without a gap from the first on: from there a run can be taken up again. */
export function slicesDone(shared: Int32Array): { readonly prefix: number; readonly total: number } {
  const done = shared.subarray(DONE);
  const gap = done.indexOf(0);
  const total = done.reduce((sum, each) => sum + each, 0);
  return { prefix: gap === -1 ? done.length : gap, total };
}
