import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../tools/index.ts';

/** How far a long run is, kept on disk so that the next one can go on from there. */
export interface Checkpoint {
  /** The first step not done. */
  readonly step: number;
  /** Notes the first step not done; once a second at most touches the disk, unless it is the `last` word. */
  save(step: number, last?: boolean): void;
  remove(): void;
}

const SAVE_MS = 1000;

/**
 * The checkpoint of the run with this identity, a JSON value that decides its outcome; it lives in the tool cache and is
 * only ever lost, never wrong: what cannot be read counts as step 0, and what cannot be written is left out.
 */
export function openCheckpoint(identity: unknown): Checkpoint {
  const directory = cacheDirectory();
  if (directory === undefined) return { step: 0, save: () => {}, remove: () => {} };
  const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  const file = join(directory, 'sweeps', `${key}.json`);
  let touched = performance.now();
  let saved = read(file);
  return {
    step: saved,
    save: (step, isLast = false) => {
      if (step <= saved || (!isLast && performance.now() - touched < SAVE_MS)) return;
      touched = performance.now();
      saved = step;
      write(file, step);
    },
    remove: () => {
      rmSync(file, { force: true });
    },
  };
}

function read(file: string): number {
  try {
    const { step } = JSON.parse(readFileSync(file, 'utf8')) as { step: unknown };
    return Number.isSafeInteger(step) && (step as number) >= 0 ? (step as number) : 0;
  } catch {
    return 0;
  }
}

function write(file: string, step: number): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ step }));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
