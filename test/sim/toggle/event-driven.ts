import { evaluate } from '../../../sim/netlist/expression.ts';
import { nextState } from '../../../sim/netlist/flip-flops.ts';
import type { Netlist } from '../../../sim/netlist/netlist.ts';
import type { Delays } from '../../../sim/toggle/delays.ts';

/** A gate being simulated: its inputs, its function of their values, its output and delay, and what it is about to do. */
interface Process {
  readonly inputs: readonly number[];
  readonly value: (values: ArrayLike<number>) => number;
  readonly output: number;
  readonly delay: number;
  due?: { readonly time: number; readonly value: number } | undefined;
}

/**
 * The obvious simulator: one vector at a time, an event queue, and inertial delays as Verilog has them, where a gate
 * keeps one pending change and a new evaluation replaces it. `toggles` is by net.
 */
export class EventDriven {
  readonly toggles: Float64Array;
  readonly values: Uint8Array;
  readonly #netlist: Netlist;
  readonly #delays: Delays;
  readonly #processes: Process[] = [];
  readonly #readers = new Map<number, Process[]>();
  readonly #states: Uint8Array;

  constructor(netlist: Netlist, delays: Delays) {
    this.#netlist = netlist;
    this.#delays = delays;
    this.toggles = new Float64Array(netlist.netCount);
    this.values = new Uint8Array(netlist.netCount);
    this.values[1] = 1;
    this.#states = Uint8Array.from(netlist.flipFlops, ({ init }) => init);
    netlist.cells.forEach(({ inputs, outputs, functions }, cell) => {
      outputs.forEach((output, index) => {
        const value = (values: ArrayLike<number>): number =>
          evaluate(
            functions[index]!,
            inputs.map((net) => values[net]!),
          );
        this.#add({ inputs, output, value, delay: delays.cells[cell]![index]! });
      });
    });
    netlist.flipFlops.forEach((_, index) => {
      this.#force(index);
    });
    for (let round = 0; round <= netlist.depth; round += 1)
      for (const { output, value } of this.#processes) this.values[output] = value(this.values);
    this.toggles.fill(0);
  }

  /** One clock edge with new inputs, by net. */
  step(inputs: ReadonlyMap<number, number>): void {
    const { flipFlops } = this.#netlist;
    const next = flipFlops.map((flipFlop) => nextState(flipFlop, this.values));
    const agenda = new Map<number, (() => readonly number[])[]>();
    const at = (time: number, action: () => readonly number[]): void => {
      agenda.set(time, [...(agenda.get(time) ?? []), action]);
    };
    for (const [net, value] of inputs) at(0, () => this.#assign(net, value));
    flipFlops.forEach((_, index) => {
      at(this.#delays.flipFlops[index]!, () => {
        this.#states[index] = next[index]!;
        return this.#force(index);
      });
      // An asynchronous reset acts without a clock.
      at(0, () => this.#force(index));
    });
    while (agenda.size > 0) {
      const time = Math.min(...agenda.keys());
      const actions = agenda.get(time)!;
      agenda.delete(time);
      const changed = new Set(actions.flatMap((action) => [...action()]));
      const touched = new Set([...changed].flatMap((net) => this.#readers.get(net) ?? []));
      for (const process of touched) {
        const value = process.value(this.values);
        const expected = process.due?.value ?? this.values[process.output]!;
        if (value === expected) continue;
        if (value === this.values[process.output]) {
          process.due = undefined;
          continue;
        }
        const due = { time: time + process.delay, value };
        process.due = due;
        at(due.time, () => {
          if (process.due !== due) return [];
          process.due = undefined;
          return this.#assign(process.output, value);
        });
      }
    }
  }

  #add(process: Process): void {
    this.#processes.push(process);
    for (const net of new Set(process.inputs))
      this.#readers.set(net, [...(this.#readers.get(net) ?? []), process]);
  }

  /** A flip-flop shows its state unless its asynchronous reset is active. */
  #force(index: number): readonly number[] {
    const { output, reset } = this.#netlist.flipFlops[index]!;
    const isForced = reset?.style === 'asynchronous' && this.values[reset.wire] === reset.active;
    return this.#assign(output, isForced ? reset.value : this.#states[index]!);
  }

  #assign(net: number, value: number): readonly number[] {
    if (this.values[net] === value) return [];
    this.values[net] = value;
    this.toggles[net]! += 1;
    return [net];
  }
}
