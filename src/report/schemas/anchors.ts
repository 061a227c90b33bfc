import { z } from 'zod';
import { allTools, count } from './common.ts';
import { energyFigures } from './energy.ts';

const operation = {
  operation: z.string(),
  architecture: z.string(),
  recipe: z.string(),
  checkedPairs: count,
  areaUm2: z.number(),
  delayPs: z.number(),
  gateModelGates: count.optional(),
  ...energyFigures,
};

const ratio = {
  ratio: z.string(),
  measured: z.number(),
  published: z.record(z.string(), z.number()),
  interpolated: z.boolean(),
};

const published = {
  source: z.string(),
  pj: z.number(),
  ratio: z.number(),
  scaledRatio: z.number().optional(),
};

const source = {
  name: z.string(),
  title: z.string(),
  nodeNm: z.number(),
  supplyVolts: z.number().optional(),
  energyPj: z.record(z.string(), z.number()),
};

/** What `lmul anchors --json` prints. */
export const anchorsSchema: z.ZodType = z.strictObject({
  technology: z.strictObject({
    name: z.string(),
    title: z.string(),
    corner: z.string(),
    supplyVolts: z.number(),
  }),
  preLayout: z.literal(true),
  tools: allTools,
  operations: z.array(z.strictObject(operation)),
  ratios: z.array(z.strictObject(ratio)),
  absolutes: z.array(
    z.strictObject({
      operation: z.string(),
      measuredPj: z.number(),
      published: z.array(z.strictObject(published)),
    }),
  ),
  sources: z.array(z.strictObject(source)),
});
