import { afterAll, afterEach } from 'vitest';

/**
 * A test that prints, or that makes Node warn, fails. One that means to print catches it first, with
 * `vi.spyOn(process.stdout, 'write').mockReturnValue(true)`, and restores it at its end.
 */
const stray: string[] = [];

for (const method of ['debug', 'info', 'log', 'warn', 'error', 'trace', 'table', 'dir'] as const)
  console[method] = (...values: unknown[]): void => {
    stray.push(`console.${method}: ${values.map(String).join(' ')}`);
  };

for (const name of ['stdout', 'stderr'] as const) {
  const keep = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    stray.push(`${name}: ${typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)}`);
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  process[name].write = keep as typeof process.stdout.write;
}

process.on('warning', (warning) => stray.push(`warning: ${warning.name}: ${warning.message}`));

function failOnStray(): void {
  const lines = stray.splice(0);
  if (lines.length > 0) throw new Error(`printed or warned, which a test must not:\n${lines.join('\n')}`);
}

afterEach(failOnStray);
afterAll(failOnStray);
