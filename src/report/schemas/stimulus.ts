import { z } from 'zod';
import { DISTRIBUTIONS, SCALINGS, STIMULUS_NAMES } from '../../measure/index.ts';
import { count, hex256 } from './common.ts';

const reuse = { reuse: count };
const operand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uniform'), numbers: z.literal(true).optional(), ...reuse }),
  z.strictObject({ kind: z.enum([...DISTRIBUTIONS]), sigma: z.number(), ...reuse }),
  z.strictObject({
    kind: z.literal('file'),
    file: z.string(),
    tensor: z.string().optional(),
    shape: z.array(count),
    elements: count,
    used: count,
    digest: hex256,
    scaling: z.enum([...SCALINGS]),
    ...reuse,
  }),
]);

export const stimulusFields: Readonly<Record<'name' | 'seed' | 'a' | 'b', z.ZodType>> = {
  name: z.enum([...STIMULUS_NAMES, 'mixed', 'file']),
  seed: count,
  a: operand,
  b: operand,
};

/** What operands were drawn from, or read from. */
export const stimulus: z.ZodType = z.strictObject(stimulusFields);
