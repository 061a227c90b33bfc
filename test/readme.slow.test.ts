import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

test('the table of the README is what `lmul compare e4m3 --markdown` prints', () => {
  const main = join(packageRoot, 'dist/src/cli/main.js');
  const printed = execFileSync(process.execPath, [main, 'compare', 'e4m3', '--markdown'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const shown = /<!-- compare e4m3: begin -->\n([\s\S]*?)\n<!-- compare e4m3: end -->/.exec(readme)?.[1];
  expect(shown).toBe(printed.trim());
});
