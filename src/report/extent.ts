import { describeExtent, type Extent } from '../verify/index.ts';

/** How far a check went, for a column of a table; SAT only where every netlist is proved equal to the RTL. */
export function shortExtent(extent: Extent): string {
  if (extent.kind !== 'sampled') return describeExtent(extent);
  const isProved = Object.values(extent.proof).every((outcome) => outcome === 'proved');
  return `${(extent.directed + extent.random).toLocaleString('en')} pairs${isProved ? ' + SAT' : ''}`;
}
