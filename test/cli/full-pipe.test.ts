import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

it.each(['--help', 'energy --help', 'formats', '--version'])(
  '%s ends quietly when its reader has gone',
  async (words) => {
    const main = join(packageRoot, 'dist/src/cli/main.js');
    const child = spawn(process.execPath, [main, ...words.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let told = '';
    child.stderr.on('data', (part: Buffer) => {
      told += String(part);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, told]).toEqual([0, '']);
  },
);

it('a result reaches a reader whole who is slower than the pipe is long', async () => {
  const output = pathToFileURL(join(packageRoot, 'dist/src/cli/output.js')).href;
  // Whoever has looked at process.stdout has made its pipe one that does not block.
  const program = `process.stdout.columns; const { printResult } = await import('${output}'); printResult('x'.repeat(2 ** 20));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await sleep(1000);
  let bytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    bytes += part.length;
  });
  expect(await ended).toBe(0);
  expect(bytes).toBe(2 ** 20 + 1);
});
