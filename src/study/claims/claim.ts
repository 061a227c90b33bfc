import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../package-root.ts';

/** How measured figures are judged; tolerances of `near` are shares, the others absolute. */
export type Rule =
  | { readonly kind: 'at-least' | 'at-most'; readonly value?: number; readonly tolerance: number }
  | { readonly kind: 'near'; readonly value?: number; readonly tolerance: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number };

/** One published claim, a row of data/claims.json. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  /** How the figure is known: read in the source, in a secondary one, or recomputed. */
  readonly known: 'text' | 'quoted' | 'derived';
  readonly published: string;
  readonly how: string;
  readonly rule: Rule;
  /** What would have to be measured as well, and is not. */
  readonly untested?: string;
  /** A format whose synthesis takes hours, and is left out unless asked for. */
  readonly needs?: 'fp32';
}

const tolerance = z.number().nonnegative();
const value = z.number().exactOptional();
const schema = z.strictObject({
  note: z.string(),
  claims: z.array(
    z.strictObject({
      id: z.string(),
      claim: z.string(),
      source: z.string(),
      known: z.enum(['text', 'quoted', 'derived']),
      published: z.string(),
      how: z.string(),
      rule: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.enum(['at-least', 'at-most']), value, tolerance }),
        z.strictObject({ kind: z.literal('near'), value, tolerance }),
        z.strictObject({ kind: z.literal('between'), low: z.number(), high: z.number() }),
      ]),
      untested: z.string().exactOptional(),
      needs: z.literal('fp32').exactOptional(),
    }),
  ),
});

/** The claims of data/claims.json, in their order. */
export function publishedClaims(): Claim[] {
  return schema.parse(JSON.parse(readFileSync(join(packageRoot, 'data', 'claims.json'), 'utf8'))).claims;
}
