import { packageVersion } from '../package-root.ts';
import { cellRecipes, recipes } from '../synth/index.ts';
import { cacheKey, toolVersions } from '../tools/index.ts';
import { logicOf } from './logic-of.ts';
import type { Line, MacTableOptions } from './mac-table-lines.ts';

/** Bumped when what is measured for a row changes without its key showing it. */
const REVISION = 1;

/** A digest of everything a row of the table depends on, but not of the other rows. */
export function macTableKey(line: Line, options: MacTableOptions): string {
  const { technologies, stimulus, sumLength, precision, byStage, prove } = options;
  return cacheKey({
    of: 'mac-table',
    revision: REVISION,
    version: packageVersion,
    tools: toolVersions(),
    verilog: logicOf(line.spec),
    recipes: [recipes, cellRecipes],
    line,
    ...{ technologies, stimulus, sumLength, precision, byStage, prove },
  });
}
