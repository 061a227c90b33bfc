import { packageVersion } from '../package-root.ts';
import { emitText } from '../rtl/index.ts';
import { cellRecipes, recipes, withoutComments } from '../synth/index.ts';
import { cacheKey, toolVersions } from '../tools/index.ts';
import type { AnySpec } from '../unit/index.ts';

/** What was done to a unit: its name, and a number that is bumped when it changes without anything else showing it. */
export interface Work {
  readonly of: string;
  readonly revision: number;
}

/** A digest of everything the outcome of some work on one unit depends on, but not of what else is done in the same run. */
export function unitKey(work: Work, spec: AnySpec, options: Readonly<Record<string, unknown>>): string {
  return cacheKey({
    ...work,
    version: packageVersion,
    tools: toolVersions(),
    // Its digest of all templates, a comment, changes with templates of other units.
    verilog: withoutComments(emitText(spec)).replaceAll(/\n+/g, '\n'),
    recipes: [recipes, cellRecipes],
    ...options,
  });
}
