import { z } from 'zod';
import { SCALINGS, TABLE_KINDS } from '../../measure/index.ts';
import { buildTools, checkedUnit, count, extent, figure, format, hex256, spec, tools } from './common.ts';

const outputError = z.strictObject({
  relativeError: figure,
  sqnrDb: figure,
  maxAbsError: figure,
  meanAbsError: figure,
  cosine: figure,
  notFinite: count,
});

const against = { againstFloat64: outputError, againstFloat32: outputError };

/** What `lmul attention --json` and `lmul linear --json` print. */
export const trialSchema: z.ZodType = z.strictObject({
  computation: z.enum(['attention', 'linear']),
  tensors: z.record(z.string(), z.string()),
  options: z.record(z.string(), z.boolean()),
  scaling: z.enum([...SCALINGS]),
  outputs: count,
  rows: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['float32', 'quantised']), name: z.string(), ...against }),
      z.strictObject({
        kind: z.literal('unit'),
        name: z.string(),
        spec,
        extent,
        checked: z.string(),
        ...against,
      }),
    ]),
  ),
  tools,
});

/** What stands in FILE.json beside a table that `lmul export` wrote. */
export const tableSchema: z.ZodType = z.strictObject({
  file: z.string(),
  as: z.enum(['npy', 'bin', 'c-header']),
  table: z.enum([...TABLE_KINDS]),
  dtype: z.enum(['|u1', '<u2', '<u4', '<f4']),
  shape: z.tuple([count, count]),
  order: z.string(),
  sha256: hex256,
  ...checkedUnit,
  contract: z.array(z.string()),
  result: format,
  tools: buildTools,
});
