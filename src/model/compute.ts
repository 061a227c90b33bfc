/** What a unit computes: operand codes in, result code out. */
export type Compute = (a: bigint, b: bigint) => bigint;

/** What an accumulator holds: its code, and whether a Kulisch register has met something that is not a number. */
export interface AccumulatorState {
  readonly acc: bigint;
  readonly invalid: boolean;
}

export const CLEARED: AccumulatorState = { acc: 0n, invalid: false };

/** One accumulation: the state after it. Operands are those of all lanes, lane 0 lowest, and their scale above, if any. */
export type Accumulate = (state: AccumulatorState, a: bigint, b: bigint) => AccumulatorState;
