import { InvalidArgumentError } from 'commander';
import type { Ice40Device } from '../tools/index.ts';

export const DEVICES: readonly Ice40Device[] = ['hx8k', 'up5k', 'lp1k', 'hx1k'];

/** `1..8`, `3`, or `1,5,9`: the seeds of place and route. */
export function parseSeeds(text: string): number[] {
  return wholeNumbers(text) ?? refuse('Seeds are a range such as 1..8, or a list such as 1,5,9.');
}

/** The same of mantissa widths, which are those that a format may have. */
export function parseWidths(text: string): number[] {
  const widths = wholeNumbers(text);
  if (widths?.every((width) => width >= 1 && width <= 23)) return widths;
  return refuse('Mantissa widths, from 1 to 23, are a range such as 1..5, or a list such as 2,3,7.');
}

/** The numbers of a range or a list; undefined where the text is neither. */
function wholeNumbers(text: string): number[] | undefined {
  const range = /^(\d{1,6})\.\.(\d{1,6})$/.exec(text);
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from <= to && to - from < 1000) return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  } else if (/^\d{1,6}(,\d{1,6})*$/.test(text)) return text.split(',').map(Number);
  return undefined;
}

function refuse(words: string): never {
  throw new InvalidArgumentError(words);
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('A positive number is wanted.');
}
