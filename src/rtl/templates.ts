import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { packageRoot } from '../package-root.ts';

/**
 * The templates of rtl-templates/ by name (`unit.v.hbs` is `unit`). They only place text: every decision is in the
 * view they are given, and a name the view lacks is an error.
 */
export interface Templates {
  render(name: string, view: object): string;
  /** First 12 hexadecimal digits of the sha256 over all templates, names and texts. */
  readonly digest: string;
}

export function loadTemplates(overrides: Readonly<Record<string, string>> = {}): Templates {
  const folder = join(packageRoot, 'rtl-templates');
  const environment = Handlebars.create();
  const hash = createHash('sha256');
  const compiled = new Map<string, (view: object) => string>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.hbs'))
    .sort()) {
    const name = file.replace(/(\.v)?\.hbs$/, '');
    const text = overrides[name] ?? readFileSync(join(folder, file), 'utf8');
    hash.update(`${file}\n${text}\n`);
    // HTML escaping would turn 1'b1 into 1&#x27;b1.
    const options = { noEscape: true, strict: true, knownHelpersOnly: true } as const;
    environment.registerPartial(name, environment.compile(text, options));
    compiled.set(name, environment.compile(text, options));
  }
  return {
    digest: hash.digest('hex').slice(0, 12),
    render(name, view) {
      const template = compiled.get(name);
      if (template === undefined) throw new Error(`no template ${name} in rtl-templates/`);
      return template(view);
    },
  };
}

let shipped: Templates | undefined;

/** The templates as shipped with the package, read once. */
export function shippedTemplates(): Templates {
  shipped ??= loadTemplates();
  return shipped;
}
