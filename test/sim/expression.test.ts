import { expect, test } from 'vitest';
import { SimulationError } from '../../sim/errors.ts';
import { evaluate, parseExpression } from '../../sim/netlist/expression.ts';

const table = (text: string, pins: string): string =>
  Array.from({ length: 2 ** pins.length }, (_, row) =>
    evaluate(
      parseExpression(text, [...pins]),
      [...pins].map((_, pin) => (row >> pin) & 1),
    ),
  ).join('');

test.each([
  ['A | B & C', 'ABC', '01010111'],
  ['(A | B) & C', 'ABC', '00000111'],
  ['A | B ^ C', 'ABC', '01111101'],
  ['A ^ B & C', 'ABC', '01010110'],
  ['!A & B', 'AB', '0010'],
  ['!(A & B)', 'AB', '1110'],
  ['S ? A : S ? 0 : 1', 'SA', '1011'],
  ['S ? S ? A : 0 : 1', 'SA', '1011'],
  ['!!A', 'A', '01'],
  ['1 & !0', '', '1'],
])('%s reads with the precedence of Verilog', (text, pins, expected) => {
  expect(table(text, pins)).toBe(expected);
});

test.each([
  ['A &', 'its end'],
  ['A B', '"B" at token 2'],
  ['(A | B', 'its end'],
  ['A | Z', '"Z" at token 3'],
  ['A ? B', 'its end'],
  ['A @ B', '"@" at token 2'],
  ['', 'its end'],
])('%j is refused, naming what was not expected', (text, got) => {
  const read = () => parseExpression(text, ['A', 'B']);
  expect(read).toThrow(SimulationError);
  expect(read).toThrow(
    `cannot read the expression "${text}": did not expect ${got}\n  it may use ! & ^ | ? : ( ) 0 1 and the pins A, B`,
  );
});
