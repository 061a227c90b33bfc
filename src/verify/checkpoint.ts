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
  const key = sha256(JSON.stringify(identity));
  const file = join(directory, 'sweeps', `${key}.json`);
  let touched = performance.now();
  let saved = read(file, key);
  return {
    step: saved,
    save: (step, isLast = false) => {
      if (step <= saved || (!isLast && performance.now() - touched < SAVE_MS)) return;
      touched = performance.now();
      saved = step;
      write(file, key, step);
    },
    remove: () => {
      rmSync(file, { force: true });
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What vouches for a step: a digit that is not the one written would leave pairs out that nobody has checked. */
const digestOf = (key: string, step: number): string => sha256(`${key} ${step}`);

function read(file: string, key: string): number {
  try {
    const { step, digest } = JSON.parse(readFileSync(file, 'utf8')) as { step: unknown; digest: unknown };
    if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0) return 0;
    return digest === digestOf(key, step) ? step : 0;
  } catch {
    return 0;
  }
}

function write(file: string, key: string, step: number): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ step, digest: digestOf(key, step) }));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
