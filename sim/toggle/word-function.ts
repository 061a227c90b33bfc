import { decompose } from '../netlist/decompose.ts';
import type { Expression } from '../netlist/expression.ts';

/** An expression as JavaScript on 32-bit words, one lane a bit; `pins` are names, read more than once. */
export function wordText(expression: Expression, pins: readonly string[]): string {
  const text = (inner: Expression): string => wordText(inner, pins);
  switch (expression.kind) {
    case 'constant':
      return expression.value === 1 ? '-1' : '0';
    case 'pin':
      return pins[expression.pin]!;
    case 'not':
      return `(~${text(expression.of)})`;
    case 'and':
      return `(${text(expression.left)} & ${text(expression.right)})`;
    case 'or':
      return `(${text(expression.left)} | ${text(expression.right)})`;
    case 'xor':
      return `(${text(expression.left)} ^ ${text(expression.right)})`;
    case 'mux': {
      const select = text(expression.select);
      return `((${select} & ${text(expression.high)}) | (~${select} & ${text(expression.low)}))`;
    }
    case 'table':
      return text(decompose(expression.rows));
  }
}

/** Bits set in a word. */
export function popcount(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
