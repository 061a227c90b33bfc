import { Diagnostic } from '../../diagnostic.ts';
import { Lab, type LabOptions, NotMeasuredError } from '../lab.ts';
import { type Claim, publishedClaims } from './claim.ts';
import type { Measure } from './measure.ts';
import { composedMeasures } from './measure-composed.ts';
import { dotMeasures } from './measure-dots.ts';
import { energyMeasures } from './measure-energy.ts';
import { errorMeasures } from './measure-error.ts';
import { macMeasures } from './measure-mac.ts';
import { sizeMeasures } from './measure-size.ts';
import { sumMeasures } from './measure-sums.ts';
import { type ClaimVerdict, type Evidence, verdictOf } from './verdict.ts';

/** How each claim is measured, by id; a claim that is not here cannot be measured yet. */
const measures: Readonly<Record<string, Measure>> = {
  ...composedMeasures,
  ...dotMeasures,
  ...energyMeasures,
  ...errorMeasures,
  ...macMeasures,
  ...sizeMeasures,
  ...sumMeasures,
};

/** Claims that can be measured, wholly or in part. */
export const measuredIds: readonly string[] = Object.keys(measures);

export interface ClaimOptions extends LabOptions {
  /** fp32 as well, whose synthesis by all recipes takes hours the first time. Default false. */
  readonly fp32?: boolean;
}

/** Formats of claims that name none. */
const FORMATS = ['e4m3', 'e5m2', 'bf16', 'fp16'] as const;

/** The claims of these ids, all of them for none. Throws Diagnostic `claims/unknown`. */
export function claimsOf(ids: readonly string[]): Claim[] {
  const all = publishedClaims();
  for (const id of ids)
    if (!all.some((claim) => claim.id === id))
      throw new Diagnostic({
        code: 'claims/unknown',
        text: 'There is no claim of that name.',
        got: id,
        wayOut: all.map((claim) => claim.id).join(', '),
      });
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
}

/** Puts claims to the test, one after the other: each unit is measured once, whichever claims ask for it. */
export async function testClaims(claims: readonly Claim[], options: ClaimOptions): Promise<ClaimVerdict[]> {
  const { fp32 = false, ...labOptions } = options;
  const lab = new Lab(labOptions);
  const formats = fp32 ? [...FORMATS, 'fp32'] : FORMATS;
  const verdicts: ClaimVerdict[] = [];
  for (const claim of claims) {
    options.onProgress?.(`claim ${claim.id}`);
    verdicts.push(verdictOf(claim, await evidenceFor(claim, lab, formats)));
  }
  return verdicts;
}

async function evidenceFor(claim: Claim, lab: Lab, formats: readonly string[]): Promise<Evidence> {
  const measure = measures[claim.id];
  if (measure === undefined) return { judged: [], beside: [] };
  try {
    return await measure(lab, formats);
  } catch (error) {
    if (error instanceof NotMeasuredError) return { judged: [], beside: [], missing: error.message };
    throw error;
  }
}
