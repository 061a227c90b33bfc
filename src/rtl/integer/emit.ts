import {
  type IntegerProductSpec,
  type IntegerSpec,
  integerName,
  integerPorts,
  integerProductOf,
  integerWidths,
  isIntegerMac,
  takesNumbers,
} from '../../unit/index.ts';
import { align } from '../align.ts';
import { rangeOf } from '../mac-widen.ts';
import { bannerLine, type Section } from '../section.ts';
import { shippedTemplates, type Templates } from '../templates.ts';
import { integerArrayView } from './array.ts';
import { fixedSections, halfIsADot } from './fixed.ts';
import { integerHeaderView } from './header.ts';
import { integerMacSections } from './lanes.ts';

/** The modules of an integer unit by name, itself first. */
export function emitIntegerModules(
  spec: IntegerSpec,
  templates: Templates = shippedTemplates(),
): Readonly<Record<string, string>> {
  const product = isIntegerMac(spec) ? integerProductOf(spec) : undefined;
  const parts = [spec, ...(product === undefined ? [] : [product])];
  return Object.fromEntries(parts.map((part) => [integerName(part), emitModule(part, templates)]));
}

function emitModule(spec: IntegerSpec, templates: Templates): string {
  const sections = isIntegerMac(spec) ? integerMacSections(spec) : productSections(spec);
  const body = sections
    .map(({ banner, template, view }) =>
      templates.render('section', {
        banner: bannerLine(banner),
        text: templates.render(template, view).trimEnd(),
      }),
    )
    .join('')
    .trim();
  const ports = integerPorts(spec);
  const text = templates.render('mac', {
    header: integerHeaderView(spec, templates.digest),
    name: integerName(spec),
    ports: ports.map(({ name, direction, width }, i) => ({
      name,
      direction,
      range: rangeOf(width),
      comment: commentOf(spec, name),
      separator: i < ports.length - 1 ? ',' : ' ',
    })),
    body: `\n  ${body}`,
  });
  return align(text);
}

function productSections(spec: IntegerProductSpec): Section[] {
  const { architecture } = spec;
  const bits = integerWidths(spec).a;
  const half = spec.kind === 'fixed' && halfIsADot(spec) ? [spec.fractionBits - 1] : [];
  const wide = (name: string): string => `{{${bits}{${name}[${bits - 1}]}}, ${name}}`;
  const product: Section =
    architecture === 'array'
      ? {
          banner:
            half.length > 0 ? 'Product: a Dadda tree, with the half that rounds' : 'Product: a Dadda tree',
          template: 'integer-array',
          view: integerArrayView(bits, half),
        }
      : {
          banner: 'Product',
          template: 'integer-multiply',
          view: { range: rangeOf(2 * bits), wide_a: wide('a_i'), wide_b: wide('b_i') },
        };
  if (spec.kind === 'fixed') return [product, ...fixedSections(spec)];
  return [product, { banner: 'Result', template: 'integer-result', view: { value: 'product' } }];
}

function commentOf(spec: IntegerSpec, name: string): string {
  const several = isIntegerMac(spec) && spec.lanes > 1;
  const ternary = spec.kind === 'ternary-mac';
  const [integer, unit] = takesNumbers(spec)
    ? ['', `, in units of 2^-${spec.register.fractionBits}`]
    : [", two's complement", ''];
  const comments: Readonly<Record<string, string>> = {
    clk_i: 'clock, rising edge',
    rst_ni: 'reset, active low',
    valid_i: 'operands are valid: accumulate',
    clear_i: 'from zero: with operands, or without',
    a_i: `${ternary ? 'activation' : 'operand'}${several ? 's, lane 0 lowest' : integer}`,
    b_i: `${ternary ? 'weight' : 'operand'}${several ? 's' : ''}`,
    p_o: spec.kind === 'fixed' ? 'product, rounded' : "product, two's complement",
    valid_o: 'what was valid has been added',
    acc_o: `sum, two's complement${unit}`,
  };
  return comments[name] ?? '';
}
