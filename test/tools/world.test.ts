import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { cached, cacheKey } from '../../src/tools/cache.ts';
import { closeTools, runYosys } from '../../src/tools/index.ts';

afterAll(closeTools);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lmul-world-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A run of its own that has begun; it works in `folder` and its cache is there. */
async function begun(...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(packageRoot, 'test', 'tools', 'world-child.mjs'), ...args], {
    env: { ...process.env, LMUL_CACHE: '', LMUL_CACHE_DIR: join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

/** Of a run that may have ended already: then nobody is told again. */
const exitOf = async (child: ChildProcess): Promise<number | null> =>
  child.exitCode ?? new Promise((resolve) => child.once('close', resolve));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Every entry of the cache, as the next run reads it: none of them may be anything but whole. */
async function readAll(rounds: number): Promise<void> {
  vi.stubEnv('LMUL_CACHE', '');
  vi.stubEnv('LMUL_CACHE_DIR', join(folder, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
  for (let round = 0; round < rounds; round += 1)
    for (let key = 0; key < 10; key += 1) {
      const value = await cached(cacheKey({ key, round }), async () => ({ key, text: 'made anew' }));
      if (value.text !== 'made anew') expect(value).toEqual({ key, text: `${key} `.repeat(50_000) });
      expect(value.key).toBe(key);
    }
}

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();

describe('a run that is killed', () => {
  it.each([20, 150, 400])(
    'while it writes results, after %i ms, leaves whole directories only',
    async (ms) => {
      const child = await begun('plan', folder);
      const end = exitOf(child);
      await pause(ms);
      child.kill('SIGKILL');
      await end;
      const names = readdirSync(folder);
      // What was being prepared keeps a name that begins with a dot, and is nobody's result.
      for (const name of names.filter((each) => !each.startsWith('.'))) {
        const files = readdirSync(join(folder, name));
        expect(files).toHaveLength(300);
        for (const file of files)
          expect(readFileSync(join(folder, name, file))).toHaveLength(200_001 + /\d+/.exec(file)![0].length);
      }
      expect(names.filter((each) => each.startsWith('.')).length).toBeLessThanOrEqual(1);
    },
  );

  it.each([10, 60, 200])('while it fills the cache, after %i ms, leaves no entry that lies', async (ms) => {
    const child = await begun('cache', '1000');
    const end = exitOf(child);
    await pause(ms);
    child.kill('SIGKILL');
    await end;
    await readAll(20);
  });
});

describe('two runs in one cache', () => {
  it('both end well, and leave whole entries and nothing else', async () => {
    const children = await Promise.all([begun('cache', '10'), begun('cache', '10'), begun('cache', '10')]);
    expect(await Promise.all(children.map(exitOf))).toEqual([0, 0, 0]);
    const files = filesBelow(join(folder, 'cache')).filter((name) => name.includes('/'));
    expect(files).toHaveLength(100);
    expect(files.every((name) => name.endsWith('.gz'))).toBe(true);
    await readAll(10);
  });
});

describe('a tool', () => {
  const job = { files: { 'a.v': 'module a(output y); assign y = 1; endmodule' }, outputs: [] };

  it('that runs out of memory ends with exit code 4 and its reason, and the next run is well', async () => {
    const file = join(packageRoot, 'test', 'tools', 'world-child.mjs');
    // V8 gives a WebAssembly memory no more than this: 1,000 pages of 64 KiB.
    const child = spawn(process.execPath, ['--wasm-max-mem-pages=1000', file, 'memory'], {
      env: { ...process.env, LMUL_CACHE: 'off' },
    });
    let said = '';
    for await (const bytes of child.stdout) said += String(bytes);
    expect(said).toBe('begun\ntool/memory 4, and the next run is well\n');
  });

  it('that hangs is stopped at its time with exit code 4, keeps its worker from nobody, and is not cached', async () => {
    vi.stubEnv('LMUL_CACHE', '');
    vi.stubEnv('LMUL_CACHE_DIR', join(folder, 'cache'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const wide = 'module a(input [4095:0] x, y, output [8191:0] p); assign p = x * y; endmodule';
    const hanging = {
      files: { 'a.v': wide },
      outputs: [],
      script: 'read_verilog a.v\ntechmap',
      timeoutMs: 300,
    };
    for (let time = 0; time < 2; time += 1)
      await expect(runYosys(hanging)).rejects.toMatchObject({ code: 'tool/timeout', exit: 4 });
    expect(filesBelow(folder)).toEqual([]);
    await expect(runYosys({ ...job, script: 'read_verilog a.v' })).resolves.toBeDefined();
  });
});
