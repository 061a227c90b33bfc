import type { UnitSpec } from '../../unit/index.ts';
import { slicedSum } from './add.ts';
import { type Logic, Words } from './logic.ts';
import { slicedOperands } from './operands.ts';
import { slicedProduct } from './product.ts';
import { slicedResult } from './result.ts';

export type { Logic } from './logic.ts';

/** Operand bits in, result bits out, lowest first. */
export type SlicedCompute = <Bit>(logic: Logic<Bit>, a: readonly Bit[], b: readonly Bit[]) => Bit[];

/**
 * The model of a unit on single bits: the same function as `modelOf`, for any number of operand pairs at once, so that
 * it keeps up with the simulation it checks. All architectures of the exact product compute it by one multiplication.
 */
export function slicedModelOf(spec: UnitSpec): SlicedCompute {
  return (logic, a, b) => {
    const words = new Words(logic);
    if (spec.product === 'add') return slicedSum(words, spec, a, b);
    const operands = slicedOperands(words, spec.format, spec.contract, a, b);
    return slicedResult(words, spec, operands, slicedProduct(words, spec, operands));
  };
}
