import { shortName, type UnitSpec } from '../unit/index.ts';
import { align } from './align.ts';
import { datapathOf } from './datapath.ts';
import { headerView } from './header.ts';
import { portViews } from './ports.ts';
import { bannerLine } from './section.ts';
import { shippedTemplates, type Templates } from './templates.ts';
import { type LocalParam, localParams, manBitsAreFree } from './widths.ts';

/** The Verilog-2005 text of a unit: one module named by its short name. Same spec, same bytes. */
export function emitVerilog(spec: UnitSpec, templates: Templates = shippedTemplates()): string {
  const body = datapathOf(spec)
    .map(({ banner, template, view }) =>
      templates.render('section', {
        banner: bannerLine(banner),
        text: templates.render(template, view).trimEnd(),
      }),
    )
    .join('')
    .trimEnd();
  const text = templates.render('unit', {
    header: headerView(spec, templates.digest),
    name: shortName(spec),
    parameters: separated(parameterViews(spec), ' '),
    ports: separated(portViews(spec), ' '),
    localparams: groups(usedLocalParams(localParams(spec), body)),
    body,
  });
  return align(text);
}

function parameterViews(spec: UnitSpec): { name: string; value: number; comment: string }[] {
  const { expBits, manBits } = spec.format;
  const exp = { name: 'ExpBits', value: expBits, comment: 'exponent field, bits' };
  const man = { name: 'ManBits', value: manBits, comment: 'stored mantissa, bits' };
  return manBitsAreFree(spec) ? [exp, man] : [exp];
}

/** A separator after every item but the last. */
function separated<T extends object>(items: readonly T[], last: string): (T & { separator: string })[] {
  return items.map((item, i) => ({ ...item, separator: i < items.length - 1 ? ',' : last }));
}

/** Keeps the localparams that the text names, directly or through another one. */
function usedLocalParams(all: readonly LocalParam[], body: string): LocalParam[] {
  const used = new Set<string>();
  let text = body;
  for (const param of [...all].reverse())
    if (new RegExp(`\\b${param.name}\\b`).test(text)) {
      used.add(param.name);
      text += `\n${param.value}`;
    }
  return all.filter(({ name }) => used.has(name));
}

/** Widths first, then constants: a blank line between. */
function groups(params: readonly LocalParam[]): LocalParam[][] {
  return [params.filter(({ range }) => range === ''), params.filter(({ range }) => range !== '')].filter(
    (group) => group.length > 0,
  );
}
