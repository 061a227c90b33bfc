import Handlebars from 'handlebars';
import { readTemplates, type TemplateTexts } from './read-templates.ts';

/**
 * The templates of rtl-templates/ by name (`unit.v.hbs` is `unit`). They only place text: every decision is in the
 * view they are given, and a name the view lacks is an error.
 */
export interface Templates {
  render(name: string, view: object): string;
  /** See `TemplateTexts`. */
  readonly digest: string;
}

export function loadTemplates(overrides: Readonly<Record<string, string>> = {}): Templates {
  return compileTemplates(readTemplates(overrides));
}

function compileTemplates({ texts, digest }: TemplateTexts): Templates {
  const environment = Handlebars.create();
  const compiled = new Map<string, (view: object) => string>();
  for (const [name, text] of Object.entries(texts)) {
    // HTML escaping would turn 1'b1 into 1&#x27;b1.
    const options = { noEscape: true, strict: true, knownHelpersOnly: true } as const;
    environment.registerPartial(name, environment.compile(text, options));
    compiled.set(name, environment.compile(text, options));
  }
  return {
    digest,
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
