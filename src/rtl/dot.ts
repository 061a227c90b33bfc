import { widthOf } from '../format/index.ts';
import { accumulatorBits, type MacSpec, productFixedPoint } from '../unit/index.ts';
import { placeView, productView, scaleSection } from './mac-views.ts';
import { rangeOf } from './mac-widen.ts';
import type { Section } from './section.ts';

/** The stages of a dot product: lanes of products at their place, one exact sum of them, the register. */
export function dotSections(spec: MacSpec): Section[] {
  const { lanes, product } = spec;
  const scaled = spec.scale === 'mx';
  const bits = accumulatorBits(spec);
  const termBits = productFixedPoint(product).width;
  const stepBits = termBits + Math.ceil(Math.log2(lanes));
  const shared = { lanes, lanesMsb: lanes - 1, termsMsb: lanes * termBits - 1, termBits };
  return [
    {
      banner: `Multiply: ${lanes} lanes, each product as a fixed-point number`,
      template: 'dot-lanes',
      view: {
        ...productView(product),
        ...placeView(spec),
        ...shared,
        operandBits: widthOf(product.format),
        specials: product.format.encoding !== 'finite',
        signs: `{${termBits}{sign}}`,
        carry: `{${termBits - 1}'d0, sign}`,
      },
    },
    ...scaleSection(spec),
    {
      banner: 'Add: the lanes',
      template: 'dot-tree',
      view: {
        ...shared,
        stepMsb: stepBits - 1,
        stepZero: `${stepBits}'d0`,
        extended: `{{${stepBits - termBits}{all[k*${termBits} + ${termBits - 1}]}}, all[k*${termBits} +: ${termBits}]}`,
      },
    },
    {
      banner: 'Add: the register',
      template: 'dot-kulisch',
      view: {
        bits,
        msb: bits - 1,
        accRange: rangeOf(bits),
        kept: `{${bits}{~clear_p}}`,
        wideStep: wideStep(bits + 1, stepBits, scaled),
        end: `{total[${bits}], {${bits - 1}{~total[${bits}]}}}`,
      },
    },
  ];
}

/** The sum of the lanes as wide as the register and one bit more, moved up by the scale; of a scale that is NaN, zero. */
function wideStep(bits: number, stepBits: number, scaled: boolean): string {
  const wide = `{{${bits - stepBits}{step[${stepBits - 1}]}}, step}`;
  return scaled ? `(({${bits}{~scale_nan}} & ${wide}) << scale)` : wide;
}
