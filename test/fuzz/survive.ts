import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulationError } from '../../sim/index.ts';
import { Diagnostic } from '../../src/diagnostic.ts';

/** Something that reads what strangers wrote. */
export interface Parser {
  readonly name: string;
  /** Reads it all: of an iterator, to its end. */
  readonly parse: (bytes: Buffer) => unknown;
  /** Good inputs: what is mutated. */
  readonly samples: readonly (string | Uint8Array)[];
  /** Words that mean something to it, to be strewn in. */
  readonly words?: readonly string[];
}

const RUNS = 400;
const SEED = 20_261_125;
const MOST_MS = 10_000;
/** What the process may take more at its peak, garbage of all runs included. */
const MOST_KILOBYTES = 768 * 2 ** 10;
const LONG = 200_000;

/**
 * One test for a parser: samples that are truncated, mutated, spliced and swollen, and bytes of no meaning, are read or
 * refused by an error meant for people; never a crash, a hang, or memory without bound.
 */
export function itSurvives({ name, parse, samples, words = [] }: Parser): void {
  const good = samples.map((sample) => Buffer.from(sample));

  it(`${name} reads its samples`, () => {
    for (const sample of good) parse(sample);
  });

  it(`${name} survives hostile bytes (seed ${SEED})`, () => {
    const before = process.resourceUsage().maxRSS;
    fc.assert(
      fc.property(hostile(good, words), (bytes) => {
        const start = performance.now();
        expectRefusal(() => parse(bytes));
        expect(performance.now() - start).toBeLessThan(MOST_MS);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    for (const bytes of swollen(good, words)) {
      const start = performance.now();
      expectRefusal(() => parse(bytes));
      expect(performance.now() - start).toBeLessThan(MOST_MS);
    }
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(MOST_KILOBYTES);
  });
}

/** A parser of text. */
export const text =
  (parse: (text: string) => unknown) =>
  (bytes: Buffer): unknown =>
    parse(bytes.toString('latin1'));

/** JSON that is none is refused by whoever reads the file; what reads the value must survive any value. */
export const json =
  (parse: (value: unknown) => unknown) =>
  (bytes: Buffer): unknown => {
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString());
    } catch {
      return undefined;
    }
    return parse(value);
  };

/** Runs it; what it throws must be an error for people, with text. */
export function expectRefusal(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if ((error instanceof Diagnostic || error instanceof SimulationError) && error.text !== '') return;
    throw error;
  }
}

const CLOSING = new Map([
  ['[', ']'],
  ['(', ')'],
  ['{"a":', '}'],
]);

const HOSTILE = [
  ...['', '\0', '\n', '\r\n', '"', "'", '\\', '(', ')', '{', '}', '[', ']', ',', ';', ':', '/', '//', '/*'],
  ...['-1', '0', '1e999', '99999999999999999999999', '0x', '_', '__proto__', 'constructor', 'NaN', 'null'],
  ...['../../etc/passwd', '$(reboot)', '`id`', '<script>', '\u00e9', '\u{1f4a5}', '%s%n'],
];

function hostile(samples: readonly Buffer[], words: readonly string[]): fc.Arbitrary<Buffer> {
  const sample = fc.constantFrom(...samples);
  const place = fc.nat({ max: 1_000_000 });
  const at = (bytes: Buffer, where: number): number => (bytes.length === 0 ? 0 : where % (bytes.length + 1));
  const word = fc.constantFrom(...HOSTILE, ...words).map((text) => Buffer.from(text));
  const edit = fc.oneof(
    place.map((where) => (bytes: Buffer) => bytes.subarray(0, at(bytes, where))),
    fc.tuple(place, fc.nat({ max: 255 })).map(([where, value]) => (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[where % copy.length] = value;
      return copy;
    }),
    fc.tuple(place, word).map(([where, text]) => (bytes: Buffer) => {
      const here = at(bytes, where);
      return Buffer.concat([bytes.subarray(0, here), text, bytes.subarray(here)]);
    }),
    fc.tuple(place, place, place).map(([from, to, where]) => (bytes: Buffer) => {
      const [first, last] = [at(bytes, from), at(bytes, to)].sort((a, b) => a - b) as [number, number];
      const here = at(bytes, where);
      return Buffer.concat([bytes.subarray(0, here), bytes.subarray(first, last), bytes.subarray(here)]);
    }),
    fc.tuple(place, fc.nat({ max: 40 })).map(([where, count]) => (bytes: Buffer) => {
      const here = at(bytes, where);
      return Buffer.concat([bytes.subarray(0, here), bytes.subarray(here + count)]);
    }),
  );
  const mutated = fc
    .tuple(sample, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([bytes, edits]) => edits.reduce((each, change) => change(each), bytes));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ weight: 6, arbitrary: mutated }, { weight: 1, arbitrary: noise });
}

/** One word over and over, alone and in the middle of a sample: deep nesting, endless lines, huge numbers. */
function swollen(samples: readonly Buffer[], words: readonly string[]): Buffer[] {
  const first = samples[0] as Buffer;
  const middle = first.length >> 1;
  return [...HOSTILE, ...words, '9', 'f', 'a ', '((', '!', '[[', '{"a":'].flatMap((word) => {
    const long = Buffer.from(word.repeat(Math.ceil(LONG / Math.max(1, word.length))).slice(0, LONG));
    const inMiddle = (part: Buffer): Buffer =>
      Buffer.concat([first.subarray(0, middle), part, first.subarray(middle)]);
    const closing = CLOSING.get(word);
    if (closing === undefined) return [long, inMiddle(long)];
    // Nested and closed again: well-formed, and too deep for whatever calls itself.
    const deep = Buffer.from(`${word.repeat(LONG / 4)}0${closing.repeat(LONG / 4)}`);
    return [long, inMiddle(long), deep, inMiddle(deep)];
  });
}
