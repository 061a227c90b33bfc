import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Diagnostic } from '../diagnostic.ts';
import { createPlan, type Plan } from './plan.ts';

export interface WriteOptions {
  /** Replace the files of the plan in a directory that holds files already; others stay. Default false. */
  readonly force?: boolean;
}

/**
 * Writes a plan, whole or not at all. A new directory is prepared beside its place and renamed into it. In an existing
 * one every file is prepared before the first is renamed into place, and the old ones come back if a rename fails.
 *
 * @throws Diagnostic `plan/...`, exit 2: the directory holds files and `force` is not given, something else stands in
 * the way, or it cannot be written. Nothing is left behind then.
 */
export function writePlan(plan: Plan, directory: string, { force = false }: WriteOptions = {}): void {
  const target = resolve(directory);
  const undo = new Undo();
  try {
    const found = statOf(target);
    if (found === undefined) {
      writeNew(plan, target, undo);
    } else {
      refuseExisting(plan, directory, target, found, force);
      writeInto(plan, target, undo);
    }
  } catch (error) {
    undo.run();
    throw error instanceof Diagnostic ? error : notWritable(directory, error, undo.keptIn);
  }
}

/**
 * Says early what `writePlan` would refuse, so that nobody waits for work whose result has no place. Writes nothing.
 *
 * @throws Diagnostic as `writePlan` does.
 */
export function checkOutput(directory: string, { force = false }: WriteOptions = {}): void {
  let place = resolve(directory);
  try {
    const found = statOf(place);
    if (found !== undefined) refuseExisting(createPlan({}), directory, place, found, force);
    while (statOf(place) === undefined) place = dirname(place);
    accessSync(place, constants.W_OK);
  } catch (error) {
    throw error instanceof Diagnostic ? error : notWritable(directory, error);
  }
}

/** What has been done so far, backwards. */
class Undo {
  /** Where the only copies of files are that could not be put back. */
  keptIn: string | undefined;
  readonly #steps: (() => void)[] = [];

  push(step: () => void): void {
    this.#steps.push(step);
  }

  run(): void {
    for (const step of this.#steps.reverse())
      try {
        step();
      } catch {
        // The error that led here is the one to tell; a step that cannot be undone must not keep the others from it.
      }
  }
}

function writeNew(plan: Plan, target: string, undo: Undo): void {
  makeFolder(dirname(target), undo);
  const prepared = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  const drop = (): void => rmSync(prepared, { recursive: true, force: true });
  undo.push(drop);
  // One folder further down: mkdtemp's own is private to the user, which the result must not be.
  mkdirSync(join(prepared, 'new'));
  for (const [path, text] of plan.files) writeBelow(join(prepared, 'new'), path, text);
  renameSync(join(prepared, 'new'), target);
  drop();
}

function writeInto(plan: Plan, target: string, undo: Undo): void {
  // Inside the directory and not beside it: the same file system, and its parent need not be writable.
  const prepared = mkdtempSync(join(target, '.lmul-'));
  const drop = (): void => rmSync(prepared, { recursive: true, force: true });
  undo.push(() => {
    if (undo.keptIn === undefined) drop();
  });
  const paths = [...plan.files.keys()];
  for (const path of paths) {
    writeBelow(join(prepared, 'new'), path, plan.files.get(path) as string);
    if (statOf(join(target, path)) === undefined) continue;
    mkdirSync(dirname(join(prepared, 'old', path)), { recursive: true });
    copyFileSync(join(target, path), join(prepared, 'old', path));
  }
  for (const path of paths) {
    makeFolder(dirname(join(target, path)), undo);
    const old = join(prepared, 'old', path);
    const hadOld = statOf(old) !== undefined;
    renameSync(join(prepared, 'new', path), join(target, path));
    undo.push(() => {
      if (!hadOld) return rmSync(join(target, path));
      // Until it is put back the copy is all there is of the file that was.
      const before = undo.keptIn;
      undo.keptIn = join(prepared, 'old');
      renameSync(old, join(target, path));
      undo.keptIn = before;
    });
  }
  drop();
}

/** One level at a time: Node's own `recursive` never returns where the system refuses with ENOENT, as in /proc. */
function makeFolder(folder: string, undo: Undo): void {
  if (statOf(folder)?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}

function writeBelow(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function refuseExisting(plan: Plan, directory: string, target: string, found: Stats, force: boolean): void {
  if (!found.isDirectory())
    throw new Diagnostic({
      code: 'plan/not-a-directory',
      text: 'The output is to be a directory, and a file of that name is there.',
      got: directory,
      wayOut: 'another directory, or remove the file',
    });
  const present = readdirSync(target).sort();
  if (!force && present.length > 0)
    throw new Diagnostic({
      code: 'plan/not-empty',
      text: 'The output directory is there already and is not empty.',
      got: `${directory} with ${present.slice(0, 3).join(', ')}${present.length > 3 ? ` and ${present.length - 3} more` : ''}`,
      wayOut: '--force to replace the files of the same names, or another directory',
    });
  for (const path of plan.files.keys())
    if (statOf(join(target, path))?.isDirectory())
      throw new Diagnostic({
        code: 'plan/occupied',
        text: 'A directory stands where a file is to be written.',
        got: join(directory, path),
        wayOut: 'another directory, or remove that one',
      });
}

/** Undefined where there is nothing; a file in the middle of the path is an error. */
function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a part of the path is a file',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'no such place',
};

function notWritable(directory: string, error: unknown, keptIn?: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  // Not an error of the file system: a bug, and not to be dressed up as a wrong directory.
  if (code === undefined) return error;
  return new Diagnostic({
    code: 'plan/not-writable',
    text: 'The output directory cannot be written.',
    got: `${directory} (${REASONS[code] ?? code})${keptIn === undefined ? '' : `; files that were there and could not be put back are in ${keptIn}`}`,
    wayOut: 'a directory that you may write, such as ./out',
  });
}
