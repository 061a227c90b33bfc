import { Diagnostic } from '../diagnostic.ts';
import type { Technology } from './technology.ts';

/**
 * A technology without the cells whose names match one of the globs (`*` any text, `?` one character).
 *
 * @throws Diagnostic `tech/dont-use` for a glob that matches none: a misspelt one would go unnoticed
 */
export function withoutCells(technology: Technology, globs: readonly string[]): Technology {
  const patterns = globs.map((glob) => ({ glob, pattern: patternOf(glob) }));
  const idle = patterns.find(({ pattern }) => !technology.cells.some(({ name }) => pattern.test(name)));
  if (idle !== undefined) {
    throw new Diagnostic({
      code: 'tech/dont-use',
      text: `No cell of ${technology.name} is called so.`,
      got: `--dont-use ${idle.glob}`,
      wayOut: `a part of a name with *, such as ${technology.cells[0]?.name.replace(/_[^_]*$/, '_*') ?? '*'}`,
    });
  }
  const cells = technology.cells.filter(({ name }) => !patterns.some(({ pattern }) => pattern.test(name)));
  return { ...technology, cells };
}

function patternOf(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
}
