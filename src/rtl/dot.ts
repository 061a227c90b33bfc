import { widthOf } from '../format/index.ts';
import { accumulatorBits, hasInvalidFlag, type MacSpec, productFixedPoint } from '../unit/index.ts';
import { placeView, productView } from './mac-views.ts';
import { rangeOf } from './mac-widen.ts';
import type { Section } from './section.ts';

/** The stages of a dot product: lanes of products at their place, one exact sum of them, the register. */
export function dotSections(spec: MacSpec): Section[] {
  const { lanes, product } = spec;
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
        specials: hasInvalidFlag(spec),
        signs: `{${termBits}{sign}}`,
        carry: `{${termBits - 1}'d0, sign}`,
      },
    },
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
        wideStep: `{{${bits + 1 - stepBits}{step[${stepBits - 1}]}}, step}`,
        end: `{total[${bits}], {${bits - 1}{~total[${bits}]}}}`,
      },
    },
  ];
}
