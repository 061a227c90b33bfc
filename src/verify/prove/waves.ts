import { z } from 'zod';

const wavesSchema = z.object({
  signal: z.array(z.object({ name: z.string(), wave: z.string(), data: z.array(z.string()).default([]) })),
});

/**
 * The words of every signal that Yosys dumps as WaveJSON, step by step. A single bit is drawn as 0 or 1, a word as `=`
 * with its digits in `data`, a step without a change as a dot; what is undefined counts as 0.
 */
export function readWaves(text: string): Map<string, bigint[]> {
  const { signal } = wavesSchema.parse(JSON.parse(text));
  return new Map(signal.map(({ name, wave, data }) => [name, wordsOf(wave, data)]));
}

function wordsOf(wave: string, data: readonly string[]): bigint[] {
  let taken = 0;
  let word = 0n;
  return [...wave].map((drawn) => {
    // Every box has an entry, that of an undefined word an empty one.
    if (drawn === '=' || (drawn === '4' && data.length > 0)) word = wordOf(data[taken++] ?? '');
    else if (drawn !== '.') word = wordOf(drawn);
    return word;
  });
}

function wordOf(digits: string): bigint {
  return BigInt(`0b${digits.replaceAll(/[^01]/g, '0') || '0'}`);
}
