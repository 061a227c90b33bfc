import { magBitsOf, widthOf } from '../format/index.ts';
import { accumulatorBits, type MacSpec, resultFormat, windowWidths } from '../unit/index.ts';
import { productView, scaleSection } from './mac-views.ts';
import { fieldsOf, rangeOf } from './mac-widen.ts';
import type { Section } from './section.ts';

/** `3'd0, `: so many zeros before the rest of a concatenation, or nothing. */
export const zerosBefore = (bits: number): string => (bits === 0 ? '' : `${bits}'d0, `);

/** An expression made wider with zeros. */
export const extended = (text: string, by: number): string => (by === 0 ? text : `{${by}'d0, ${text}}`);

/**
 * The stages of a dot product whose terms meet in a window: lanes of products by their fields, the register's fields, and
 * the three modules between them and the next sum.
 */
export function windowSections(spec: MacSpec, name: string): Section[] {
  return [
    {
      banner: `Multiply: ${spec.lanes} lanes, each product by its fields`,
      template: 'window-lanes',
      view: lanesView(spec),
    },
    ...scaleSection(spec),
    { banner: 'The register by its fields', template: 'window-register', view: registerView(spec) },
    {
      banner: 'Align, add, round',
      template: 'window-stages',
      view: stagesView(spec, name),
    },
  ];
}

function lanesView(spec: MacSpec): object {
  const { lanes, product } = spec;
  const from = resultFormat(product);
  const { expBits, manBits, encoding } = from;
  const full = product.contract === 'full';
  return {
    ...productView(product),
    ...fieldsOf(from, true),
    lanes,
    lanesRange: rangeOf(lanes),
    lanesMsb: lanes - 1,
    operandBits: widthOf(product.format),
    expBits,
    sigBits: manBits + 1,
    exponentsMsb: lanes * expBits - 1,
    significandsMsb: lanes * (manBits + 1) - 1,
    // A subnormal has the exponent of field 1.
    exponent: full ? `exp | {${zerosBefore(expBits - 1)}~hidden & (|man)}` : 'exp',
    nan: { ieee: 'is_special & (|man)', fn: 'is_special', fnuz: 'is_special', finite: '' }[encoding],
  };
}

function registerView(spec: MacSpec): object {
  const { register } = windowWidths(spec);
  const bits = accumulatorBits(spec);
  return {
    accRange: rangeOf(bits),
    kept: `{${bits}{~clear_p}}`,
    signBit: bits - 1,
    magMsb: magBitsOf(register) - 1,
    expMsb: register.expBits - 1,
    manBits: register.manBits,
    manMsb: register.manBits - 1,
  };
}

function stagesView(spec: MacSpec, name: string): object {
  const { exponentBits, terms, window, carryBits, register, product } = windowWidths(spec);
  const { encoding } = product;
  const ieee = encoding === 'ieee';
  return {
    name,
    accRange: rangeOf(accumulatorBits(spec)),
    exponentMsb: exponentBits - 1,
    alignedMsb: terms * window - 1,
    sumMsb: window + carryBits,
    fieldOne: `{${zerosBefore(register.expBits - 1)}~hidden_r}`,
    scaled: spec.scale === 'mx',
    among: spec.scale === 'mx' ? 'terms and scales' : 'the terms',
    nanText: `${encoding === 'finite' ? '' : ' | (|nans)'}${spec.scale === 'mx' ? ' | scale_nan' : ''}`,
    plusText: ieee ? ' | (|(infs & ~signs))' : '',
    minusText: ieee ? ' | (|(infs & signs))' : '',
  };
}
