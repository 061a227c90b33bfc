/** What a unit computes: operand codes in, result code out. */
export type Compute = (a: bigint, b: bigint) => bigint;
