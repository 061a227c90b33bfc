import { evaluate } from '../netlist/expression.ts';
import { nextState } from '../netlist/flip-flops.ts';
import { type Netlist, net1, type Port } from '../netlist/netlist.ts';
import { PortTable } from './ports.ts';
import { runCycles, type Simulator } from './simulator.ts';

/**
 * The slow, obvious simulator: one lane, one byte per net, cell after cell as the netlist lists them.
 * It is the oracle for the fast one, so it shares with it the cell descriptions and nothing else.
 */
export function interpret(netlist: Netlist): Simulator {
  return new Interpreter(netlist);
}

class Interpreter implements Simulator {
  readonly ports: readonly Port[];
  readonly clocks: readonly string[];
  readonly lanes: number = 1;
  readonly words: number = 1;
  readonly #netlist: Netlist;
  readonly #table: PortTable<Port>;
  /** The value of every net, 0 or 1. A flip-flop's state is the value of its output net. */
  readonly #values: Uint8Array;

  constructor(netlist: Netlist) {
    this.ports = netlist.ports;
    this.clocks = netlist.clocks.map(({ port }) => port);
    this.#netlist = netlist;
    this.#table = new PortTable(netlist.ports, this.clocks);
    this.#values = new Uint8Array(netlist.netCount);
    this.#values[net1] = 1;
    this.reset();
    this.settle();
  }

  reset(): void {
    for (const { output, init } of this.#netlist.flipFlops) this.#values[output] = init;
  }

  set(name: string, value: bigint): void {
    const port = this.#table.input(name);
    this.#table.checkValue(port, value);
    port.nets.forEach((net, bit) => {
      this.#values[net] = Number((value >> BigInt(bit)) & 1n);
    });
  }

  settle(): void {
    const values = this.#values;
    for (const step of this.#netlist.steps) {
      if (step.kind === 'force') {
        const { reset, output } = step.flipFlop;
        if (reset !== undefined && values[reset.wire] === reset.active) values[output] = reset.value;
      } else {
        const { inputs, outputs, functions } = step.cell;
        const pins = inputs.map((net) => values[net]!);
        outputs.forEach((net, index) => {
          values[net] = evaluate(functions[index]!, pins);
        });
      }
    }
  }

  clockEdge(name?: string): void {
    const port = this.#table.clock(name);
    const clock = this.#netlist.clocks.find((each) => each.port === port);
    if (clock === undefined) return;
    this.#edge(clock.port, 'rising');
    this.#values[clock.net] = 1;
    this.settle();
    this.#edge(clock.port, 'falling');
    this.#values[clock.net] = 0;
  }

  #edge(clockPort: string, edge: 'rising' | 'falling'): void {
    const clocked = this.#netlist.flipFlops.filter(
      (each) => each.clockPort === clockPort && each.edge === edge,
    );
    // All next states are taken before any is stored: flip-flops that feed each other switch together.
    const next = clocked.map((flipFlop) => nextState(flipFlop, this.#values));
    clocked.forEach(({ output }, index) => {
      this.#values[output] = next[index]!;
    });
  }

  get(name: string, lane = 0): bigint {
    const port = this.#table.port(name);
    this.#table.checkLane(lane, this.lanes);
    return port.nets.reduce((value, net, bit) => value | (BigInt(this.#values[net]!) << BigInt(bit)), 0n);
  }

  cycle(n = 1, clock?: string): void {
    runCycles(this, n, clock);
  }

  setBits(name: string, words: Int32Array): void {
    const port = this.#table.input(name);
    this.#table.checkWords(port, words, 1);
    port.nets.forEach((net, bit) => {
      this.#values[net] = words[bit]! & 1;
    });
  }

  getBits(name: string, into?: Int32Array): Int32Array {
    const port = this.#table.port(name);
    const words = into ?? new Int32Array(port.width);
    this.#table.checkWords(port, words, 1);
    port.nets.forEach((net, bit) => {
      words[bit] = this.#values[net]!;
    });
    return words;
  }
}
