import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { loadTemplates, type Templates } from '../../src/rtl/templates.ts';

/** The shipped templates with one deliberate fault; the text to break must be there. */
export function broken(template: string, from: string, to: string): Templates {
  const text = readFileSync(join(packageRoot, 'rtl-templates', `${template}.v.hbs`), 'utf8');
  if (!text.includes(from)) throw new Error(`${template}.v.hbs has no ${from} to break`);
  return loadTemplates({ [template]: text.replaceAll(from, to) });
}
