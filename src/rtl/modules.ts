import { type AnySpec, isInteger, isMac, shortName } from '../unit/index.ts';
import { emitVerilog } from './emit.ts';
import { titleOf } from './header.ts';
import { emitIntegerModules } from './integer/emit.ts';
import { integerTitle } from './integer/header.ts';
import { emitMacModules } from './mac.ts';
import { macTitle } from './mac-header.ts';
import { shippedTemplates, type Templates } from './templates.ts';

/** The modules of any unit by name, itself first. */
export function emitModules(
  spec: AnySpec,
  templates: Templates = shippedTemplates(),
): Readonly<Record<string, string>> {
  if (isInteger(spec)) return emitIntegerModules(spec, templates);
  return isMac(spec) ? emitMacModules(spec, templates) : { [shortName(spec)]: emitVerilog(spec, templates) };
}

/** All the Verilog of any unit, as one text. */
export function emitText(spec: AnySpec, templates?: Templates): string {
  return Object.values(emitModules(spec, templates)).join('\n');
}

/** What any unit is, in a line. */
export function anyTitle(spec: AnySpec): string {
  if (isInteger(spec)) return integerTitle(spec);
  return isMac(spec) ? macTitle(spec) : titleOf(spec);
}
