import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheDirectory, cached, cacheKey } from '../../src/tools/cache.ts';

let directory: string;
const key = cacheKey({ script: 'synth' });
const entryOf = (): string => join(directory, key.slice(0, 2), `${key.slice(2)}.gz`);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lmul-cache-'));
  vi.stubEnv('LMUL_CACHE_DIR', directory);
  vi.stubEnv('LMUL_CACHE', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

describe('the cache of tool runs', () => {
  it('runs once for the same key', async () => {
    const run = vi.fn(async () => ({ files: { 'a.json': '{}' } }));
    const first = await cached(key, run);
    expect(await cached(key, run)).toEqual(first);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leaves no temporary file behind', async () => {
    await cached(key, async () => 1);
    expect(await readdir(join(directory, key.slice(0, 2)))).toEqual([`${key.slice(2)}.gz`]);
  });

  it.each(['flipped', 'truncated', 'empty'])('ignores and replaces an entry that is %s', async (damage) => {
    await cached(key, async () => 'good');
    const bytes = await readFile(entryOf());
    bytes[bytes.length - 3]! ^= 1;
    const damaged = { flipped: bytes, truncated: bytes.subarray(0, 40), empty: Buffer.alloc(0) }[damage]!;
    await writeFile(entryOf(), damaged);
    expect(await cached(key, async () => 'again')).toBe('again');
    expect(await cached(key, async () => 'never')).toBe('again');
  });

  it('ignores an entry that lies under the key of another run', async () => {
    const other = cacheKey({ script: 'other' });
    await cached(other, async () => 'other');
    await mkdir(dirname(entryOf()), { recursive: true });
    await copyFile(join(directory, other.slice(0, 2), `${other.slice(2)}.gz`), entryOf());
    expect(await cached(key, async () => 'its own')).toBe('its own');
  });

  it('does without when the directory cannot be written', async () => {
    await writeFile(join(directory, 'file'), '');
    vi.stubEnv('LMUL_CACHE_DIR', join(directory, 'file', 'below'));
    expect(await cached(key, async () => 1)).toBe(1);
    expect(await cached(key, async () => 2)).toBe(2);
  });

  it('keeps no failure', async () => {
    await expect(cached(key, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cached(key, async () => 'yes')).toBe('yes');
  });

  it('is off with LMUL_CACHE=off', async () => {
    vi.stubEnv('LMUL_CACHE', 'off');
    expect(await cached(key, async () => 1)).toBe(1);
    expect(await cached(key, async () => 2)).toBe(2);
  });

  it('lies where the environment says', () => {
    expect(cacheDirectory({ LMUL_CACHE_DIR: '/c', XDG_CACHE_HOME: '/x' })).toBe('/c');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/x' })).toBe('/x/lmul-rtl');
    expect(cacheDirectory({})).toMatch(/\.cache\/lmul-rtl$/);
    expect(cacheDirectory({ LMUL_CACHE: 'off', LMUL_CACHE_DIR: '/c' })).toBeUndefined();
  });

  it('has a key for each identity, whatever the order of its parts', () => {
    expect(cacheKey({ a: 1, b: { c: 2, d: 3 } })).toBe(cacheKey({ b: { d: 3, c: 2 }, a: 1 }));
    expect(cacheKey({ a: 1 })).not.toBe(cacheKey({ a: 2 }));
  });
});
