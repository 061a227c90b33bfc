import { z } from 'zod';
import { Diagnostic } from '../diagnostic.ts';
import { parseResults, type SweepResults, validateStudy } from '../study/index.ts';
import { stimulus } from './schemas/stimulus.ts';
import { sweepSchema } from './schemas/sweep.ts';

const stimuli = z.array(stimulus);

/**
 * The results of a sweep in a `results.json`, in all that tables and pages take from them. Throws Diagnostic
 * `merge/not-results`: the first thing that is wrong, with its place.
 */
export function readSweep(text: string, file: string): SweepResults {
  const results = parseResults(text, file);
  const issue = firstIssue(results);
  if (issue === undefined) return results;
  throw new Diagnostic({
    code: 'merge/not-results',
    text: `${file} holds results of a sweep that have been changed or damaged.`,
    got: issue,
    wayOut: 'a directory that lmul sweep STUDY -o DIR wrote, by this version',
  });
}

function firstIssue(results: SweepResults): string | undefined {
  const [form, study] = [sweepSchema.safeParse(results), validateStudy(results.study)];
  const failed = [form.error?.issues[0], study.error?.issues[0]].find((issue) => issue !== undefined);
  if (failed !== undefined) return `${failed.path.join('.') || 'the whole'}: ${failed.message}`;
  // Names of technologies are names of files; they are those the study has been checked for.
  const targets = new Set(results.study.targets);
  for (const [at, point] of results.points.entries()) {
    if (!targets.has(point.target)) return `points.${at}.target: not one of the study`;
    const wrong = stimuli.safeParse(point.stimuli).error?.issues[0];
    if (wrong !== undefined) return `points.${at}.stimuli.${wrong.path.join('.')}: ${wrong.message}`;
    if (point.kind === 'measured' && point.operandErrors.length > point.stimuli.length)
      return `points.${at}.operandErrors: more than stimuli`;
  }
  return undefined;
}
