import { differingLane, valueInLane } from './lanes.ts';
import { BLOCK_LANES, type Block, type Stimulus } from './stimulus.ts';
import type { Counterexample } from './verdict.ts';

/** A run's outcome: nothing differed, or the first pair on which something did. */
export type Difference = Omit<Counterexample, 'level'> | undefined;

/** The first pair of a block whose result differs, among the lanes a mask lets count. */
export function compareBlock(
  got: Int32Array,
  block: Block,
  blockIndex: number,
  stimulus: Stimulus,
  valid?: Int32Array,
): Difference {
  const count = Math.min(BLOCK_LANES, stimulus.count - blockIndex * BLOCK_LANES);
  const lane = differingLane(got, block.expected, count, valid);
  if (lane === undefined) return undefined;
  const { a, b } = stimulus.operandsAt(blockIndex * BLOCK_LANES + lane);
  return { a, b, port: 'p_o', expected: valueInLane(block.expected, lane), got: valueInLane(got, lane) };
}
