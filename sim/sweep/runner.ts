import { instantiate } from '../wasm/instantiate.ts';
import type { SweepProgram } from './program.ts';

/** A sweep program at work in this thread. */
export interface SweepRunner {
  /**
   * Does `count` steps from `first` on; a step that does not follow the last one begins with fresh state.
   * Stops behind the first step that was wrong. Returns how many steps were right.
   */
  run(first: number, count: number): number;
  /** One bit per vector of the last step: where it was wrong. Word w, bit i is vector 32 w + i of the step. */
  wrongLanes(): Int32Array;
}

/** Steps per call into the module: V8 puts its better code in place only from one call to the next. */
const CALL_STEPS = 256;

export function startSweep(program: SweepProgram): SweepRunner {
  const { bytes, patterns, initialState, bankBytes, groups, alarmOffset } = program;
  const { functions, memory } = instantiate(bytes);
  const words = new Int32Array(memory);
  for (const pattern of patterns) words.set(pattern.words, pattern.offset / 4);
  let next = -1;
  return {
    run: (first, count) => {
      if (first !== next) words.set(initialState, ((first & 1) * bankBytes) / 4);
      for (let done = 0; done < count; done += CALL_STEPS) {
        const asked = Math.min(CALL_STEPS, count - done);
        const right = functions.run!(first + done, asked);
        if (right === asked) continue;
        next = -1;
        return done + right;
      }
      next = first + count;
      return count;
    },
    wrongLanes: () => words.slice(alarmOffset / 4, alarmOffset / 4 + 4 * groups),
  };
}
