import fc from 'fast-check';
import { expect } from 'vitest';
import { anyUnitsOf } from '../../src/cli/any-words.ts';
import { Diagnostic } from '../../src/diagnostic.ts';
import type { AnySpec } from '../../src/unit/index.ts';

const oneOf = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const flag = (name: string, ...values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constantFrom(...values).map((value) => ` --${name} ${value}`) },
  );

const OPERANDS = [
  'e4m3',
  'e5m2',
  'e2m1',
  'e3m2',
  'bf16',
  'fp16',
  'e6m1',
  'int2',
  'int4',
  'int8',
  'int16',
  'int99',
  'x',
];

/** What accumulates, in the user's words: products and dot products of every kind of number, and now and then nonsense. */
const accumulating = fc
  .tuple(
    oneOf('mac', 'dot'),
    oneOf(...OPERANDS),
    flag('product', 'lmul', 'exact', 'exact', 'mitchell', 'truncated', 'lns', 'add'),
    flag('accumulator', 'fp32', 'fp16', 'bf16', 'kulisch', 'e6m9', 'e2m1', '__proto__'),
    flag('accumulator-rounding', 'rne', 'rtz', 'rup'),
    flag('guard-bits', '0', '4', '32', '33', '99999999999'),
    flag('lanes', '1', '2', '3', '8', '64', '65'),
    flag('window', '3', '4', '24', '64'),
    flag('align', 'truncate', 'sticky', 'no'),
    flag('block-scale', 'none', 'mx', 'mx;'),
    flag('weights', 'ternary', 'packed', 'int'),
    flag('stages', '0', '1'),
  )
  .map(([kind, operands, ...flags]) => `${kind} ${operands}${flags.join('')}`);

const alone = fc
  .tuple(
    oneOf(
      'int 2',
      'int 8',
      'int 16',
      'int 17',
      'int 0',
      'fixed q3.4',
      'fixed q1.1',
      'fixed q9.9',
      'fixed q-1.4',
    ),
    flag('architecture', 'multiply', 'array', 'carry-in', 'table', '__proto__'),
    flag('rounding', 'rne', 'rtz', 'rna', 'rup', 'rdn', 'up'),
  )
  .map(([what, ...flags]) => what + flags.join(''));

export const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: accumulating },
  { weight: 1, arbitrary: alone },
);

/** What is made; undefined where it is refused, with a reason and a way out. */
export function accepted<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Diagnostic)) throw error;
    expect(error).toMatchObject({ exit: 2, text: expect.stringMatching(/./) });
    return undefined;
  }
}

/** The unit that words mean; undefined when they are refused. */
export function unitOf(text: string): AnySpec | undefined {
  return accepted(() => anyUnitsOf([text], {})[0]);
}
