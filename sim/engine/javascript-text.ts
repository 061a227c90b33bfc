import { decompose } from '../netlist/decompose.ts';
import type { Bit, Expression } from '../netlist/expression.ts';
import type { FlipFlop, Step } from '../netlist/netlist.ts';
import { net0, net1 } from '../netlist/netlist.ts';

/** About how many word operations an expression becomes. */
export function operationCount(expression: Expression): number {
  switch (expression.kind) {
    case 'constant':
    case 'pin':
      return 0;
    case 'not':
      return 1 + operationCount(expression.of);
    case 'and':
    case 'or':
    case 'xor':
      return 1 + operationCount(expression.left) + operationCount(expression.right);
    case 'mux':
      return (
        3 +
        operationCount(expression.select) +
        operationCount(expression.high) +
        operationCount(expression.low)
      );
    case 'table':
      return operationCount(decompose(expression.rows));
  }
}

/** low when select is 0, high when it is all ones; `low` stands twice and has to be a name or a literal. */
const choose = (select: string, high: string, low: string): string =>
  `(${low} ^ ((${low} ^ ${high}) & ${select}))`;

/** A wire that is all ones when it is active. */
const whenActive = (wire: string, active: Bit): string => (active === 1 ? wire : `(~${wire})`);

/** The text of one generated function: a loop over the words, nets loaded once and stored when they have a slot. */
export class FunctionText {
  readonly #slots: Int32Array;
  readonly #words: number;
  readonly #lines: string[] = [];
  readonly #local = new Set<number>();
  #temporaries = 0;

  constructor(slots: Int32Array, words: number) {
    this.#slots = slots;
    this.#words = words;
  }

  body(): string {
    return [
      `'use strict';`,
      `for (let w = 0; w < ${this.#words}; w = (w + 1) | 0) {`,
      ...this.#lines,
      '}',
    ].join('\n');
  }

  step(step: Step): void {
    if (step.kind === 'force') {
      const { reset, output } = step.flipFlop;
      this.#define(output, this.#forced(this.#at(this.#slots[output]!), reset!));
      return;
    }
    const { inputs, outputs, functions } = step.cell;
    const pins = inputs.map((net) => this.#net(net));
    outputs.forEach((net, index) => {
      this.#define(net, this.#expression(functions[index]!, pins));
    });
  }

  /** Writes a flip-flop's state after its clock edge into a slot of its own. */
  nextState({ data, enable, reset, output }: FlipFlop, slot: number): void {
    let next = this.#net(data);
    if (reset?.style === 'when-enabled') next = this.#forced(next, reset);
    if (enable !== undefined)
      next = choose(whenActive(this.#net(enable.wire), enable.active), next, this.#net(output));
    if (reset !== undefined && reset.style !== 'when-enabled') next = this.#forced(next, reset);
    this.#lines.push(`${this.#at(slot)} = ${next};`);
  }

  #forced(
    state: string,
    reset: { readonly wire: number; readonly active: Bit; readonly value: Bit },
  ): string {
    const wire = this.#net(reset.wire);
    if (reset.value === 1) return `(${state} | ${whenActive(wire, reset.active)})`;
    return `(${state} & ${whenActive(wire, reset.active === 1 ? 0 : 1)})`;
  }

  #at(slot: number): string {
    return `m[${slot * this.#words} + w]`;
  }

  #define(net: number, value: string): void {
    this.#local.add(net);
    const slot = this.#slots[net]!;
    this.#lines.push(`const n${net} = ${value};`);
    if (slot >= 0) this.#lines.push(`${this.#at(slot)} = n${net};`);
  }

  #net(net: number): string {
    if (net === net0) return '0';
    if (net === net1) return '-1';
    if (!this.#local.has(net)) {
      this.#local.add(net);
      this.#lines.push(`const n${net} = ${this.#at(this.#slots[net]!)};`);
    }
    return `n${net}`;
  }

  #expression(expression: Expression, pins: readonly string[]): string {
    switch (expression.kind) {
      case 'constant':
        return expression.value === 1 ? '-1' : '0';
      case 'pin':
        return pins[expression.pin]!;
      case 'not':
        return `(~${this.#expression(expression.of, pins)})`;
      case 'and':
      case 'or':
      case 'xor': {
        const sign = { and: '&', or: '|', xor: '^' }[expression.kind];
        return `(${this.#expression(expression.left, pins)} ${sign} ${this.#expression(expression.right, pins)})`;
      }
      case 'mux': {
        const low = this.#named(this.#expression(expression.low, pins));
        return choose(
          this.#expression(expression.select, pins),
          this.#expression(expression.high, pins),
          low,
        );
      }
      case 'table':
        return this.#expression(decompose(expression.rows), pins);
    }
  }

  #named(value: string): string {
    if (!value.startsWith('(')) return value;
    this.#temporaries += 1;
    this.#lines.push(`const t${this.#temporaries} = ${value};`);
    return `t${this.#temporaries}`;
  }
}
