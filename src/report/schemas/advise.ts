import { z } from 'zod';
import { COST_KINDS, METRICS } from '../../study/index.ts';
import { CONTRACTS } from '../../unit/index.ts';
import { allTools, count, format } from './common.ts';
import { atWidth, measuredPoint } from './sweep.ts';

/** A product unit, and where something else is asked for the unit that has it inside. */
const advisedUnit = z.strictObject({
  product: measuredPoint,
  error: z.number(),
  within: z.boolean(),
  whole: measuredPoint.optional(),
});

/** What `lmul advise --json` prints. */
export const adviseSchema: z.ZodType = z.strictObject({
  answer: z.string(),
  question: z.strictObject({
    format,
    contract: z.enum([...CONTRACTS]),
    budget: z.number(),
    metric: z.enum([...METRICS]),
    level: z.looseObject({ kind: z.enum(['element', 'mac', 'dot']) }),
    target: z.string(),
    cost: z.enum([...COST_KINDS]),
    widths: z.array(count),
  }),
  format,
  exact: advisedUnit,
  approximate: z.array(advisedUnit),
  best: advisedUnit.optional(),
  ratio: z.number().optional(),
  ratioWithoutBudget: z.number(),
  pays: z.boolean(),
  widths: z.array(z.strictObject({ ...atWidth, unit: z.string().optional() })),
  fromManBits: count.optional(),
  tools: allTools,
});
