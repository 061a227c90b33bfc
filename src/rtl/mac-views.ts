import { widthOf } from '../format/index.ts';
import { type MacSpec, type ProductSpec, productFixedPoint, resultFormat, shortName } from '../unit/index.ts';
import { fieldsOf, rangeOf } from './mac-widen.ts';
import { type Section, unusedView } from './section.ts';

/** The product unit, and the clear that keeps pace with it. */
export function productView(product: ProductSpec): object {
  const { stages } = product;
  return {
    name: shortName(product),
    range: rangeOf(widthOf(resultFormat(product))),
    clocked: stages > 0,
    stages,
    clearRange: rangeOf(stages),
    clearNext: stages === 1 ? 'clear_i' : `{clear_q${rangeOf(stages - 1) || '[0]'}, clear_i}`,
    clearLast: stages === 1 ? '' : `[${stages - 1}]`,
  };
}

/** The product of both scales, keeping pace with the products. */
export function scaleSection({ product, scale }: MacSpec): Section[] {
  if (scale === 'none') return [];
  const { stages } = product;
  const top = 10 * stages;
  const view = {
    clocked: stages > 0,
    scaleRange: rangeOf(top),
    scaleNext: stages === 1 ? 'scale_d' : `{scale_q${rangeOf(top - 10)}, scale_d}`,
    scaleMsb: top - 2,
    scaleLsb: top - 10,
    nanBit: top - 1,
  };
  return [{ banner: 'Scale: that of both blocks', template: 'mx-scale', view }];
}

/** Fields of the product, moved to their place; places below those that any product uses fall away. */
export function placeView(spec: MacSpec): object {
  const from = resultFormat(spec.product);
  const { fractionBits } = productFixedPoint(spec.product);
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
    mag: from.encoding !== 'finite' ? `is_special ? ${magBits}'d0 : ${kept}` : kept,
    unused: unusedView('placed', below === 0 ? '' : `placed${rangeOf(below) || '[0]'}`),
  };
}
