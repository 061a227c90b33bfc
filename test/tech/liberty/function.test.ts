import { describe, expect, it } from 'vitest';
import { evaluate, parseExpression } from '../../../sim/index.ts';
import { pinsIn, readFunction } from '../../../src/tech/liberty/function.ts';

describe('a function in the words of Liberty', () => {
  it.each([
    ['!A', '!A'],
    ["A'", '!A'],
    ["(A B)'", '!(A & B)'],
    ['(A1*A2)+B1', 'A1 & A2 | B1'],
    ["((A1+A2)*B1')", '(A1 | A2) & !B1'],
    // ^ binds closer than & here, and less close in our words.
    ['A & B ^ C', 'A & (B ^ C)'],
    ['A ^ B | C', 'A ^ B | C'],
    ['(A & B) ^ C', '(A & B) ^ C'],
    ['!!A', '!!A'],
    ["A''", '!!A'],
    ['A B C', 'A & B & C'],
    ['!A(B+C)', '!A & (B | C)'],
    ['1', '1'],
    ['(0)', '0'],
  ])('%s is %s', (text, ours) => {
    expect(readFunction(text)).toBe(ours);
  });

  it.each(['', '(', 'A &', 'A )', '& A', '!', 'A $ B', 'A ? B : C', '(A', "'A", '2'])(
    '%j is none',
    (text) => {
      expect(readFunction(text)).toBeUndefined();
    },
  );

  it('is refused when it is endless, not read until the stack is full', () => {
    for (const sign of ['(', '!', '!(']) expect(readFunction(`${sign.repeat(100_000)}A`)).toBeUndefined();
    expect(readFunction(`A${"'".repeat(100_000)}`)).toBeUndefined();
  });

  it('keeps its meaning: truth tables worked out by hand', () => {
    const rows = (text: string): string => {
      const ours = readFunction(text) as string;
      const expression = parseExpression(ours, ['A', 'B', 'C']);
      return Array.from({ length: 8 }, (_, row) =>
        evaluate(expression, [row & 1, (row >> 1) & 1, row >> 2]),
      ).join('');
    };
    // Row = C B A, A lowest.
    expect(rows("A B' + C")).toBe('01001111');
    expect(rows('A*B^C')).toBe('00010100');
    expect(rows("(A+B+C)'")).toBe('10000000');
    expect(rows('A^B^C')).toBe('01101001');
  });

  it('names its pins', () => {
    expect(pinsIn('A1 & (B | !A1) ^ C_N')).toEqual(['A1', 'B', 'C_N']);
  });
});
