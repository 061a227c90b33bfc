import { expect, test } from 'vitest';
import { operationCount } from '../../sim/engine/javascript-text.ts';
import { decompose } from '../../sim/netlist/decompose.ts';
import { type Bit, evaluate } from '../../sim/netlist/expression.ts';

const rowsOf = (table: number, count: number): Bit[] =>
  Array.from({ length: count }, (_, row) => ((table >> row) & 1) as Bit);

const pinsOf = Array.from({ length: 16 }, (_, row) => [row & 1, (row >> 1) & 1, (row >> 2) & 1, row >> 3]);

test('each of the 65,536 four-input tables decomposes into an expression of the same value', () => {
  let wrong = 0;
  let longest = 0;
  for (let table = 0; table < 65_536; table += 1) {
    const expression = decompose(rowsOf(table, 16));
    for (let row = 0; row < 16; row += 1) {
      if (evaluate(expression, pinsOf[row]!) !== ((table >> row) & 1)) wrong += 1;
    }
    longest = Math.max(longest, operationCount(expression));
  }
  expect(wrong).toBe(0);
  expect(longest).toBeLessThanOrEqual(14);
});

test.each([
  [0x6996, 3, 'a parity of four inputs'],
  [0x8000, 3, 'an and of four inputs'],
  [0x7fff, 4, 'a nand of four inputs'],
  [0xcaca, 3, 'a multiplexer'],
  [0x00ff, 1, 'an inverter'],
])('table %i takes %i operations (%s)', (table, operations, _) => {
  expect(operationCount(decompose(rowsOf(table, 16)))).toBe(operations);
});
