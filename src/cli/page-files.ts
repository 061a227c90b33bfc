import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { packageRoot } from '../package-root.ts';
import { checkOutput } from '../rtl/index.ts';

/**
 * The files of the explorer by their address below the page's folder: the page as built, and beside it, in `yosys/`, the
 * files of the Yosys package as they are installed.
 *
 * @throws Diagnostic `explore/not-built`
 */
export function pageFiles(): ReadonlyMap<string, string> {
  const page = join(packageRoot, 'dist', 'page');
  if (!existsSync(join(page, 'index.html')))
    throw new Diagnostic({
      code: 'explore/not-built',
      text: 'The page has not been built.',
      wayOut: 'make build',
      exit: EXIT.tool,
    });
  const yosys = dirname(fileURLToPath(import.meta.resolve('@yowasp/yosys')));
  return new Map([...filesIn(page, ''), ...filesIn(yosys, 'yosys/')]);
}

function filesIn(folder: string, prefix: string): [address: string, file: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name): [string, string] => [prefix + name.split(sep).join('/'), join(folder, name)])
    .filter(([, file]) => statSync(file).isFile());
}

/** Copies the files into a new or empty directory, whole or not at all. @throws Diagnostic as `checkOutput` does. */
export function writePage(files: ReadonlyMap<string, string>, directory: string): void {
  checkOutput(directory);
  const target = resolve(directory);
  mkdirSync(dirname(target), { recursive: true });
  const prepared = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    // One folder further down: mkdtemp's own is private to the user, which the result must not be.
    for (const [address, file] of files) {
      const place = join(prepared, 'new', address);
      mkdirSync(dirname(place), { recursive: true });
      copyFileSync(file, place);
    }
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(join(prepared, 'new'), target);
  } finally {
    rmSync(prepared, { recursive: true, force: true });
  }
}
