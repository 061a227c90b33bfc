// A run of its own, for tests that kill it, or let two of it meet: see world.test.ts.
// usage: world-child.mjs plan DIRECTORY | world-child.mjs cache ROUNDS | world-child.mjs memory
import { argv, exit, stdout } from 'node:process';
import { createPlan, writePlan } from '../../dist/src/rtl/index.js';
import { cached, cacheKey } from '../../dist/src/tools/cache.js';
import { closeTools, runYosys } from '../../dist/src/tools/index.js';

const [, , what, argument] = argv;
stdout.write('begun\n');
if (what === 'memory') {
  const port = `[200000:0]`;
  const wide = `module a(input ${port} a, b, output ${port} p, q); assign p = a & b; assign q = a | ~b; endmodule`;
  const run = (text) =>
    runYosys({ script: 'read_verilog a.v\nsimplemap', files: { 'a.v': text }, outputs: [] });
  const error = await run(wide).catch((caught) => caught);
  await run('module a(output y); assign y = 1; endmodule');
  stdout.write(`${error.code} ${error.exit}, and the next run is well\n`);
  await closeTools();
  exit(0);
}
if (what === 'plan') {
  const text = 'x'.repeat(200_000);
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`file_${i}.v`, `${i} ${text}`]));
  for (let round = 0; ; round += 1) writePlan(createPlan(files), `${argument}/round_${round}`);
}
for (let round = 0; round < Number(argument); round += 1)
  for (let key = 0; key < 10; key += 1) {
    const value = await cached(cacheKey({ key, round }), async () => ({
      key,
      text: `${key} `.repeat(50_000),
    }));
    if (value.key !== key) throw new Error(`key ${key} gave ${value.key}`);
  }
stdout.write('ended\n');
