import { z } from 'zod';
import { TERMS } from '../../measure/index.ts';
import { anySpec, count, extent, figure, spread } from './common.ts';
import { stimulus } from './stimulus.ts';

const byStage = z.record(z.string(), z.number());
const kept = z.strictObject({
  byStage,
  total: z.number(),
  deviation: z.number(),
  withinTolerance: z.boolean(),
  freeMultiplierSaves: z.number(),
  freeProductSaves: z.number().optional(),
});

const stages = z.strictObject({
  stagesFjPerOp: byStage,
  sharesOfGates: byStage,
  freeMultiplierSaves: z.number(),
  keptFjPerOp: z.number(),
  keptAreaUm2: z.number(),
  energyFj: kept,
  areaUm2: kept,
  nand2Equivalents: kept,
});

/** Energy of an operation, and how it was had. */
export const energyFigures: Readonly<Record<string, z.ZodType>> = {
  energyFjPerOp: z.number(),
  halfWidthFjPerOp: figure,
  termsFjPerOp: z.strictObject(Object.fromEntries(TERMS.map((term) => [term, z.number()] as const))),
  pairs: count,
  periodPs: z.number(),
  gridPs: z.number(),
  zeroFjPerOp: z.number(),
  unitFjPerOp: z.number(),
  glitchFactor: z.number(),
};

const common = {
  unit: z.string(),
  spec: anySpec,
  extent,
  recipe: z.string(),
  areaUm2: z.number(),
  delayPs: z.number(),
  wireFfPerPin: z.number(),
  accumulation: z.strictObject({ productsPerOp: count, opsPerSum: count }).optional(),
  spread: z.strictObject({
    recipes: count,
    areaUm2: spread,
    delayPs: spread,
    energyFjPerOp: spread.optional(),
  }),
  tools: z.strictObject({ yosys: z.string() }),
};

/** Of a unit that accumulates an operation is a clock. */
const perProduct = { energyFjPerProduct: z.number().optional() };

/** A unit in the cells of one technology, with its energy. */
export const energyFields: Readonly<Record<string, z.ZodType>> = {
  ...common,
  technology: z.strictObject({
    name: z.string(),
    title: z.string(),
    corner: z.string(),
    supplyVolts: z.number(),
    temperatureC: z.number(),
  }),
  preLayout: z.literal(true),
  clockTree: z.literal(false),
  energyFjPerOp: z.number().optional(),
  ...perProduct,
  energies: z.array(z.strictObject({ stimulus, ...energyFigures, ...perProduct, stages: stages.optional() })),
};

/** What `lmul energy --json` prints. */
export const energySchema: z.ZodType = z.array(z.strictObject(energyFields));

/** The same within a comparison. */
export const unitEnergy: z.ZodType = z.strictObject({
  ...common,
  technology: z.looseObject({ name: z.string(), title: z.string() }),
  energies: z.array(
    z.strictObject({ stimulus, figures: z.strictObject(energyFigures), stages: stages.optional() }),
  ),
});
