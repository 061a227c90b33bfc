import { describeExtent, type Extent } from '../verify/index.ts';

/** How far a check went, for a column of a table; SAT only where every netlist is proved equal to the RTL. */
export function shortExtent(extent: Extent): string {
  if (extent.kind === 'exhaustive') return describeExtent(extent);
  const isProved = Object.values(extent.proof).every((outcome) => outcome === 'proved');
  if (extent.kind === 'streams') {
    const { pairs, everyPair, streams, cycles } = extent;
    const onto = `${everyPair ? 'all ' : ''}${pairs.toLocaleString('en')} pairs`;
    return `${onto}, ${streams.toLocaleString('en')} streams x ${cycles.toLocaleString('en')}${isProved ? ' + SAT' : ''}`;
  }
  return `${(extent.directed + extent.random).toLocaleString('en')} pairs${isProved ? ' + SAT' : ''}`;
}
