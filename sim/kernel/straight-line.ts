import type { Literal, Network } from '../network/network.ts';
import type { Assembler } from '../wasm/assembler.ts';
import type { Layout, Place } from './layout.ts';
import { REGISTERS, Registers } from './registers.ts';

/** Nodes to be made one after the other, in the body of a loop. */
export interface Sequence {
  readonly network: Network;
  readonly nodes: readonly number[];
  /** Nodes from one pin to the next. */
  readonly pinned: number;
  /** Values to be stored: each as soon as it is made, those that are not made here when all nodes are. */
  readonly results: readonly Literal[];
  /** A value asked for after that. */
  readonly last?: Literal;
  /** Whether a node can be loaded, and how its value gets on the stack. */
  readonly source: { has(node: number): boolean; push(node: number): void };
  /** A local of i32 that is a multiple of `step` all the time. */
  readonly at: number;
  readonly step: number;
}

/**
 * Emits operations with their values in registers, one local each, and in memory what has no room there.
 *
 * V8 orders the operations of a basic block anew, level by level, which keeps far more values alive than there are
 * registers, and spills them. So every few operations a branch that is never taken leads to where all registers are
 * used: what is made before it stays before it. The branch leaves the block around the loop; `landing` goes behind that.
 */
export class StraightLine {
  readonly #code: Assembler;
  readonly #layout: Layout;
  readonly #sequence: Sequence;
  readonly #made: ReadonlySet<number>;
  readonly #locals: readonly number[];
  readonly #registers: Registers;
  #pins = 0;

  constructor(code: Assembler, layout: Layout, sequence: Sequence) {
    this.#code = code;
    this.#layout = layout;
    this.#sequence = sequence;
    this.#made = new Set(sequence.nodes);
    this.#locals = Array.from({ length: REGISTERS }, () => code.local('v128'));
    const { source } = sequence;
    const spilled = new Map<number, Place>();
    this.#registers = new Registers(usesOf(sequence, this.#made), {
      load: (node, register) => {
        const place = spilled.get(node);
        if (place !== undefined) code.constant(0).load(place.offset);
        else if (source.has(node)) source.push(node);
        else throw new Error(`node ${node} has no place to be read from`);
        code.set(this.#locals[register]!);
      },
      spill: (node, register) => {
        if (spilled.has(node) || source.has(node)) return;
        const place = layout.spill(spilled.size);
        spilled.set(node, place);
        code.constant(0).get(this.#locals[register]!).store(place.offset);
      },
    });
  }

  /** Has a value in a register, so that pushing it takes nothing but itself. */
  bring(literal: Literal): void {
    if (literal >= 2) this.#registers.bring(literal >> 1);
  }

  push(literal: Literal): void {
    if (literal < 2) {
      this.#code.vector(-literal);
      return;
    }
    this.#code.get(this.#locals[this.#registers.bring(literal >> 1)]!);
    if ((literal & 1) === 1) this.#code.op('v128.not');
  }

  /** Makes all nodes, and stores the results, told by their index; `store` pushes them. */
  run(store: (result: number) => void): void {
    const { network, nodes, results, pinned } = this.#sequence;
    const resultsOf = new Map<number, number[]>();
    for (const [result, literal] of results.entries())
      resultsOf.set(literal >> 1, [...(resultsOf.get(literal >> 1) ?? []), result]);
    const local = (node: number, other: number): number => this.#locals[this.#registers.bring(node, other)]!;
    for (const [position, node] of nodes.entries()) {
      const { operation, left, right } = network.nodes[node]!;
      this.#registers.goTo(position);
      this.#code.get(local(left, right)).get(local(right, left));
      this.#code.op(operation === 'and-not' ? 'v128.andnot' : (`v128.${operation}` as 'v128.and'));
      this.#registers.goTo(position + 1);
      this.#code.set(this.#locals[this.#registers.make(node)]!);
      for (const result of resultsOf.get(node) ?? []) store(result);
      if ((position + 1) % pinned === 0 && position + 1 < nodes.length) this.#pin();
    }
    for (const [result, literal] of results.entries()) if (!this.#made.has(literal >> 1)) store(result);
  }

  /** Where the pins lead. Nothing comes here. */
  landing(): void {
    if (this.#pins === 0) return;
    this.#code.constant(0);
    for (const [register, local] of this.#locals.entries()) {
      this.#code.get(local);
      if (register > 0) this.#code.op('v128.or');
    }
    this.#code.store(this.#layout.spill(0).offset);
  }

  #pin(): void {
    const { at, step } = this.#sequence;
    const free = this.#registers.dead();
    if (free === undefined) return;
    // What a register held before is not to be kept for the landing's sake.
    for (const { dead, live } of free) this.#code.get(this.#locals[live]!).set(this.#locals[dead]!);
    // Each comparison is another one, or V8 would see that it has been made; small numbers take least space.
    const number = this.#pins + 1 + Math.floor(this.#pins / (step - 1));
    this.#code.get(at).constant(number).op('i32.eq').branchIf(1);
    this.#pins += 1;
  }
}

/** At which positions each node is used, the end included. */
function usesOf(
  { network, nodes, results, last = 0 }: Sequence,
  made: ReadonlySet<number>,
): Map<number, number[]> {
  const uses = new Map<number, number[]>();
  const use = (node: number, position: number): void => {
    const known = uses.get(node);
    if (known === undefined) uses.set(node, [position]);
    else known.push(position);
  };
  for (const [position, node] of nodes.entries()) {
    use(network.nodes[node]!.left, position);
    use(network.nodes[node]!.right, position);
  }
  const atEnd = [...results.filter((literal) => !made.has(literal >> 1)), last];
  for (const literal of atEnd) if (literal >= 2) use(literal >> 1, nodes.length);
  return uses;
}
