import { emitModules } from '../rtl/index.ts';
import { withoutComments } from '../synth/index.ts';
import type { AnySpec } from '../unit/index.ts';

/** The Verilog of a unit without its comments: their digest of all templates changes with templates of other units. */
export function logicOf(spec: AnySpec): string {
  return withoutComments(Object.values(emitModules(spec)).join('\n')).replaceAll(/\n+/g, '\n');
}
