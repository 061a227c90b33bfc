import type { Harness } from './harness.ts';

/** A property of a combinational unit, as a harness whose `fail` must never be 1. */
export interface Law {
  readonly name: string;
  readonly statement: string;
  readonly harness: Harness;
}

/** Rounding as it is seen with all signs turned. */
export const MIRROR = { rup: 'rdn', rdn: 'rup', rne: 'rne', rtz: 'rtz', rna: 'rna' } as const;
