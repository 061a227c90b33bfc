import { seedWords } from '../kernel/random.ts';
import { popcount } from '../toggle/word-function.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { CALL_STEPS } from './runner.ts';
import type { Range } from './slices.ts';
import type { ToggleProgram } from './toggle-program.ts';

/** A toggle program at work in this thread. */
export interface ToggleRunner {
  /**
   * Goes through the steps of the range, and counts from each to the next of the same lane. Random vectors are
   * others from each multiple of 256 steps on, and are counted in stretches of that length: the range begins with one.
   */
  run(range: Range): void;
  /** Counts from the last vector of each lane to the first of the next one. */
  joinLanes(): void;
  /** By counted value. */
  counts(): BigInt64Array;
}

export function startToggles(program: ToggleProgram): ToggleRunner {
  const { bytes, patterns, initialState, bankBytes, groups, lanes, steps, random, values } = program;
  const { functions, memory } = instantiate(bytes);
  const words = new Int32Array(memory);
  const counters = new BigInt64Array(memory, program.countersOffset, values);
  for (const { offset, words: pattern } of patterns) words.set(pattern, offset / 4);
  const go = (first: number, count: number): void => {
    for (let done = 0; done < count; ) {
      const step = first + done;
      const asked = Math.min(CALL_STEPS - (step % CALL_STEPS), count - done);
      functions.run!(step, asked);
      done += asked;
    }
  };
  /** A step of which nothing is counted: what came before it is of no interest. */
  const begin = (step: number): void => {
    const kept = counters.slice();
    go(step, 1);
    counters.set(kept);
  };
  const valuesAt = (step: number): Int32Array => {
    begin(step);
    const bank = (step & 1) === 1 ? 0 : bankBytes;
    const from = (bank + program.valuesOffset) / 4;
    return words.slice(from, from + values * 4 * groups);
  };
  return {
    run: ({ from, to }) => {
      const stretch = random === undefined || program.clocked ? to - from : CALL_STEPS;
      for (let start = from; start < to; start += stretch) {
        words.set(initialState, ((start & 1) * bankBytes) / 4);
        if (random !== undefined)
          words.set(seedWords(random.seed, start / CALL_STEPS, random.bytes / 4), random.offset / 4);
        begin(start);
        go(start + 1, Math.min(start + stretch, to) - start - 1);
      }
    },
    joinLanes: () => {
      const first = valuesAt(0);
      const last = valuesAt(steps - 1);
      const perValue = 4 * groups;
      for (let word = 0; word < first.length; word += 1) {
        const lane = 32 * (word % perValue);
        // Lane i of `next` is lane i + 1 of the first vectors.
        const beyond = word % perValue === perValue - 1 ? 0 : first[word + 1]!;
        const next = (first[word]! >>> 1) | (beyond << 31);
        const joined = Math.max(0, Math.min(32, lanes - 1 - lane));
        const mask = joined === 32 ? -1 : (1 << joined) - 1;
        counters[Math.floor(word / perValue)]! += BigInt(popcount((last[word]! ^ next) & mask));
      }
    },
    counts: () => counters.slice(),
  };
}

/** What a thread is started with. */
export interface ToggleOrder {
  readonly program: ToggleProgram;
  readonly range: Range;
}

export function countRange({ program, range }: ToggleOrder): BigInt64Array {
  const runner = startToggles(program);
  runner.run(range);
  return runner.counts();
}
