import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lmul, mainOfPackage, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

/** Windows has no limits of the kind. */
const itOnPosix = it.runIf(process.platform !== 'win32');

/** Runs the command where no file may grow beyond so many blocks of 1,024 bytes. */
function limited(blocks: number, words: string, cache: string) {
  const command = `ulimit -f ${blocks} && exec "$@"`;
  const args = ['-c', command, 'lmul', process.execPath, mainOfPackage, ...words.split(' ')];
  const env = { ...process.env, LMUL_CACHE: '', LMUL_CACHE_DIR: join(folder(), cache) };
  return spawnSync('bash', args, { cwd: folder(), env, encoding: 'utf8' });
}

describe('a disk on which a file does not fit', () => {
  itOnPosix('is refused before anything is in its place', () => {
    const run = limited(4, 'vectors lmul e4m3 --no-grade -o full', 'cache-results');
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(
      'lmul: error: The output directory cannot be written.\n  got: full (EFBIG)\n',
    );
    expect(readdirSync(folder()).filter((name) => /full/.test(name))).toEqual([]);
  });

  itOnPosix('as a cache is no cache, and keeps no part of what did not fit', async () => {
    const run = limited(4, 'synth lmul e2m1', 'cache-full');
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain('lmul_e2m1_adder_flush');
    const left = readdirSync(join(folder(), 'cache-full'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await lmul('synth lmul e2m1', folder())).stdout).toBe(run.stdout);
  });
});
