import { parentPort, workerData } from 'node:worker_threads';
import type { SweepProgram } from './program.ts';
import { startSweep } from './runner.ts';
import { type Range, takeSlice, type WrongStep } from './slices.ts';

/** What a thread is started with; it posts the wrong step it found, or undefined, and ends. */
export interface SweepOrder {
  readonly program: SweepProgram;
  readonly range: Range;
  readonly sliceSteps: number;
  readonly shared: Int32Array<SharedArrayBuffer>;
}

const { program, range, sliceSteps, shared } = workerData as SweepOrder;
const runner = startSweep(program);
let wrong: WrongStep | undefined;
let taken = takeSlice(runner, program, range, sliceSteps, shared);
while (taken !== undefined && wrong === undefined) {
  wrong = taken.wrong;
  if (wrong === undefined) taken = takeSlice(runner, program, range, sliceSteps, shared);
}
parentPort!.postMessage(wrong);
