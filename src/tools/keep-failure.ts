import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ToolError } from './tool-error.ts';

/**
 * Writes what is needed to repeat a failed run (`log.txt`, `script.txt` and the inputs by their own names) into a new
 * directory, whole or not at all, and returns the paths written, sorted. The directory must not exist, or be empty.
 */
export async function keepFailure(error: ToolError, directory: string): Promise<string[]> {
  const target = resolve(directory);
  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  const contents = {
    ...error.files,
    'log.txt': `${error.message}\n${error.log}`,
    'script.txt': error.script,
  };
  try {
    for (const [name, text] of Object.entries(contents)) await writeFile(join(staging, basename(name)), text);
    await rename(staging, target);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    throw cause;
  }
  return Object.keys(contents)
    .map((name) => join(target, basename(name)))
    .sort();
}
