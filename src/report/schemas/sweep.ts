import { z } from 'zod';
import { count, errorStatistics, extent, macSpec, spec, spread } from './common.ts';

const point = {
  index: count,
  unit: z.string(),
  level: z.string(),
  spec: z.union([spec, macSpec]),
  target: z.string(),
  recipe: z.string().optional(),
  stimuli: z.array(z.looseObject({ name: z.string() })),
  seeds: z.array(count).optional(),
};

const marks = z.strictObject({
  area: z.boolean().optional(),
  energy: z.boolean().optional(),
  delay: z.boolean().optional(),
});

/** A point with what it costs and how wrong it is. */
export const measuredPoint: z.ZodType = z.strictObject({
  ...point,
  kind: z.literal('measured'),
  extent,
  error: errorStatistics,
  operandErrors: z.array(z.strictObject({ stimulus: z.string(), error: errorStatistics })),
  costs: z.record(z.string(), z.number()),
  chosenRecipe: z.string(),
  spread: z.strictObject({ areaUm2: spread, delayPs: spread }).optional(),
  energies: z.array(z.strictObject({ stimulus: z.string(), figures: z.looseObject({}) })).optional(),
  fmaxMHz: z.looseObject({}).optional(),
  missing: z.string().optional(),
  onFront: marks.optional(),
});

const failed = z.strictObject({
  ...point,
  kind: z.literal('failed'),
  code: z.string(),
  reason: z.string(),
  exit: z.int(),
});

/** One mantissa width, against the best exact unit there. */
export const atWidth: Readonly<Record<string, z.ZodType>> = {
  manBits: count,
  ratio: z.number(),
  better: z.boolean(),
  against: z.string(),
};

const crossing = {
  family: z.string(),
  unit: z.string(),
  widths: z.array(z.strictObject(atWidth)),
  fromManBits: count.optional(),
};

const versions = z.strictObject({ yosys: z.string(), nextpnr: z.string().nullable().optional() });

export const sweepSchema: z.ZodType = z.strictObject({
  /** As `lmul sweep --schema` has it, with its defaults. */
  study: z.looseObject({ name: z.string() }),
  lmul: z.string(),
  tools: versions,
  planned: count,
  shard: z.strictObject({ index: count, of: count }).optional(),
  refused: z.array(z.strictObject({ unit: z.string(), reason: z.string() })),
  points: z.array(z.union([measuredPoint, failed])),
  crossings: z
    .strictObject({
      offset: z.array(z.strictObject({ metric: z.string(), stimulus: z.string().optional(), ...crossing })),
      costs: z.array(z.strictObject({ target: z.string(), cost: z.string(), ...crossing })),
    })
    .optional(),
});

const evidence = {
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  conditions: z.string(),
  published: z.number().optional(),
};

const rule = z.looseObject({ kind: z.enum(['at-least', 'at-most', 'near', 'between']) });

export const claimsSchema: z.ZodType = z.array(
  z.strictObject({
    id: z.string(),
    verdict: z.enum(['holds', 'holds under stated conditions', 'does not hold', 'not testable here']),
    claim: z.string(),
    source: z.string(),
    known: z.enum(['text', 'quoted', 'derived']),
    published: z.string(),
    how: z.string(),
    rule,
    measured: z.array(z.strictObject({ ...evidence, meets: z.boolean() })),
    conditions: z.array(z.string()),
    beside: z.array(z.strictObject(evidence)),
    missing: z.string().optional(),
    tools: z.strictObject({ lmul: z.string(), ...versions.shape }),
  }),
);
