import { z } from 'zod';
import { LEVELS } from '../../verify/index.ts';
import { anySpec, code, count } from './common.ts';

const theorem = {
  name: z.string(),
  statement: z.string(),
  andNodes: count,
  seconds: z.number().nonnegative(),
};

/** What `lmul prove --json` prints. */
export const proveSchema: z.ZodType = z.array(
  z.strictObject({
    unit: z.string(),
    spec: anySpec,
    proofs: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ ...theorem, kind: z.literal('proved'), solver: z.string() }),
        z.strictObject({ ...theorem, kind: z.literal('refuted'), inputs: z.record(z.string(), code) }),
        z.strictObject({ ...theorem, kind: z.literal('unknown'), reason: z.string() }),
      ]),
    ),
  }),
);

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('killed'), by: z.enum(['vectors', 'all pairs']) }),
  z.strictObject({ kind: z.literal('equivalent'), how: z.string() }),
  z.strictObject({
    kind: z.literal('survived'),
    shownBy: z.strictObject({ a: code, b: code, state: code.optional() }),
  }),
  z.strictObject({ kind: z.literal('unknown'), reason: z.string() }),
]);

/** What `lmul mutate --json` prints. */
export const mutateSchema: z.ZodType = z.strictObject({
  unit: z.string(),
  spec: anySpec,
  vectors: z.string(),
  groups: z.array(
    z.strictObject({
      where: z.enum([...LEVELS, 'templates']),
      score: z.strictObject({
        injected: count,
        killed: count,
        byAllPairs: count,
        equivalent: count,
        missed: count,
        killScore: z.string().regex(/^\d+\.\d %$/),
      }),
      mutants: z.array(z.strictObject({ class: z.string(), fault: z.string(), outcome })),
    }),
  ),
});
