// Bundles what `lmul-rtl/sim` is imported as into dist/sim/bundle, one file and one for each kind of thread: a cold
// process loads it in half the time that the modules one by one take. Run after tsc, which writes the types.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const folder = dirname(fileURLToPath(import.meta.url));
const output = join(dirname(folder), 'dist', 'sim', 'bundle');

rmSync(output, { recursive: true, force: true });
for (const entry of ['index', 'sweep/sweep-worker', 'sweep/toggle-worker'])
  await build({
    input: join(folder, `${entry}.ts`),
    platform: 'node',
    // Without comments and spaces: what is not there need not be read. Names stay, for stack traces.
    output: {
      dir: output,
      format: 'es',
      entryFileNames: '[name].js',
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    },
    logLevel: 'warn',
  });
