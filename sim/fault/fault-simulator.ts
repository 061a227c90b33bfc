import { SimulationError } from '../errors.ts';
import type { Cell, Netlist, Port } from '../netlist/netlist.ts';
import type { Fault } from './fault.ts';
import { CODES, OperationList, operationsOf } from './operations.ts';

/** Bit-sliced operands by input port, as for `setBits`. */
export type Inputs = Readonly<Record<string, Int32Array>>;

/**
 * A combinational netlist on a block of vectors, one to a lane, and what its faults change. The sound circuit is
 * computed once a block; a fault only where it spreads: from its net on, as far as values differ. So a fault costs
 * what its cone costs, and one that shows in no lane of its own net costs nothing.
 */
export class FaultSimulator {
  readonly words: number;
  readonly #netlist: Netlist;
  readonly #list: OperationList;
  readonly #sound: Int32Array;
  readonly #faulty: Int32Array;
  /** By value: the number of the last fault under which it differs in this block. */
  readonly #touched: Int32Array;
  #turn = 0;
  readonly #outputs: readonly number[];
  readonly #readers: readonly number[][];
  readonly #cones: Map<number, Int32Array> = new Map();

  /** @throws SimulationError `option-range` for a netlist with flip-flops: its faults are simulated cycle by cycle. */
  constructor(netlist: Netlist, words: number) {
    if (netlist.flipFlops.length > 0)
      throw new SimulationError(
        'option-range',
        `${netlist.top} has flip-flops, and faults are spread in combinational logic only`,
        ['simulate withFault(netlist, fault) cycle by cycle'],
      );
    this.words = words;
    this.#netlist = netlist;
    this.#list = operationsOf(netlist);
    this.#sound = new Int32Array(this.#list.valueCount * words);
    this.#faulty = new Int32Array(this.#list.valueCount * words);
    this.#touched = new Int32Array(this.#list.valueCount).fill(-1);
    const ports = netlist.ports.filter(({ direction }) => direction === 'output');
    this.#outputs = [...new Set(ports.flatMap(({ nets }) => nets))];
    const readers: number[][] = Array.from({ length: this.#list.valueCount }, () => []);
    for (const [index, left] of this.#list.left.entries())
      for (const value of new Set([left, this.#list.right[index] as number])) readers[value]?.push(index);
    this.#readers = readers;
  }

  /** Computes the sound circuit on a block of operands. */
  load(inputs: Inputs): void {
    for (const port of this.#netlist.ports) {
      if (port.direction !== 'input') continue;
      const bits = inputs[port.name];
      if (bits?.length !== port.width * this.words) throw wrongInput(port, this.words);
      port.nets.forEach((net, bit) => {
        this.#sound.set(bits.subarray(bit * this.words, (bit + 1) * this.words), net * this.words);
      });
    }
    for (let index = 0; index < this.#list.code.length; index += 1)
      evaluate(this.#list, index, this.#sound, this.words);
  }

  /** The lanes in which any output differs under the fault, in `lanes`; whether there is one. */
  spread(fault: Fault, lanes: Int32Array): boolean {
    lanes.fill(0);
    this.#turn += 1;
    const start = fault.kind === 'stuck' ? fault.net : this.#cell(fault).outputs[fault.output]!;
    if (fault.kind === 'stuck') this.#faulty.fill(-fault.value, start * this.words, (start + 1) * this.words);
    else this.#recompute(fault, start);
    if (!this.#settle(start)) return false;
    for (const index of this.#coneOf(start)) {
      const left = this.#list.left[index]!;
      const right = this.#list.right[index]!;
      if (this.#touched[left] !== this.#turn && this.#touched[right] !== this.#turn) continue;
      this.#refresh(left);
      this.#refresh(right);
      evaluate(this.#list, index, this.#faulty, this.words);
      this.#settle(this.#list.out[index]!);
    }
    let seen = 0;
    for (const net of this.#outputs) {
      if (this.#touched[net] !== this.#turn) continue;
      for (let word = 0, at = net * this.words; word < this.words; word += 1, at += 1) {
        lanes[word]! |= this.#faulty[at]! ^ this.#sound[at]!;
        seen |= lanes[word]!;
      }
    }
    return seen !== 0;
  }

  /** Notes whether a value differs under the present fault. */
  #settle(value: number): boolean {
    let difference = 0;
    for (let at = value * this.words, end = at + this.words; at < end; at += 1)
      difference |= this.#faulty[at]! ^ this.#sound[at]!;
    if (difference === 0) return false;
    this.#touched[value] = this.#turn;
    return true;
  }

  /** Gives an operand that the fault does not reach its sound value. */
  #refresh(value: number): void {
    if (this.#touched[value] === this.#turn) return;
    const from = value * this.words;
    this.#faulty.set(this.#sound.subarray(from, from + this.words), from);
  }

  /** The wrong function of a cell, from the sound values of its inputs, as the faulty value of its net. */
  #recompute({ cell, becomes }: Extract<Fault, { kind: 'function' }>, into: number): void {
    const { inputs } = this.#netlist.cells[cell] as Cell;
    const pins = inputs.length;
    const list = new OperationList(pins + 1);
    list.expression(becomes, [...inputs.keys()], pins);
    const values = new Int32Array(list.valueCount * this.words);
    for (const [pin, net] of inputs.entries())
      values.set(this.#sound.subarray(net * this.words, (net + 1) * this.words), pin * this.words);
    for (let index = 0; index < list.code.length; index += 1) evaluate(list, index, values, this.words);
    this.#faulty.set(values.subarray(pins * this.words, (pins + 1) * this.words), into * this.words);
  }

  #cell({ cell }: Extract<Fault, { kind: 'function' }>): Cell {
    return this.#netlist.cells[cell] as Cell;
  }

  /** The operations a value can reach, in order. */
  #coneOf(value: number): Int32Array {
    const known = this.#cones.get(value);
    if (known !== undefined) return known;
    const reached = new Set<number>();
    const waiting = [...this.#readers[value]!];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (reached.has(index)) continue;
      reached.add(index);
      waiting.push(...this.#readers[this.#list.out[index]!]!);
    }
    const cone = Int32Array.from(reached).sort();
    this.#cones.set(value, cone);
    return cone;
  }
}

function evaluate(list: OperationList, index: number, values: Int32Array, words: number): void {
  let at = list.out[index]! * words;
  let left = list.left[index]! * words;
  let right = list.right[index]! * words;
  const end = at + words;
  switch (list.code[index]!) {
    case CODES.zero:
      values.fill(0, at, end);
      return;
    case CODES.one:
      values.fill(-1, at, end);
      return;
    case CODES.copy:
      values.copyWithin(at, left, left + words);
      return;
    case CODES.not:
      for (; at < end; at += 1, left += 1) values[at] = ~values[left]!;
      return;
    case CODES.and:
      for (; at < end; at += 1, left += 1, right += 1) values[at] = values[left]! & values[right]!;
      return;
    case CODES.or:
      for (; at < end; at += 1, left += 1, right += 1) values[at] = values[left]! | values[right]!;
      return;
    case CODES.xor:
      for (; at < end; at += 1, left += 1, right += 1) values[at] = values[left]! ^ values[right]!;
      return;
    case CODES.andNot:
      for (; at < end; at += 1, left += 1, right += 1) values[at] = values[left]! & ~values[right]!;
      return;
  }
}

function wrongInput({ name, width }: Port, words: number): SimulationError {
  return new SimulationError('value-range', `port ${name} takes ${width} x ${words} words of operands`);
}
