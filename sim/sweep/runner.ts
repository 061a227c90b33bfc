import { seedWords } from '../kernel/random.ts';
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
  /** What the input ports carried in one vector of the last step; combinational logic only. */
  inputs(lane: number): Record<string, bigint>;
}

/**
 * Steps per call into the module: V8 puts its better code in place only from one call to the next. Random inputs start
 * anew at each multiple, so that a vector is the same whichever thread comes to it.
 */
export const CALL_STEPS = 256;

export function startSweep(program: SweepProgram): SweepRunner {
  const { bytes, patterns, initialState, bankBytes, groups, alarmOffset, random } = program;
  const { functions, memory } = instantiate(bytes);
  const words = new Int32Array(memory);
  for (const pattern of patterns) words.set(pattern.words, pattern.offset / 4);
  let next = -1;
  const valueAt = (places: SweepProgram['inputs'][string], lane: number): bigint =>
    places.reduceRight((value, place) => {
      if (typeof place === 'number') return (value << 1n) | BigInt(place);
      const word = place.offset / 4 + (place.kind === 'fixed' ? (lane >> 5) & 3 : lane >> 5);
      return (value << 1n) | BigInt((words[word]! >>> (lane & 31)) & 1);
    }, 0n);
  return {
    run: (first, count) => {
      if (first !== next) words.set(initialState, ((first & 1) * bankBytes) / 4);
      for (let done = 0; done < count; ) {
        const step = first + done;
        const asked = Math.min(CALL_STEPS - (step % CALL_STEPS), count - done);
        if (random !== undefined)
          words.set(
            seedWords(random.seed, Math.floor(step / CALL_STEPS), random.bytes / 4),
            random.offset / 4,
          );
        const right = functions.run!(step, asked);
        done += right;
        if (right === asked) continue;
        next = -1;
        return done;
      }
      next = first + count;
      return count;
    },
    inputs: (lane) =>
      Object.fromEntries(
        Object.entries(program.inputs).map(([port, places]) => [port, valueAt(places, lane)]),
      ),
    wrongLanes: () => words.slice(alarmOffset / 4, alarmOffset / 4 + 4 * groups),
  };
}
