import { lookUp } from '../look-up.ts';
import type { LookupTable } from '../technology.ts';

/** The mean of some tables at one point; 0 of none. */
export function meanAt(tables: readonly (LookupTable | undefined)[], slewPs: number, loadFf: number): number {
  const values = tables.flatMap((table) => (table === undefined ? [] : [lookUp(table, slewPs, loadFf)]));
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
