import type { Bit, Expression } from './expression.ts';

interface Candidate {
  readonly expression: Expression;
  /** Two-operand operations (and inversions) once written out. */
  readonly cost: number;
}

const known = new Map<string, Candidate>();

/**
 * Writes a lookup table as an expression of few operations. Rows as in `Expression`'s `table`.
 * Splits on every input in turn (Shannon, and Davio where the exclusive or of the halves is simpler) and keeps
 * the cheapest; results are remembered, since a netlist uses few distinct tables.
 */
export function decompose(rows: readonly Bit[]): Expression {
  return best(rows.join('')).expression;
}

/** The cheaper of the table itself and the inversion of its complement. */
function best(table: string): Candidate {
  const found = known.get(table);
  if (found !== undefined) return found;
  const direct = split(table);
  const inverted = split(complement(table));
  const winner: Candidate =
    inverted.cost + 1 < direct.cost
      ? { expression: { kind: 'not', of: inverted.expression }, cost: inverted.cost + 1 }
      : direct;
  known.set(table, winner);
  return winner;
}

function split(table: string): Candidate {
  if (!table.includes('1')) return { expression: { kind: 'constant', value: 0 }, cost: 0 };
  if (!table.includes('0')) return { expression: { kind: 'constant', value: 1 }, cost: 0 };
  let winner: Candidate | undefined;
  for (let pin = 0; 2 ** pin < table.length; pin += 1) {
    const low = cofactor(table, pin, 0);
    const high = cofactor(table, pin, 1);
    if (low === high) continue;
    for (const candidate of joins(pin, low, high)) {
      if (winner === undefined || candidate.cost < winner.cost) winner = candidate;
    }
  }
  return winner!;
}

/** The ways to join the two halves of a table, by the pin that tells them apart. */
function joins(pin: number, low: string, high: string): Candidate[] {
  const x: Candidate = { expression: { kind: 'pin', pin }, cost: 0 };
  const notX: Candidate = { expression: { kind: 'not', of: x.expression }, cost: 1 };
  const [lowIs, highIs] = [constantOf(low), constantOf(high)];
  if (lowIs !== undefined && highIs !== undefined) return [highIs === 1 ? x : notX];
  if (lowIs === 0) return [join('and', x, best(high))];
  if (lowIs === 1) return [join('or', notX, best(high))];
  if (highIs === 0) return [join('and', notX, best(low))];
  if (highIs === 1) return [join('or', x, best(low))];
  if (high === complement(low)) return [join('xor', x, best(low)), join('xor', notX, best(high))];
  const [whenLow, whenHigh] = [best(low), best(high)];
  const difference = best(exclusiveOr(low, high));
  return [
    {
      expression: { kind: 'mux', select: x.expression, high: whenHigh.expression, low: whenLow.expression },
      cost: whenLow.cost + whenHigh.cost + 3,
    },
    join('xor', whenLow, join('and', x, difference)),
    join('xor', whenHigh, join('and', notX, difference)),
  ];
}

function join(kind: 'and' | 'or' | 'xor', left: Candidate, right: Candidate): Candidate {
  return {
    expression: { kind, left: left.expression, right: right.expression },
    cost: left.cost + right.cost + 1,
  };
}

const constantOf = (table: string): Bit | undefined => {
  if (!table.includes('1')) return 0;
  return table.includes('0') ? undefined : 1;
};

/** The table with a pin held at a value; it keeps its length, so pins keep their numbers. */
const cofactor = (table: string, pin: number, value: Bit): string => {
  const weight = 2 ** pin;
  return mapRows(table, (row) => table[value === 1 ? row | weight : row & ~weight]!);
};

const complement = (table: string): string => mapRows(table, (row) => (table[row] === '1' ? '0' : '1'));

const exclusiveOr = (a: string, b: string): string => mapRows(a, (row) => (a[row] === b[row] ? '0' : '1'));

function mapRows(table: string, digit: (row: number) => string): string {
  let mapped = '';
  for (let row = 0; row < table.length; row += 1) mapped += digit(row);
  return mapped;
}
