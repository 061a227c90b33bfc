const MOST_LEVELS = 100;

/** Whether JSON is nested deeper than any file of ours: what writes it again would run out of stack. */
export function isTooDeep(value: unknown, levels: number = MOST_LEVELS): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1));
}
