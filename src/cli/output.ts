import { writeSync } from 'node:fs';
import { type Diagnostic, EXIT, formatDiagnostic } from '../diagnostic.ts';

/** Results go to stdout, whole; a reader that has seen enough, such as `head`, ends them quietly. */
export function printResult(text: string): void {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  for (let written = 0; written < bytes.length; )
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      // The pipe is full and does not block: its reader is given time.
      Atomics.wait(pause, 0, 0, 10);
    }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Data for `--json`: two-space indentation, bigints as decimal strings. */
export function printJson(data: unknown): void {
  printResult(toJson(data));
}

export function toJson(data: unknown): string {
  return JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 2);
}

/** Talk and progress go to stderr, a line each, so that they never mix with results. */
export function say(text: string): void {
  // What a stranger's file holds may be quoted in it: it says nothing to the terminal.
  process.stderr.write(`${text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD')}\n`);
}

export function printDiagnostic(diagnostic: Diagnostic): void {
  const kind = diagnostic.exit === EXIT.checkFailed ? 'failed' : 'error';
  say(`lmul: ${kind}: ${formatDiagnostic(diagnostic)}`);
}

/** For options that may be repeated. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
