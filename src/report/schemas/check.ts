import { z } from 'zod';
import { anySpec, count, counterexample, errorStatistics, extent, spec } from './common.ts';
import { costs } from './cost.ts';

const failed = z.strictObject({
  unit: z.string(),
  spec: anySpec,
  kind: z.literal('failed'),
  counterexample,
});

const passed = z.strictObject({ unit: z.string(), spec: anySpec, kind: z.literal('passed'), extent });

const head = { top: z.string(), unit: z.string(), spec };

/** What `lmul cosim --json` prints: of units a list, of given pairs or a circuit of the user's own one verdict. */
export const cosimSchema: z.ZodType = z.union([
  z.array(z.discriminatedUnion('kind', [passed, failed])),
  failed,
  z.strictObject({ unit: z.string(), spec, kind: z.literal('passed'), pairs: count }),
  z.strictObject({ ...head, kind: z.literal('passed'), extent, error: errorStatistics, costs }),
  z.strictObject({ ...head, kind: z.literal('failed'), counterexample }),
]);
