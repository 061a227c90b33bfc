import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

test('the anchors of docs/energy.md are what `lmul anchors` prints', () => {
  const page = readFileSync(join(packageRoot, 'docs/energy.md'), 'utf8');
  const printed = execFileSync(process.execPath, [join(packageRoot, 'dist/src/cli/main.js'), 'anchors'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const shown = /<!-- anchors: begin -->\n```\n([\s\S]*?)\n```\n<!-- anchors: end -->/.exec(page)?.[1];
  expect(shown).toBe(printed.trim());
}, 600_000);
