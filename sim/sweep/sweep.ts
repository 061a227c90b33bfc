import { availableParallelism } from 'node:os';
import { checkRange } from '../engine/options.ts';
import { inThread } from './in-thread.ts';
import type { SweepProgram } from './program.ts';
import { CALL_STEPS, startSweep } from './runner.ts';
import { LIMIT, type Range, sharedSlices, slicesDone, takeSlice, type WrongStep } from './slices.ts';
import type { SweepOrder } from './sweep-worker.ts';

export interface SweepOptions {
  /** Default: one where the work is short, else one for each core. */
  readonly threads?: number;
  /** The steps to do, from a multiple of 256 on. Default: all. */
  readonly range?: Range;
  /** Called now and then: steps done so far, those asked for, and where a later run can take this one up. */
  readonly onProgress?: (done: number, total: number, resumeFrom: number) => void;
  /** Ends the run early; what is done without a gap is in the outcome. */
  readonly signal?: AbortSignal;
}

export interface SweepOutcome {
  /** The steps that were right, from the start of the range on without a gap; all, unless wrong or interrupted. */
  readonly right: Range;
  readonly wrong?: WrongStep;
}

/** Vector operations below which starting threads (some 22 ms) costs more than it saves. */
const WORTH_THREADS = 2e9;
/** Vector operations of a slice: some 20 to 50 ms, how often progress and interruption are looked at. */
const SLICE_OPERATIONS = 3e8;
const MAX_SLICES = 2 ** 20;
const PROGRESS_MS = 100;

/** Runs a sweep, in several threads where it pays, and finds the first wrong step. */
export async function runSweep(program: SweepProgram, options: SweepOptions = {}): Promise<SweepOutcome> {
  const { range = { from: 0, to: program.steps }, onProgress, signal } = options;
  // Logic that folds to nothing takes no operations; its steps are run all the same.
  const stepOperations = Math.max(1, program.operations * program.groups);
  const steps = range.to - range.from;
  const work = stepOperations * steps;
  const threads = options.threads ?? (work < WORTH_THREADS ? 1 : availableParallelism());
  checkRange('threads', threads, 1, 256);
  const wanted = Math.max(SLICE_OPERATIONS / stepOperations, steps / MAX_SLICES);
  const sliceSteps = CALL_STEPS * Math.ceil(wanted / CALL_STEPS);
  const shared = sharedSlices(Math.ceil(steps / sliceSteps));
  const report = (): void => {
    const { prefix, total } = slicesDone(shared);
    onProgress?.(
      Math.min(total * sliceSteps, steps),
      steps,
      Math.min(range.to, range.from + prefix * sliceSteps),
    );
  };
  const stop = (): void => {
    Atomics.store(shared, LIMIT, 0);
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  const timer = onProgress === undefined ? undefined : setInterval(report, PROGRESS_MS);
  try {
    const order = { program, range, sliceSteps, shared };
    const found =
      threads === 1
        ? [await inThisThread(order)]
        : await Promise.all(
            Array.from({ length: threads }, () => inThread<WrongStep | undefined>('sweep-worker', order)),
          );
    const wrong = found.reduce(
      (first, each) => (each !== undefined && (first === undefined || each.step < first.step) ? each : first),
      undefined,
    );
    report();
    const to = wrong?.step ?? Math.min(range.to, range.from + slicesDone(shared).prefix * sliceSteps);
    return { right: { from: range.from, to }, ...(wrong === undefined ? {} : { wrong }) };
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Slice by slice, letting timers and signals in between. */
async function inThisThread({
  program,
  range,
  sliceSteps,
  shared,
}: SweepOrder): Promise<WrongStep | undefined> {
  const runner = startSweep(program);
  for (;;) {
    const taken = takeSlice(runner, program, range, sliceSteps, shared);
    if (taken === undefined) return undefined;
    if (taken.wrong !== undefined) return taken.wrong;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
