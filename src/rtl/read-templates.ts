import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** The templates as text. */
export interface TemplateTexts {
  /** By name: `unit.v.hbs` is `unit`. */
  readonly texts: Readonly<Record<string, string>>;
  /** First 12 hexadecimal digits of the sha256 over all templates, file names and texts. */
  readonly digest: string;
}

/** The templates of the package, some replaced by name. */
export function readTemplates(overrides: Readonly<Record<string, string>> = {}): TemplateTexts {
  const folder = join(packageRoot, 'rtl-templates');
  const hash = createHash('sha256');
  const texts: Record<string, string> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.hbs'))
    .sort()) {
    const name = file.replace(/(\.v)?\.hbs$/, '');
    const text = overrides[name] ?? readFileSync(join(folder, file), 'utf8');
    hash.update(`${file}\n${text}\n`);
    texts[name] = text;
  }
  return { texts, digest: hash.digest('hex').slice(0, 12) };
}
