import type { CellsCost } from './cost.ts';

/** How much slower a shared clock is than the slowest design at its fastest. */
const MARGIN = 1.03;

/**
 * A clock every one of these designs can meet, in whole ps: the fastest netlist of the slowest design, and 3 % more. At
 * equal speed areas are compared fairly; without a clock the small and slow netlist wins.
 */
export function sharedClockPs(costs: readonly CellsCost[]): number {
  return Math.ceil(MARGIN * Math.max(...costs.map(({ spread }) => spread.delayPs.best)));
}
