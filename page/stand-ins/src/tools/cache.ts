import type * as Original from '../../../../src/tools/cache.ts';

/** Outcomes of this visit, by key: the page keeps nothing on disk. */
const outcomes = new Map<string, unknown>();

export const cacheKey: typeof Original.cacheKey = (identity) => JSON.stringify(identity);

export const cached: typeof Original.cached = async (key, run) => {
  type Outcome = Awaited<ReturnType<typeof run>>;
  if (outcomes.has(key)) return outcomes.get(key) as Outcome;
  const outcome = await run();
  outcomes.set(key, outcome);
  return outcome;
};

export const cacheDirectory: typeof Original.cacheDirectory = () => undefined;

export const recall: typeof Original.recall = async <T>(key: string) => outcomes.get(key) as T | undefined;

export const keep: typeof Original.keep = async (key, value) => {
  outcomes.set(key, value);
};
