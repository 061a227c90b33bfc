import { z } from 'zod';
import { Diagnostic } from '../../diagnostic.ts';
import { parseFormat, ROUNDINGS } from '../../format/index.ts';
import { SCALINGS, STIMULUS_NAMES } from '../../measure/index.ts';
import { cellRecipes } from '../../synth/index.ts';
import { technologyNames } from '../../tech/index.ts';
import {
  ALIGNMENTS,
  ARCHITECTURES,
  CONTRACTS,
  FORMS,
  MAX_LANES,
  OUTPUT_WIDTHS,
  PRODUCT_NAMES,
  SCALES,
} from '../../unit/index.ts';
import { BEST_RECIPE, DEVICE_NAMES, type Study } from './study.ts';

const list = <T extends z.ZodType>(item: T): z.ZodArray<T> => z.array(item).min(1);
const whole = z.int().nonnegative();

/** What the format parser refuses, refused here with its words, at the place in the file. */
const format = z.string().superRefine((name, context) => {
  try {
    parseFormat(name);
  } catch (error) {
    if (!(error instanceof Diagnostic)) throw error;
    const { text, wayOut } = error;
    context.addIssue({ code: 'custom', message: text, params: { wayOut } });
  }
});

const units = z.strictObject({
  product: z.enum(PRODUCT_NAMES),
  form: list(z.enum(FORMS)).optional(),
  offset: list(z.string().regex(/^(paper|none|\d{1,6}\/\d{1,6})$/)).optional(),
  architecture: list(z.enum(ARCHITECTURES)).optional(),
  columns: list(whole).optional(),
  logGuard: list(whole).optional(),
  rounding: list(z.enum(ROUNDINGS)).optional(),
  output: list(z.enum(OUTPUT_WIDTHS)).optional(),
  saturate: list(z.boolean()).optional(),
  stages: list(whole).optional(),
});

const level = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('element') }),
  z.strictObject({
    kind: z.literal('mac'),
    accumulator: z.string().optional(),
    accumulatorRounding: z.enum(['rne', 'rtz']).optional(),
    guardBits: whole.optional(),
  }),
  z.strictObject({
    kind: z.literal('dot'),
    lanes: z.int().min(2).max(MAX_LANES).default(8),
    accumulator: z.string().default('kulisch'),
    accumulatorRounding: z.enum(['rne', 'rtz']).optional(),
    guardBits: whole.optional(),
    window: whole.optional(),
    align: z.enum(ALIGNMENTS).optional(),
    scale: z.enum(SCALES).optional(),
  }),
]);

const ofAnyStimulus = { seed: whole.default(1), reuse: z.int().positive().optional() };
const stimulus = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(STIMULUS_NAMES), ...ofAnyStimulus }),
  z.strictObject({
    name: z.literal('file'),
    a: z.string().describe('FILE.npy or FILE.safetensors:TENSOR, from the folder of the study file'),
    b: z.string().optional().describe('the second operand; default: gaussian'),
    scale: z.enum(SCALINGS).default('tensor'),
    ...ofAnyStimulus,
  }),
]);

const targets = [
  'gates',
  'ice40',
  ...DEVICE_NAMES.map((device) => `ice40:${device}`),
  ...technologyNames().map((name) => `cells:${name}`),
];

const check = z.strictObject({
  count: z.int().positive().default(65_536).describe('random pairs of formats wider than 10 bits'),
  seed: whole.default(1),
  prove: z.boolean().default(true).describe('SAT proofs of formats wider than 10 bits'),
});

const study = z.strictObject({
  $schema: z.string().optional().describe('where this schema lies, for editors'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('of the study, in its results'),
  title: z.string().optional(),
  formats: list(format).describe('such as e4m3, bf16, e6m1, e6m1-bias20-fn'),
  units: list(units).describe('a product and lists of option values: every combination that makes sense'),
  contracts: list(z.enum(CONTRACTS)).default(['flush']),
  levels: list(level)
    .default([{ kind: 'element' }])
    .describe('the product alone, in a multiply-accumulate unit, or in a dot product'),
  targets: list(z.enum(targets)).default(['gates']),
  recipes: list(z.enum([BEST_RECIPE, ...cellRecipes.map(({ name }) => name)]))
    .default([BEST_RECIPE])
    .describe('of standard cells: the smallest netlist of all, or one recipe alone'),
  stimuli: list(stimulus)
    .default([{ name: 'gaussian', seed: 1 }])
    .describe('operands of which the error is measured and, in standard cells, the energy'),
  seeds: list(whole).default([1, 2, 3, 4, 5]).describe('of place and route'),
  precision: z
    .number()
    .positive()
    .max(0.5)
    .default(0.01)
    .describe('half the 95 % interval of an energy, as a share'),
  check: check.prefault({}),
});

/** The study in some data, or what is wrong with it. */
export function validateStudy(data: unknown): z.ZodSafeParseResult<Study> {
  return study.safeParse(data);
}

/** The JSON schema of a study file. */
export function studyJsonSchema(): object {
  return { title: 'A study of lmul-rtl', ...z.toJSONSchema(study, { io: 'input' }) };
}
