import type { ToolAnswer, ToolTask } from '../../../../src/tools/messages.ts';
import type * as Original from '../../../../src/tools/pool.ts';
import { loadYosys } from '../../../load-yosys.ts';

/** Yosys takes some 200 MB a worker: two are kept, however many cores there are. */
const MOST = 2;

interface YosysWorker {
  readonly run: (task: ToolTask) => Promise<ToolAnswer>;
  readonly end: () => void;
}

const idle: YosysWorker[] = [];
const waiting: (() => void)[] = [];
let limit = Math.min(MOST, navigator.hardwareConcurrency || 1);
let free = limit;
let counts = { asked: 0, done: 0 };
let listener: (counts: { readonly asked: number; readonly done: number }) => void = () => {};

/** Starts to count runs, and tells whenever one is asked for or done. */
export function watchRuns(tell: typeof listener): void {
  counts = { asked: 0, done: 0 };
  listener = tell;
}

/** A web worker for each run at a time; one that is stopped is ended, and a fresh one takes its place. */
export const runInPool: typeof Original.runInPool = async (task, timeoutMs, signal) => {
  count('asked');
  await acquire();
  try {
    signal?.throwIfAborted();
    const worker = idle.pop() ?? (await startWorker());
    const answer = await raced(worker.run(task), timeoutMs, signal);
    if (answer.kind === 'done' || answer.kind === 'failed') idle.push(worker);
    else worker.end();
    signal?.throwIfAborted();
    return answer;
  } finally {
    count('done');
    release();
  }
};

export const closeTools: typeof Original.closeTools = async () => {
  for (const worker of idle.splice(0)) worker.end();
};

/** A page is not interrupted: the browser ends its workers. */
export const endTools: typeof Original.endTools = () => closeTools();

export const limitWorkers: typeof Original.limitWorkers = (most) => {
  free += Math.min(most, limit) - limit;
  limit = Math.min(most, limit);
};

function raced(
  answer: Promise<ToolAnswer>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<ToolAnswer | { readonly kind: 'timeout' }> {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
    // The caller looks at the signal itself.
    const cancel = (): void => resolve({ kind: 'timeout' });
    signal?.addEventListener('abort', cancel, { once: true });
    answer.then(resolve, reject).finally(() => {
      clearTimeout(clock);
      signal?.removeEventListener('abort', cancel);
    });
  });
}

async function startWorker(): Promise<YosysWorker> {
  const modules = await loadYosys();
  const worker = new Worker(new URL('./yosys-worker.js', import.meta.url), { type: 'module' });
  worker.postMessage(modules);
  return {
    run: (task) =>
      new Promise((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<ToolAnswer>) => resolve(data);
        worker.onerror = ({ message }) =>
          resolve({
            kind: 'crashed',
            text: message || 'its worker could not be started',
            stdout: '',
            stderr: '',
          });
        worker.postMessage(task);
      }),
    end: () => worker.terminate(),
  };
}

function count(what: 'asked' | 'done'): void {
  counts = { ...counts, [what]: counts[what] + 1 };
  listener(counts);
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
