import { defineConfig } from 'vitest/config';

/** The benchmark prints its table and takes as long as it takes; nothing in it is a timed test. */
export default defineConfig({
  test: {
    include: ['test/bench/*.run.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
  },
});
