import { z } from 'zod';
import { count, extent, figure, macSpec } from './common.ts';
import { stimulus } from './stimulus.ts';

const along = {
  unit: z.string(),
  spec: macSpec,
  check: extent,
  lengths: z.array(
    z.strictObject({
      length: count,
      sums: count,
      bias: figure,
      biasInErrors: figure,
      gainError: figure,
      gainInErrors: figure,
      rms: figure,
      rmsHalfWidth95: figure,
      largest: figure,
      sqnrDb: figure,
    }),
  ),
};

/** What `lmul error-along --json` prints. */
export const errorAlongSchema: z.ZodType = z.array(
  z.strictObject({ ...along, stimulus, exact: z.strictObject(along).optional() }),
);
