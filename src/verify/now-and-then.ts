const TELL_MS = 2000;

/** What tells of progress, but not more often than every two seconds, the first time after as long. */
export function nowAndThen<Words extends readonly unknown[]>(
  tell: (...words: Words) => void,
): (...words: Words) => void {
  let told = performance.now();
  return (...words) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    tell(...words);
  };
}
