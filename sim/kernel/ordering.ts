import { REGISTERS } from './registers.ts';

/** What speaks for a node to be made next, and how often the order is pinned down. */
export interface Ordering {
  /** For each operand that is of no use any more afterwards. */
  readonly lastUse: number;
  /** For each operand that has to be loaded. */
  readonly load: number;
  /** For each user that can then be made. */
  readonly userReady: number;
  /** For the way through the nodes as they come, of all of it. */
  readonly position: number;
  /** For each operand that is among the last `distance` nodes: the machine may still be at it. */
  readonly fresh: number;
  readonly distance: number;
  /** How many operands are taken to be in registers. */
  readonly registers: number;
  /** Nodes from one pin to the next. */
  readonly pinned: number;
}

/** Fewest loads and spills, measured on the units of the benchmarks; the best of all on their mean. */
const FEWEST_LOADS: Ordering = {
  lastUse: 2,
  load: -1,
  userReady: 0.5,
  position: -5,
  fresh: 0,
  distance: 0,
  registers: REGISTERS,
  pinned: 9,
};

/**
 * The first is used unless another is asked for. No rule tells which suits a netlist most: loads are not all that counts,
 * and a machine hides some waiting and not other. The others, found by trial, do best where those before them do not.
 */
export const ORDERINGS: readonly [Ordering, ...Ordering[]] = [
  FEWEST_LOADS,
  { lastUse: 1.5, load: 0, userReady: 1, position: -8, fresh: -1.5, distance: 4, registers: 13, pinned: 7 },
  {
    lastUse: 2.5,
    load: -1,
    userReady: 1.5,
    position: -5,
    fresh: -1.5,
    distance: 5,
    registers: 14,
    pinned: 11,
  },
  { lastUse: 2, load: -1, userReady: 0.75, position: -12, fresh: -2, distance: 2, registers: 14, pinned: 6 },
  { lastUse: 2, load: -1, userReady: 1.5, position: -5, fresh: -1.5, distance: 3, registers: 14, pinned: 7 },
  {
    lastUse: 2,
    load: -1.5,
    userReady: 0,
    position: -3,
    fresh: -0.25,
    distance: 2,
    registers: 12,
    pinned: 12,
  },
];
