import { decompose } from '../netlist/decompose.ts';
import type { Expression } from '../netlist/expression.ts';
import { type Cell, type Netlist, net0, net1 } from '../netlist/netlist.ts';

/** What one operation does with the words of its operands; `one` and `zero` have none, `copy` and `not` one. */
export const CODES = { zero: 0, one: 1, copy: 2, not: 3, and: 4, or: 5, xor: 6, andNot: 7 } as const;
export type Code = (typeof CODES)[keyof typeof CODES];

/** A netlist as two-operand operations over numbered values; the values of nets have the nets' numbers. */
export interface Operations {
  readonly code: readonly Code[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly out: readonly number[];
  readonly valueCount: number;
}

/** Writes cells down as operations, each of their outputs the value of its net: a fault has a net to sit on. */
export class OperationList {
  readonly code: Code[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly out: number[] = [];
  valueCount: number;

  constructor(valueCount: number) {
    this.valueCount = valueCount;
  }

  cell({ inputs, outputs, functions }: Cell): void {
    outputs.forEach((net, index) => {
      this.expression(functions[index] as Expression, inputs, net);
    });
  }

  /** The value of an expression over these nets, in the given value or a new one. */
  expression(expression: Expression, pins: readonly number[], into?: number): number {
    const operand = (each: Expression): number =>
      each.kind === 'pin' ? (pins[each.pin] as number) : this.expression(each, pins);
    switch (expression.kind) {
      case 'constant':
        return this.#push(expression.value === 1 ? CODES.one : CODES.zero, net0, net0, into);
      case 'pin':
        return this.#push(CODES.copy, operand(expression), net0, into);
      case 'not':
        return this.#push(CODES.not, operand(expression.of), net0, into);
      case 'and':
        if (expression.right.kind === 'not')
          return this.#push(CODES.andNot, operand(expression.left), operand(expression.right.of), into);
        return this.#push(CODES.and, operand(expression.left), operand(expression.right), into);
      case 'or':
        return this.#push(CODES.or, operand(expression.left), operand(expression.right), into);
      case 'xor':
        return this.#push(CODES.xor, operand(expression.left), operand(expression.right), into);
      case 'mux': {
        const select = operand(expression.select);
        const high = this.#push(CODES.and, operand(expression.high), select);
        const low = this.#push(CODES.andNot, operand(expression.low), select);
        return this.#push(CODES.or, high, low, into);
      }
      case 'table':
        return this.expression(decompose(expression.rows), pins, into);
    }
  }

  #push(code: Code, left: number, right: number, into?: number): number {
    const out = into ?? this.valueCount++;
    this.code.push(code);
    this.left.push(left);
    this.right.push(right);
    this.out.push(out);
    return out;
  }
}

/** The combinational cells of a netlist, operands before users. */
export function operationsOf(netlist: Netlist): OperationList {
  const list = new OperationList(netlist.netCount);
  list.expression({ kind: 'constant', value: 0 }, [], net0);
  list.expression({ kind: 'constant', value: 1 }, [], net1);
  for (const cell of netlist.cells) list.cell(cell);
  return list;
}
