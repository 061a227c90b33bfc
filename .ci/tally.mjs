// Counts the tests of several vitest runs, each test once, from what vitest's JSON reporter wrote about them.
// usage: tally.mjs FOLDER RUN..., where FOLDER holds RUN.json (absent if vitest never ended) and RUN.exit.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, cwd, exit, stdout } from 'node:process';

const [folder, ...runs] = argv.slice(2);
const outcomes = new Map();
const lines = [];

/** A test that failed in one run and passed in another has failed. */
function record(test, status) {
  if (outcomes.get(test) !== 'failed') outcomes.set(test, status);
}

for (const run of runs) {
  const code = readFileSync(join(folder, `${run}.exit`), 'utf8').trim();
  const report = join(folder, `${run}.json`);
  let failures = 0;
  for (const file of existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []) {
    const name = relative(cwd(), file.name);
    const seen = new Map();
    for (const { fullName, status } of file.assertionResults) {
      const before = seen.get(fullName) ?? 0;
      seen.set(fullName, before + 1);
      record(`${name}: ${fullName} #${before}`, status);
      if (status === 'failed') failures += 1;
    }
    // A file that fails outside its tests: it does not load, or a hook of the whole file throws.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      record(`${name}: outside its tests`, 'failed');
      failures += 1;
    }
  }
  // Build, lint or generated/ failed, or vitest ended early: no test says so, and it is a failure all the same.
  if (code !== '0' && failures === 0) record(`make ${run}: exit ${code}, with no failed test`, 'failed');
}

const count = (status) => [...outcomes.values()].filter((each) => each === status).length;
for (const [test, status] of outcomes) if (status === 'failed') lines.push(`failed: ${test}`);
const others = outcomes.size - count('passed') - count('failed');
if (others > 0) lines.push(`${others} skipped`);
lines.push(`${count('passed')} passed, ${count('failed')} failed`);
stdout.write(`${lines.join('\n')}\n`);
exit(count('failed') > 0 || count('passed') === 0 ? 1 : 0);
