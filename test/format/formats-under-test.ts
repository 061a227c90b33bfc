import { type Format, parseFormat } from '../../src/format/index.ts';

const parsed = (...names: string[]): readonly Format[] => names.map((name) => parseFormat(name));

/** The named formats of 8 bits and less. */
export const NAMED_SMALL: readonly Format[] = parsed(
  ...['e4m3', 'e5m2', 'e4m3-ieee', 'e3m4', 'e4m3-fnuz', 'e5m2-fnuz', 'e4m3-b11fnuz', 'e3m2', 'e2m3', 'e2m1'],
);

/** Every encoding with the fewest exponent and mantissa bits, where off-by-ones live. */
export const TINY: readonly Format[] = parsed(
  ...['e2m1', 'e2m1-ieee', 'e2m1-fn', 'e2m1-fnuz', 'e2m2-bias3-fn', 'e2m2-bias1-fnuz', 'e3m1-bias6', 'e2m2'],
);

/** Free formats of 6 to 8 bits with biases far from the middle, so that under- and overflow are lopsided. */
export const FREE_SMALL: readonly Format[] = parsed(
  ...['e3m2-bias7-finite', 'e4m1-bias2-fn', 'e3m3-fnuz', 'e2m4-bias3-fn', 'e5m1-bias9-finite', 'e4m2-bias13'],
  ...['e6m1-bias20-fn', 'e2m5-finite'],
);

/** Formats too wide for all pairs. */
export const WIDE: readonly Format[] = parsed('bf16', 'fp16', 'tf32', 'fp32', 'e11m23', 'e2m23', 'e9m6-fnuz');
