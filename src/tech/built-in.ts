import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostic } from '../diagnostic.ts';
import { packageRoot } from '../package-root.ts';
import { readCompactTable } from './compact-table.ts';
import type { Technology } from './technology.ts';

const folder = join(packageRoot, 'tech');

/** The technologies that come with the package, by name. */
export function technologyNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** @throws Diagnostic `tech/unknown` */
export function builtInTechnology(name: string): Technology {
  const names = technologyNames();
  if (!names.includes(name)) {
    throw new Diagnostic({
      code: 'tech/unknown',
      text: 'There is no built-in technology of this name.',
      got: name,
      wayOut: `${names.join(', ')}, or a Liberty file of your own: --liberty FILE.lib`,
    });
  }
  return readCompactTable(readFileSync(join(folder, `${name}.json`), 'utf8'));
}
