import type { UnitSpec } from '../../unit/index.ts';
import type { Harness } from './harness.ts';

/** A property of a combinational unit, as a harness whose `fail` must never be 1. */
export interface Law {
  readonly name: string;
  readonly statement: string;
  readonly harness: Harness;
}

const MIRROR = { rup: 'rdn', rdn: 'rup', rne: 'rne', rtz: 'rtz', rna: 'rna' } as const;

/** The unit that rounds as this one does with all signs turned, and how a statement says so. */
export function mirrorOf(spec: UnitSpec): { readonly mirrored: UnitSpec; readonly besides: string } {
  const rounding = MIRROR[spec.rounding];
  const besides = rounding === spec.rounding ? '' : `, with ${rounding} in place of ${spec.rounding}`;
  return { mirrored: { ...spec, rounding }, besides };
}
