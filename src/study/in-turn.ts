/**
 * What `work` makes of all items, in their order: begun in turn, so many at a time. The first error ends it once the
 * running ones are done.
 */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, at: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()];
  const runner = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, item] = next;
      try {
        results[at] = await work(item, at);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const runners = Array.from({ length: Math.min(atOnce, items.length) }, runner);
  for (const ended of await Promise.allSettled(runners)) if (ended.status === 'rejected') throw ended.reason;
  return results;
}
