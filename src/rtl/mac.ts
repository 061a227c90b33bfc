import { widthOf } from '../format/index.ts';
import {
  accumulatorBits,
  accumulatorFixedPoint,
  adderOf,
  hasInvalidFlag,
  type MacSpec,
  macName,
  macPorts,
  productFixedPoint,
  resultFormat,
  shortName,
} from '../unit/index.ts';
import { align } from './align.ts';
import { emitVerilog } from './emit.ts';
import { macHeaderView } from './mac-header.ts';
import { fieldsOf, rangeOf, widenView } from './mac-widen.ts';
import { bannerLine, type Section, unusedView } from './section.ts';
import { shippedTemplates, type Templates } from './templates.ts';

/** The modules of a multiply-accumulate unit by name, itself first: it instantiates the others as they are. */
export function emitMacModules(
  spec: MacSpec,
  templates: Templates = shippedTemplates(),
): Readonly<Record<string, string>> {
  const adder = adderOf(spec);
  const parts = [spec.product, ...(adder === undefined ? [] : [adder])];
  return {
    [macName(spec)]: emitMac(spec, templates),
    ...Object.fromEntries(parts.map((part) => [shortName(part), emitVerilog(part, templates)])),
  };
}

/** The Verilog-2005 text of the unit's own module. Same spec, same bytes. */
export function emitMac(spec: MacSpec, templates: Templates = shippedTemplates()): string {
  const body = [multiplySection(spec), ...accumulateSections(spec), registersSection(spec)]
    .map(({ banner, template, view }) =>
      templates.render('section', {
        banner: bannerLine(banner),
        text: templates.render(template, view).trimEnd(),
      }),
    )
    .join('')
    .trim();
  const ports = macPorts(spec);
  return align(
    templates.render('mac', {
      header: macHeaderView(spec, templates.digest),
      name: macName(spec),
      ports: ports.map(({ name, direction, width }, i) => ({
        name,
        direction,
        range: rangeOf(width),
        comment: commentOf(spec, name),
        separator: i < ports.length - 1 ? ',' : ' ',
      })),
      body: `\n  ${body}`,
    }),
  );
}

function multiplySection({ product }: MacSpec): Section {
  const { stages } = product;
  return {
    banner: 'Multiply',
    template: 'mac-multiply',
    view: {
      name: shortName(product),
      range: rangeOf(widthOf(resultFormat(product))),
      clocked: stages > 0,
      stages,
      clearRange: rangeOf(stages),
      clearNext: stages === 1 ? 'clear_i' : `{clear_q${rangeOf(stages - 1) || '[0]'}, clear_i}`,
      clearLast: stages === 1 ? '' : `[${stages - 1}]`,
    },
  };
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

/** Fields of the product, moved to their place; places below those that any product uses fall away. */
function placeView(spec: MacSpec): object {
  const from = resultFormat(spec.product);
  const { fractionBits } = accumulatorFixedPoint(spec);
  const magBits = productFixedPoint(spec.product).width - 1;
  const below = from.bias - 1 + from.manBits - fractionBits;
  const wide = magBits + below;
  const kept = `placed${below === 0 ? '' : `[${wide - 1}:${below}]`}`;
  return {
    ...fieldsOf(from, true),
    fractionBits,
    one: `{${from.expBits - 1}'d0, hidden}`,
    wideRange: rangeOf(wide),
    magRange: rangeOf(magBits),
    significand: `{${wide - from.manBits - 1}'d0, hidden, man}`,
    mag: hasInvalidFlag(spec) ? `is_special ? ${magBits}'d0 : ${kept}` : kept,
    unused: unusedView('placed', below === 0 ? '' : `placed${rangeOf(below) || '[0]'}`),
  };
}

function registersSection(spec: MacSpec): Section {
  return {
    banner: 'Registers',
    template: 'mac-registers',
    view: { invalid: hasInvalidFlag(spec), zero: `${accumulatorBits(spec)}'d0` },
  };
}

function commentOf({ accumulator }: MacSpec, name: string): string {
  const comments: Readonly<Record<string, string>> = {
    clk_i: 'clock, rising edge',
    rst_ni: 'reset, active low',
    valid_i: 'operands are valid: accumulate',
    clear_i: 'from zero: with operands, or without',
    a_i: 'operand: sign, exponent, mantissa',
    b_i: 'operand',
    valid_o: 'a product has been added',
    acc_o: accumulator.kind === 'kulisch' ? "sum, fixed point, two's complement" : 'sum',
    invalid_o: 'sum is not a number',
  };
  return comments[name] ?? '';
}
