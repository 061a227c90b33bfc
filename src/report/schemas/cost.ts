import { z } from 'zod';
import { ROUNDINGS } from '../../format/index.ts';
import { CONTRACTS } from '../../unit/index.ts';
import {
  anySpec,
  count,
  counterexample,
  errorStatistics,
  extent,
  figure,
  format,
  spec,
  spread,
} from './common.ts';
import { unitEnergy } from './energy.ts';

const yosys = z.strictObject({ yosys: z.string() });
const cells = z.record(z.string(), count);

const gatesFigures = {
  recipe: z.string(),
  gates: count,
  inverters: count,
  flipFlops: count,
  nand2Equivalents: z.number(),
  aigNodes: count,
  depthGates: count,
  depthAig: count,
};

export const gates: z.ZodType = z.strictObject({
  target: z.literal('gates'),
  ...gatesFigures,
  tools: yosys,
  cells,
  recipes: z.array(z.strictObject(gatesFigures)),
});

export const ice40: z.ZodType = z.strictObject({
  target: z.literal('ice40'),
  recipe: z.string(),
  tools: yosys,
  cells,
  lut4: count,
  carries: count,
  flipFlops: count,
  depthLut4: count,
});

const cellsFigures = {
  recipe: z.string(),
  areaUm2: z.number(),
  delayPs: z.number(),
  abcDelayPs: z.number(),
};

const standardCells = z.strictObject({
  target: z.literal('cells'),
  technology: z.string(),
  corner: z.string(),
  supplyVolts: z.number(),
  ...cellsFigures,
  tools: yosys,
  cells,
  flipFlops: count,
  leakageNw: z.number(),
  timing: z.strictObject({
    delayPs: z.number(),
    endpoint: z.looseObject({}).optional(),
    path: z.array(z.looseObject({ cell: z.string(), type: z.string(), arrivalPs: z.number() })),
  }),
  spread: z.strictObject({ areaUm2: spread, delayPs: spread }),
  recipes: z.array(z.strictObject(cellsFigures)),
  clock: z.strictObject({ periodPs: z.number(), meets: z.boolean() }).optional(),
});

const placedFigures = {
  device: z.string(),
  package: z.string(),
  recipe: z.string(),
  tools: z.strictObject({ yosys: z.string(), nextpnr: z.string() }),
  fmaxMHz: z.strictObject({
    min: z.number(),
    median: z.number(),
    max: z.number(),
    bySeed: z.array(z.strictObject({ seed: count, fmaxMHz: z.number() })),
  }),
  lut4: count,
  carries: count,
  flipFlops: count,
  logicCells: count,
  logicCellsAvailable: count,
  criticalPath: z.looseObject({}).nullable(),
};

const placed = z.strictObject(placedFigures);

/** Of an array: the figures, or by how much it does not fit. */
export const placement: z.ZodType = z.union([
  z.strictObject({ fits: z.literal(false), why: z.string() }),
  z.strictObject({
    fits: z.literal(true),
    ...placedFigures,
    freqMHz: z.number().optional(),
    meets: z.boolean().optional(),
  }),
]);

const cost = z.union([gates, ice40, standardCells]);

/** What `lmul synth --json` prints. */
export const synthSchema: z.ZodType = z.array(
  z.strictObject({
    unit: z.string(),
    spec: anySpec,
    check: extent,
    cost,
    /** Each part synthesised alone, times its count; `rest` may be negative. */
    parts: z
      .array(z.strictObject({ part: z.string(), count, cost: z.number(), share: z.number() }))
      .optional(),
    placed: placed.optional(),
    freqMHz: z.number().optional(),
    meets: z.boolean().optional(),
  }),
);

/** Costs by name, of which some may be missing. */
const figures = z.record(z.string(), figure);

/** What `lmul compare --json` prints. */
export const compareSchema: z.ZodType = z.array(
  z.strictObject({
    format,
    contract: z.enum([...CONTRACTS]),
    rounding: z.enum([...ROUNDINGS]),
    units: z.array(
      z.strictObject({
        unit: z.string(),
        spec,
        extent,
        error: errorStatistics,
        gates,
        ice40,
        placed: placed.optional(),
        cells: unitEnergy.optional(),
        ratioToBestExact: figures,
      }),
    ),
    failed: z.array(z.strictObject({ spec, counterexample })),
    refused: z.array(z.strictObject({ unit: z.string(), reason: z.string() })),
    withoutFmax: z.string().optional(),
    tools: z.strictObject({ lmul: z.string(), yosys: z.string(), nextpnr: z.string().nullable().optional() }),
    bestExact: figures,
  }),
);

/** Costs of a circuit of the user's own, by target. */
export const costs: z.ZodType = z.strictObject({ gates, ice40 });
