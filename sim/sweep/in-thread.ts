import type { SweepOrder } from './sweep-worker.ts';
import type { ToggleOrder } from './toggle-runner.ts';

/** What a thread of this folder, `sweep-worker` or `toggle-worker`, posts once for the order it is started with. */
export async function inThread<Answer>(
  name: 'sweep-worker' | 'toggle-worker',
  order: SweepOrder | ToggleOrder,
): Promise<Answer> {
  // Only when there is a thread to start: to load it takes a process without threads two milliseconds.
  const { Worker } = await import('node:worker_threads');
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`${folder}${name}.js`, import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

// Threads need JavaScript: under a test runner, which runs the TypeScript itself, that is the build beside it.
const folder = import.meta.url.endsWith('.ts') ? '../../dist/sim/sweep/' : './';
