import { hasRoundStep } from './result.ts';
import type { UnitSpec } from './spec.ts';

/** Where registers may stand, in datapath order; each names the value that is registered. */
export type Cut = (typeof CUTS)[number];
const CUTS = ['operands', 'decoded', 'aligned', 'product', 'sum', 'rounded', 'result'] as const;

/** Cut points of a unit, most useful first: a unit with n stages has registers at the first n of them. */
function cutPreference(spec: UnitSpec): readonly Cut[] {
  if (spec.product === 'add') return ['result', 'aligned', 'sum', 'rounded', 'operands'];
  const middle: Cut[] = hasRoundStep(spec) ? ['rounded'] : [];
  return ['result', 'product', 'decoded', ...middle, 'operands'];
}

export function maxStages(spec: UnitSpec): number {
  return cutPreference(spec).length;
}

/** The registers of a pipelined unit, in datapath order; as many as it has stages. */
export function cutsOf(spec: UnitSpec): readonly Cut[] {
  const chosen = cutPreference(spec).slice(0, spec.stages);
  return CUTS.filter((cut) => chosen.includes(cut));
}
