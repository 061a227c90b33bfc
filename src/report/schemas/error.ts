import { z } from 'zod';
import { checkedUnit, count, figure, share, tools } from './common.ts';
import { stimulusFields } from './stimulus.ts';

const operands = z.union([
  z.strictObject({ name: z.literal('mantissas'), seed: count, description: z.string() }),
  z.strictObject({ ...stimulusFields, description: z.string() }),
]);

const metrics = z.strictObject({
  bias: figure,
  mred: figure,
  rms: figure,
  min: figure,
  max: figure,
  med: figure,
  nmed: figure,
  rmse: figure,
  wce: figure,
  sqnrDb: figure,
  errorRate: figure,
  halfWidth95: z.strictObject({ bias: figure, mred: figure, med: figure, errorRate: figure }).optional(),
});

const errors = z.strictObject({
  method: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['weighted', 'exhaustive']), pairs: count }),
    z.strictObject({ kind: z.literal('sampled'), pairs: count, seed: count }),
  ]),
  all: metrics,
  inRange: metrics.optional(),
  shares: z.strictObject({
    notRne: share.optional(),
    inRange: share,
    above: share,
    below: share,
    exactZero: share,
    signErrors: share,
    special: share,
    specialMismatches: share,
  }),
  ulps: z.array(z.strictObject({ from: z.int(), to: z.int(), share })).optional(),
});

/** What `lmul error --json` prints. */
export const errorSchema: z.ZodType = z.array(
  z.strictObject({ ...checkedUnit, operands, quantised: errors, unquantised: errors.optional(), tools }),
);

/** What `lmul error --heat-map --json` prints. */
export const heatMapSchema: z.ZodType = z.array(
  z.strictObject({
    ...checkedUnit,
    size: count,
    mantissasPerCell: count,
    kind: z.enum(['exhaustive', 'sampled']),
    pairs: count,
    seed: count,
    relativeError: z.array(z.array(figure)),
    tools,
  }),
);
