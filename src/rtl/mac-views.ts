import { widthOf } from '../format/index.ts';
import {
  accumulatorFixedPoint,
  hasInvalidFlag,
  type MacSpec,
  type ProductSpec,
  productFixedPoint,
  resultFormat,
  shortName,
} from '../unit/index.ts';
import { fieldsOf, rangeOf } from './mac-widen.ts';
import { unusedView } from './section.ts';

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

/** Fields of the product, moved to their place; places below those that any product uses fall away. */
export function placeView(spec: MacSpec): object {
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
