import {
  accumulatorBits,
  adderOf,
  hasInvalidFlag,
  type MacSpec,
  macName,
  macPorts,
  productFixedPoint,
  shortName,
} from '../unit/index.ts';
import { align } from './align.ts';
import { dotSections } from './dot.ts';
import { emitVerilog } from './emit.ts';
import type { HeaderView } from './header.ts';
import { macHeaderView, stageHeaderView } from './mac-header.ts';
import { placeView, productView } from './mac-views.ts';
import { rangeOf, widenView } from './mac-widen.ts';
import type { PortView } from './ports.ts';
import { bannerLine, type Section } from './section.ts';
import { shippedTemplates, type Templates } from './templates.ts';
import { windowSections } from './window.ts';
import { windowStages } from './window-stages.ts';

/** The modules of a multiply-accumulate unit by name, itself first: it instantiates the others as they are. */
export function emitMacModules(
  spec: MacSpec,
  templates: Templates = shippedTemplates(),
): Readonly<Record<string, string>> {
  const adder = adderOf(spec);
  const parts = [spec.product, ...(adder === undefined ? [] : [adder])];
  return {
    [macName(spec)]: emitMac(spec, templates),
    ...stageModules(spec, templates),
    ...Object.fromEntries(parts.map((part) => [shortName(part), emitVerilog(part, templates)])),
  };
}

/** The Verilog-2005 text of the unit's own module. Same spec, same bytes. */
export function emitMac(spec: MacSpec, templates: Templates = shippedTemplates()): string {
  return moduleText(templates, {
    header: macHeaderView(spec, templates.digest),
    name: macName(spec),
    ports: macPorts(spec).map(({ name, direction, width }) => ({
      name,
      direction,
      range: rangeOf(width),
      comment: commentOf(spec, name),
    })),
    sections: [...stageSections(spec), registersSection(spec)],
  });
}

function stageSections(spec: MacSpec): Section[] {
  if (spec.accumulator.kind === 'window') return windowSections(spec, macName(spec));
  return spec.lanes > 1 ? dotSections(spec) : [multiplySection(spec), ...accumulateSections(spec)];
}

/** The modules that are stages of the unit and no units of the catalogue, in datapath order. */
export function stageNames(spec: MacSpec): string[] {
  if (spec.accumulator.kind !== 'window') return [];
  return windowStages(spec).map(({ stage }) => stageName(spec, stage));
}

function stageName(spec: MacSpec, stage: string): string {
  return `${macName(spec)}_${stage}`;
}

function stageModules(spec: MacSpec, templates: Templates): Readonly<Record<string, string>> {
  if (spec.accumulator.kind !== 'window') return {};
  return Object.fromEntries(
    windowStages(spec).map(({ stage, does, ports, sections }) => {
      const name = stageName(spec, stage);
      const header = stageHeaderView(spec, name, does, templates.digest);
      return [name, moduleText(templates, { header, name, ports, sections })];
    }),
  );
}

interface ModuleView {
  readonly header: HeaderView;
  readonly name: string;
  readonly ports: readonly PortView[];
  readonly sections: readonly Section[];
}

/** One module: header, ports, sections. */
export function moduleText(templates: Templates, { header, name, ports, sections }: ModuleView): string {
  const body = sections
    .map(({ banner, template, view }) =>
      templates.render('section', {
        banner: bannerLine(banner),
        text: templates.render(template, view).trimEnd(),
      }),
    )
    .join('')
    .trim();
  const separated = ports.map((port, i) => ({ ...port, separator: i < ports.length - 1 ? ',' : ' ' }));
  return align(templates.render('mac', { header, name, ports: separated, body: `\n  ${body}` }));
}

function multiplySection({ product }: MacSpec): Section {
  return { banner: 'Multiply', template: 'mac-multiply', view: productView(product) };
}

function accumulateSections(spec: MacSpec): Section[] {
  const { accumulator } = spec;
  const bits = accumulatorBits(spec);
  const shared = { bits, accRange: rangeOf(bits), kept: `{${bits}{~clear_p}}` };
  const adder = adderOf(spec);
  if (adder !== undefined && accumulator.kind === 'float')
    return [
      {
        banner: `Widen: the product as a number of ${accumulator.format.name}`,
        template: 'mac-widen',
        view: widenView(spec.product, accumulator.format),
      },
      { banner: 'Add', template: 'mac-float', view: { ...shared, adder: shortName(adder) } },
    ];
  const { width } = productFixedPoint(spec.product);
  return [
    { banner: 'Place: the product as a fixed-point number', template: 'mac-place', view: placeView(spec) },
    {
      banner: 'Add',
      template: 'mac-kulisch',
      view: {
        ...shared,
        term: `{${bits + 1 - (width - 1)}'d0, mag, 1'b0}`,
        sign: `{${bits + 2}{sign}}`,
        msb: bits - 1,
        top: bits + 1,
        end: `{total[${bits + 1}], {${bits - 1}{~total[${bits + 1}]}}}`,
      },
    },
  ];
}

function registersSection(spec: MacSpec): Section {
  return {
    banner: 'Registers',
    template: 'mac-registers',
    view: {
      invalid: hasInvalidFlag(spec),
      special: specialText(spec),
      zero: `${accumulatorBits(spec)}'d0`,
    },
  };
}

/** What makes the sum of a Kulisch register no number. */
function specialText({ product, scale }: MacSpec): string {
  if (scale === 'none') return 'is_special';
  return product.format.encoding === 'finite' ? 'scale_nan' : '(is_special | scale_nan)';
}

function commentOf({ accumulator }: MacSpec, name: string): string {
  const comments: Readonly<Record<string, string>> = {
    clk_i: 'clock, rising edge',
    rst_ni: 'reset, active low',
    valid_i: 'operands are valid: accumulate',
    clear_i: 'from zero: with operands, or without',
    a_i: 'operand: sign, exponent, mantissa',
    b_i: 'operand',
    scale_a_i: 'of all of a_i: E8M0',
    scale_b_i: 'of all of b_i: E8M0',
    valid_o: 'a product has been added',
    acc_o: accumulator.kind === 'kulisch' ? "sum, fixed point, two's complement" : 'sum',
    invalid_o: 'sum is not a number',
  };
  return comments[name] ?? '';
}
