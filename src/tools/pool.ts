import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import { packageRoot } from '../package-root.ts';
import type { ToolAnswer, ToolTask, WorkerTask } from './messages.ts';

/** Node cannot run TypeScript, so the worker always comes from dist/, even when this module runs from source. */
const workerFile = join(packageRoot, 'dist', 'src', 'tools', 'tool-worker.js');

let pool: Tinypool | undefined;
let ended = false;
const loading = new Int32Array(new SharedArrayBuffer(4));
let workers: number = availableParallelism();
let free: number = workers;
const waiting: (() => void)[] = [];

class WorkerNotBuiltError extends Error {}

/** The most that loading a tool is waited for. */
const LOADING_MS = 3000;

export type PoolAnswer = ToolAnswer | { readonly kind: 'timeout' };

/**
 * Runs a task in a warm worker, one task per worker and one worker per core, started when first needed. The clock of
 * `timeoutMs` starts when the task gets its worker, not while it waits for one; when it runs out the worker is
 * terminated and a fresh one takes its place. An aborted `signal` rejects with the signal's reason.
 */
export async function runInPool(
  task: ToolTask,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<PoolAnswer> {
  await acquire();
  if (ended) return new Promise<never>(() => {});
  const stop = new AbortController();
  let isOver = false;
  const end = async (): Promise<void> => {
    await loaded();
    if (!isOver) stop.abort();
  };
  const clock = setTimeout(() => void end(), timeoutMs);
  const cancel = (): void => void end();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    signal?.throwIfAborted();
    const worker = startedPool();
    const answer: ToolAnswer = await worker.run({ ...task, loading } satisfies WorkerTask, {
      signal: stop.signal,
    });
    signal?.throwIfAborted();
    return answer;
  } catch (error) {
    if (ended) return new Promise<never>(() => {});
    signal?.throwIfAborted();
    if (stop.signal.aborted) return { kind: 'timeout' };
    if (error instanceof WorkerNotBuiltError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const memory =
      /out of memory|allocation failed/i.test(text) || codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY';
    return { kind: memory ? 'memory' : 'crashed', text, stdout: '', stderr: '' };
  } finally {
    isOver = true;
    clearTimeout(clock);
    signal?.removeEventListener('abort', cancel);
    release();
  }
}

/** How many workers there are to be at most, before the first task runs. Default: one per core. */
export function limitWorkers(count: number): void {
  if (pool !== undefined) throw new Error('the workers have been started already');
  free += count - workers;
  workers = count;
}

/** Ends all workers for good, before the process does. Runs that were under way never come back. */
export async function endTools(): Promise<void> {
  ended = true;
  await closeTools();
}

/** Ends all workers. The next run starts new ones. Idle workers alone never keep the process alive. */
export async function closeTools(): Promise<void> {
  const closing = pool;
  pool = undefined;
  await loaded();
  await closing?.destroy();
}

/** Node crashes when a worker ends while it compiles a tool: some tenths of a second, in which none is ended. */
async function loaded(): Promise<void> {
  for (let waited = 0; Atomics.load(loading, 0) > 0 && waited < LOADING_MS; waited += 10)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

function startedPool(): Tinypool {
  if (pool !== undefined) return pool;
  if (!existsSync(workerFile)) {
    throw new WorkerNotBuiltError('dist/src/tools/tool-worker.js is missing: build first, with npx tsc -b');
  }
  pool = new Tinypool({ filename: workerFile, minThreads: 0, maxThreads: workers });
  return pool;
}

async function acquire(): Promise<void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function release(): void {
  const next = waiting.shift();
  if (next === undefined) free += 1;
  else next();
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
