import { type MacSpec, macName, unitSpec } from '../unit/index.ts';

/**
 * The unit a multiply-accumulate unit is held against: the exact product, correctly rounded where it is closed, under the
 * same contract and before the same accumulator. None of one that is that already, whatever its architecture.
 */
export function exactBeside(spec: MacSpec): MacSpec | undefined {
  const { product } = spec;
  if (product.product === 'exact' && product.rounding === 'rne') return undefined;
  const { format, contract, output, overflow, stages } = product;
  const exact = unitSpec('exact', format, {
    contract,
    output,
    ...(overflow === 'saturate' ? { saturate: true } : {}),
    stages: Math.min(stages, 1),
  });
  if (exact.product === 'add') throw new TypeError('an exact product is no sum');
  const beside: MacSpec = { ...spec, product: exact };
  return macName(beside) === macName(spec) ? undefined : beside;
}
