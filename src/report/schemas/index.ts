import { z } from 'zod';
import { Diagnostic } from '../../diagnostic.ts';
import { adviseSchema } from './advise.ts';
import { errorAlongSchema } from './along.ts';
import { anchorsSchema } from './anchors.ts';
import { cosimSchema } from './check.ts';
import { compareSchema, synthSchema } from './cost.ts';
import { energySchema } from './energy.ts';
import { errorSchema, heatMapSchema } from './error.ts';
import { mutateSchema, proveSchema } from './prove.ts';
import { claimsSchema, sweepSchema } from './sweep.ts';
import { arraySchema, energyTableSchema, macTableSchema } from './tables.ts';
import { tableSchema, trialSchema } from './trial.ts';

interface Published {
  readonly schema: z.ZodType;
  /** What has this form. */
  readonly of: string;
}

/** The forms of results, by the names of their files in schemas/. */
export const SCHEMAS: Readonly<Record<string, Published>> = {
  advise: { schema: adviseSchema, of: 'lmul advise --json' },
  anchors: { schema: anchorsSchema, of: 'lmul anchors --json' },
  array: { schema: arraySchema, of: 'lmul array --json' },
  claims: { schema: claimsSchema, of: 'lmul claims --json' },
  compare: { schema: compareSchema, of: 'lmul compare --json' },
  cosim: { schema: cosimSchema, of: 'lmul cosim --json' },
  energy: { schema: energySchema, of: 'lmul energy --json' },
  'energy-table': { schema: energyTableSchema, of: 'lmul energy-table --json' },
  error: { schema: errorSchema, of: 'lmul error --json' },
  'error-along': { schema: errorAlongSchema, of: 'lmul error-along --json' },
  'heat-map': { schema: heatMapSchema, of: 'lmul error --heat-map --json' },
  'mac-table': { schema: macTableSchema, of: 'lmul mac-table --json' },
  mutate: { schema: mutateSchema, of: 'lmul mutate --json' },
  prove: { schema: proveSchema, of: 'lmul prove --json' },
  sweep: { schema: sweepSchema, of: 'results.json of lmul sweep and lmul merge, and lmul sweep --json' },
  synth: { schema: synthSchema, of: 'lmul synth --json' },
  table: { schema: tableSchema, of: 'FILE.json beside a table of lmul export, and its --json' },
  trial: { schema: trialSchema, of: 'lmul attention --json and lmul linear --json' },
};

/** A JSON Schema (draft 2020-12). Throws Diagnostic `report/schema` for a name that is none. */
export function jsonSchema(name: string): object {
  const published = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
  if (published === undefined)
    throw new Diagnostic({
      code: 'report/schema',
      text: 'There is no schema of this name.',
      got: name,
      wayOut: Object.keys(SCHEMAS).join(', '),
    });
  return { title: published.of, ...z.toJSONSchema(published.schema) };
}
