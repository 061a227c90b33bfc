import { z } from 'zod';
import { ENCODINGS, ROUNDINGS } from '../../format/index.ts';
import { ARCHITECTURES, CONTRACTS, FORMS, OUTPUT_WIDTHS } from '../../unit/index.ts';

export const count: z.ZodType<number> = z.int().nonnegative();
/** A number that is null where it is none, or infinite: JSON has neither. */
export const figure: z.ZodType<number | null> = z.number().nullable();
export const share: z.ZodType<number> = z.number().min(0).max(1.0000001);
export const hex256: z.ZodType<string> = z.string().regex(/^[0-9a-f]{64}$/);

export const format: z.ZodType = z.strictObject({
  name: z.string(),
  expBits: count,
  manBits: count,
  bias: count,
  encoding: z.enum([...ENCODINGS]),
});

const common = {
  format,
  contract: z.enum([...CONTRACTS]),
  output: z.enum([...OUTPUT_WIDTHS]),
  rounding: z.enum([...ROUNDINGS]),
  overflow: z.enum(['encoding', 'saturate']),
  stages: count,
};

export const spec: z.ZodType = z.discriminatedUnion('product', [
  z.strictObject({ product: z.literal('lmul'), ...common, form: z.enum([...FORMS]), offset: z.string() }),
  z.strictObject({ product: z.literal('exact'), ...common, architecture: z.enum([...ARCHITECTURES]) }),
  z.strictObject({ product: z.literal('signed-mantissa'), ...common }),
  z.strictObject({ product: z.literal('truncated'), ...common, columns: count }),
  z.strictObject({ product: z.literal('lns'), ...common, logGuard: count }),
  z.strictObject({ product: z.literal('add'), ...common }),
]);

export const extent: z.ZodType = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exhaustive'), pairs: count }),
  z.strictObject({
    kind: z.literal('sampled'),
    directed: count,
    random: count,
    seed: count,
    proof: z.record(z.string(), z.enum(['proved', 'unknown'])),
  }),
  z.strictObject({
    kind: z.literal('streams'),
    pairs: count,
    everyPair: z.boolean(),
    streams: count,
    cycles: count,
    seed: count,
    proof: z.record(z.string(), z.enum(['proved', 'unknown'])),
  }),
]);

/** Which unit, what it is, and how far it was checked. */
export const checkedUnit: Readonly<Record<'unit' | 'spec' | 'extent' | 'checked', z.ZodType>> = {
  unit: z.string(),
  spec,
  extent,
  checked: z.string(),
};

export const tools: z.ZodType = z.strictObject({ lmul: z.string() });
