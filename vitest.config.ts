import { defineConfig } from 'vitest/config';

/** `make test` leaves out the long runs in *.slow.test.ts; `make test-all` sets LMUL_SLOW=1 and runs everything. */
const withSlow = process.env.LMUL_SLOW === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: withSlow ? [] : ['test/**/*.slow.test.ts'],
    setupFiles: ['test/setup.ts'],
    // All pairs of every unit of a format take a minute or two by themselves, and a cold comparison on a busy machine three.
    testTimeout: withSlow ? 600_000 : 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
