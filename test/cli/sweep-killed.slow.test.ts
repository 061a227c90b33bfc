import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mainOfPackage, workingFolder } from './lmul-command.ts';

const folder = workingFolder();
const study = {
  name: 'killed',
  formats: ['e2m1'],
  units: [{ product: 'lmul' }, { product: 'exact' }],
  targets: ['gates', 'cells:asap7'],
  recipes: ['ripple-dc2'],
  precision: 0.05,
};

beforeAll(() => {
  writeFileSync(join(folder(), 'study.json'), JSON.stringify(study));
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A sweep with a cache of its own, or shared by name; killed, as by the system, once it has told of so many points. */
function sweep(output: string, cache: string, killAfter?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, [mainOfPackage, 'sweep', 'study.json', '-o', output], {
    cwd: folder(),
    env: { ...process.env, LMUL_CACHE: '', LMUL_CACHE_DIR: join(folder(), cache) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += String(bytes);
    if (killAfter?.test(said)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
}

const filesOf = (output: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder(), output)).map((name) => [
      name,
      readFileSync(join(folder(), output, name), 'utf8'),
    ]),
  );
const DONE: Ended = { code: 0, signal: null };

/** Entries of a cache that are being written; a run that is killed may leave one. */
const unfinished = (cache: string): string[] =>
  readdirSync(join(folder(), cache), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tmp'),
  );

describe('lmul sweep', () => {
  it('killed again and again, with nothing written, ends with the bytes of one that was left alone', async () => {
    expect(await sweep('alone', 'cache-alone')).toEqual(DONE);
    for (const killAfter of [/lmul: /, /[1-3] of 4 points/]) {
      expect(await sweep('killed', 'cache-killed', killAfter)).toEqual({ code: null, signal: 'SIGKILL' });
      expect(existsSync(join(folder(), 'killed'))).toBe(false);
    }
    expect(await sweep('killed', 'cache-killed')).toEqual(DONE);
    expect(filesOf('killed')).toEqual(filesOf('alone'));
  });

  it('twice at once in one cache gives the same bytes twice, and leaves nothing unfinished', async () => {
    mkdirSync(join(folder(), 'cache-both'));
    expect(await Promise.all([sweep('first', 'cache-both'), sweep('second', 'cache-both')])).toEqual([
      DONE,
      DONE,
    ]);
    expect(filesOf('first')).toEqual(filesOf('second'));
    expect(unfinished('cache-both')).toEqual([]);
  });

  it('takes up a cache in which every entry is damaged', async () => {
    for (const name of readdirSync(join(folder(), 'cache-both'), { recursive: true, encoding: 'utf8' })) {
      const file = join(folder(), 'cache-both', name);
      if (!name.endsWith('.gz')) continue;
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 0x10;
      writeFileSync(file, bytes);
    }
    expect(await sweep('third', 'cache-both')).toEqual(DONE);
    expect(filesOf('third')).toEqual(filesOf('first'));
  });
});
