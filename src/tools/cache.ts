import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Bumped when what is stored, or how a tool is called, changes without the key showing it. */
const layout = 1;

/** `$LMUL_CACHE_DIR`, else `$XDG_CACHE_HOME/lmul-rtl`, else `~/.cache/lmul-rtl`; undefined with `LMUL_CACHE=off`. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.LMUL_CACHE === 'off') return undefined;
  if (env.LMUL_CACHE_DIR) return env.LMUL_CACHE_DIR;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lmul-rtl');
}

/** The name of a run: a digest of everything that decides its outcome. Record keys are sorted first. */
export function cacheKey(identity: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(canonical({ layout, ...identity }))
    .digest('hex');
}

/**
 * The stored outcome under this key, else that of `run`, which is then stored. Only what `run` resolves with is ever
 * kept. An entry carries the digest of its key and its own bytes: one that does not match, damaged or put under another
 * key, counts as absent and is replaced. A cache that cannot be written is silently no cache.
 */
export async function cached<T>(key: string, run: () => Promise<T>): Promise<T> {
  const stored = await recall<T>(key);
  if (stored !== undefined) return stored;
  const value = await run();
  await keep(key, value);
  return value;
}

/** The stored outcome under this key, if there is one. */
export async function recall<T>(key: string): Promise<T | undefined> {
  const file = fileOf(key);
  return file === undefined ? undefined : ((await read(file, key)) as T | undefined);
}

/** Stores an outcome, for work whose results come several at a time. */
export async function keep(key: string, value: unknown): Promise<void> {
  const file = fileOf(key);
  if (file !== undefined) await write(file, key, value);
}

function fileOf(key: string): string | undefined {
  const directory = cacheDirectory();
  return directory === undefined ? undefined : join(directory, key.slice(0, 2), `${key.slice(2)}.gz`);
}

async function read(file: string, key: string): Promise<unknown> {
  try {
    const entry = await readFile(file);
    const body = entry.subarray(32);
    if (!digestOf(key, body).equals(entry.subarray(0, 32))) return undefined;
    return JSON.parse(gunzipSync(body).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

async function write(file: string, key: string, value: unknown): Promise<void> {
  const body = gzipSync(JSON.stringify(value));
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, Buffer.concat([digestOf(key, body), body]));
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function digestOf(key: string, body: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(body).digest();
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
