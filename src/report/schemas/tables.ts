import { z } from 'zod';
import { CONTRACTS } from '../../unit/index.ts';
import { anySpec, buildTools, counterexample, extent, figure, format, macSpec } from './common.ts';
import { gates, ice40, placement } from './cost.ts';
import { energyFields, energyFigures } from './energy.ts';

const head = {
  format,
  contract: z.enum([...CONTRACTS]),
  tools: buildTools,
};

/** By the name of a figure: over that of the best exact unit. */
const ratioToBestExact = z.record(z.string(), figure);

const failed = z.array(z.strictObject({ spec: anySpec, counterexample }));

/** What `lmul energy-table --json` prints. */
export const energyTableSchema: z.ZodType = z.array(
  z.strictObject({
    ...head,
    technologies: z.array(
      z.strictObject({
        technology: z.string(),
        bestExact: z.record(z.string(), figure),
        units: z.array(z.strictObject({ ...energyFields, ratioToBestExact })),
      }),
    ),
    failed,
  }),
);

/** A figure of an array: of each element, of what is around them, of all. */
const summed = z.strictObject({ each: z.number(), edges: z.number(), all: z.number() });

/** Sizes and energy of an array, by its hierarchy. */
const hierarchy = {
  element: z.string(),
  extent,
  aigNodes: summed,
  lut4: summed,
  logicCells: summed,
  cells: z.array(
    z.strictObject({
      technology: z.string(),
      areaUm2: summed,
      delayPs: z.number(),
      energyFj: summed,
      energyFjPerProduct: z.number(),
      element: z.strictObject(energyFigures),
    }),
  ),
};

/** What `lmul mac-table --json` prints. */
export const macTableSchema: z.ZodType = z.array(
  z.strictObject({
    ...head,
    technologies: z.array(z.string()),
    units: z.array(
      z.strictObject({
        unit: z.string(),
        spec: anySpec,
        group: z.string(),
        extent,
        gates,
        ice40,
        cells: z.array(z.strictObject(energyFields)),
        ratioToBestExact,
      }),
    ),
    arrays: z.array(
      z.strictObject({ array: z.string(), group: z.string(), ...hierarchy, placed: placement }),
    ),
    failed,
    refused: z.array(z.strictObject({ unit: z.string(), reason: z.string() })),
  }),
);

const matrix = z.strictObject({ file: z.string(), shape: z.array(z.int()), scale: z.number() });
const matrixError = z.strictObject({ relative: figure, largest: figure });

/** What `lmul array --json` prints. */
export const arraySchema: z.ZodType = z.strictObject({
  array: z.string(),
  spec: z.strictObject({ rows: z.int(), cols: z.int(), element: macSpec }),
  level: z.string(),
  a: matrix,
  b: matrix,
  check: z.strictObject({ kind: z.literal('model'), sums: z.int() }),
  tiles: z.int(),
  cycles: z.int(),
  utilisation: z.number(),
  notNumbers: z.int(),
  /** Beside the product of the rounded operands, and of the numbers in the files. */
  error: z.strictObject({ ofCodes: matrixError, ofFiles: matrixError }),
  product: z.array(z.array(figure)),
  cost: z.union([gates, ice40]).optional(),
  placed: placement.optional(),
  hierarchy: z.strictObject(hierarchy).optional(),
});
