import { createHash } from 'node:crypto';

/** Files that are to be written: path (relative, `/` between folders) to text, in the order of their paths. */
export interface Plan {
  readonly files: ReadonlyMap<string, string>;
  /** sha256 over paths and texts, hexadecimal. */
  readonly digest: string;
}

/**
 * A plan of these files. Same files, same digest, whatever their order.
 * @throws RangeError for a path that is absolute, empty, or leaves the directory: paths are the program's own.
 */
export function createPlan(
  files: Readonly<Record<string, string>> | Iterable<readonly [string, string]>,
): Plan {
  const entries = Symbol.iterator in files ? [...files] : Object.entries(files);
  for (const [path] of entries) refuseBadPath(path);
  const sorted = new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  if (sorted.size < entries.length) throw new RangeError('two files of a plan have the same path');
  const hash = createHash('sha256');
  // Lengths make the boundaries between path, text and the next path part of what is hashed.
  for (const [path, text] of sorted) hash.update(`${path.length} ${text.length}\n${path}\n${text}\n`);
  return { files: sorted, digest: hash.digest('hex') };
}

/** One plan of several; a file may be in more than one of them only with the same text. */
export function mergePlans(plans: readonly Plan[]): Plan {
  const files = new Map<string, string>();
  for (const plan of plans)
    for (const [path, text] of plan.files) {
      if ((files.get(path) ?? text) !== text) throw new RangeError(`two plans differ in ${path}`);
      files.set(path, text);
    }
  return createPlan(files);
}

function refuseBadPath(path: string): void {
  const parts = path.split('/');
  if (path.includes('\\') || path.includes('\0') || parts.some((part) => ['', '.', '..'].includes(part)))
    throw new RangeError(`a plan has relative paths below its directory, not ${JSON.stringify(path)}`);
}
