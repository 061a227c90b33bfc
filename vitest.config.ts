import { defineConfig } from 'vitest/config';

/** `make test` runs *.test.ts; `make test-all` adds the long runs in *.slow.test.ts. */
const slow = process.env['LMUL_SLOW'] === '1';

export default defineConfig({
  test: {
    include: slow ? ['test/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: slow ? [] : ['test/**/*.slow.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
