import { z } from 'zod';
import { ENCODINGS, ROUNDINGS } from '../../format/index.ts';
import { ARCHITECTURES, CONTRACTS, FORMS, OUTPUT_WIDTHS, SCALES } from '../../unit/index.ts';

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

/** A multiply-accumulate unit. */
export const macSpec: z.ZodType = z.strictObject({
  product: spec,
  accumulator: z.looseObject({ kind: z.enum(['float', 'kulisch', 'window']) }),
  lanes: count,
  scale: z.enum(SCALES),
});

/** A unit of any kind; those on integers are told apart by `kind`. */
export const anySpec: z.ZodType = z.union([
  spec,
  macSpec,
  z.looseObject({ kind: z.enum(['int', 'fixed', 'int-mac', 'ternary-mac']) }),
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
/** Of what was built, placed or not. */
export const allTools: z.ZodType = z.strictObject({
  lmul: z.string(),
  yosys: z.string(),
  nextpnr: z.string().nullable(),
});

/** Of what was built. */
export const buildTools: z.ZodType = z.strictObject({ lmul: z.string(), yosys: z.string() });

/** Over the recipes of synthesis. */
export const spread: z.ZodType = z.strictObject({ best: figure, median: figure, worst: figure });

/** Errors over pairs of mantissas or under a stimulus, in short. */
export const errorStatistics: z.ZodType = z.strictObject({
  kind: z.enum(['weighted', 'exhaustive', 'sampled']),
  pairs: count,
  seed: count,
  bias: figure,
  mred: figure,
  rms: figure,
  min: figure,
  max: figure,
  notRne: figure.optional(),
});

/** Operands, results and states: integers of any size in decimal, as texts. */
export const code: z.ZodType<string> = z.string().regex(/^-?\d+$/);

/** Where hardware and model differ; of a unit with state, what stood in it before. */
export const counterexample: z.ZodType = z.strictObject({
  level: z.string(),
  cycle: count.optional(),
  stream: count.optional(),
  port: z.string(),
  a: code,
  b: code,
  valid: z.boolean().optional(),
  clear: z.boolean().optional(),
  before: code.optional(),
  expected: code,
  got: code,
});
