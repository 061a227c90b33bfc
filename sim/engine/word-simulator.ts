import { type Netlist, net1, type Port } from '../netlist/netlist.ts';
import { PortTable } from './ports.ts';
import { runCycles, type Simulator } from './simulator.ts';

/** Where the values of a netlist stand: `words` words a net, 32 lanes to a word. */
export interface WordMemory {
  readonly values: Int32Array;
  readonly words: number;
  /** The first word of a net. */
  startOf(net: number): number;
}

/** What simulators that keep their values in one memory have in common; they differ in what runs on it. */
export abstract class WordSimulator implements Simulator {
  readonly ports: readonly Port[];
  readonly clocks: readonly string[];
  readonly lanes: number;
  readonly words: number;
  protected readonly table: PortTable<Port>;
  readonly #netlist: Netlist;
  readonly #memory: WordMemory;

  /** Subclasses call `start` once they can settle. */
  protected constructor(netlist: Netlist, memory: WordMemory) {
    this.ports = netlist.ports;
    this.clocks = netlist.clocks.map(({ port }) => port);
    this.lanes = 32 * memory.words;
    this.words = memory.words;
    this.table = new PortTable(netlist.ports, this.clocks);
    this.#netlist = netlist;
    this.#memory = memory;
  }

  abstract settle(): void;

  /** Flip-flops of a clock take their next states. */
  protected abstract edge(clockPort: string, kind: 'rising' | 'falling'): void;

  protected start(): void {
    this.#fill(net1, -1);
    this.reset();
    this.settle();
  }

  reset(): void {
    for (const { output, init } of this.#netlist.flipFlops) this.#fill(output, -init);
  }

  set(name: string, value: bigint): void {
    const port = this.table.input(name);
    this.table.checkValue(port, value);
    let rest = value;
    for (const net of port.nets) {
      this.#fill(net, rest & 1n ? -1 : 0);
      rest >>= 1n;
    }
  }

  clockEdge(name?: string): void {
    const port = this.table.clock(name);
    const clock = this.#netlist.clocks.find((each) => each.port === port);
    if (clock === undefined) return;
    this.edge(clock.port, 'rising');
    if (!clock.hasHighPhase) return;
    this.#fill(clock.net, -1);
    this.settle();
    this.edge(clock.port, 'falling');
    this.#fill(clock.net, 0);
  }

  cycle(n = 1, clock?: string): void {
    runCycles(this, n, clock);
  }

  get(name: string, lane = 0): bigint {
    const port = this.table.port(name);
    this.table.checkLane(lane, this.lanes);
    const { values } = this.#memory;
    const word = lane >>> 5;
    let digits = '';
    for (const net of port.nets)
      digits = `${(values[this.#memory.startOf(net) + word]! >>> (lane & 31)) & 1}${digits}`;
    return BigInt(`0b0${digits}`);
  }

  setBits(name: string, words: Int32Array): void {
    const port = this.table.input(name);
    this.table.checkWords(port, words, this.words);
    port.nets.forEach((net, bit) => {
      const own = words.subarray(bit * this.words, (bit + 1) * this.words);
      this.#memory.values.set(own, this.#memory.startOf(net));
    });
  }

  getBits(name: string, into?: Int32Array): Int32Array {
    const port = this.table.port(name);
    const words = into ?? new Int32Array(port.width * this.words);
    this.table.checkWords(port, words, this.words);
    port.nets.forEach((net, bit) => {
      const start = this.#memory.startOf(net);
      words.set(this.#memory.values.subarray(start, start + this.words), bit * this.words);
    });
    return words;
  }

  #fill(net: number, word: number): void {
    const start = this.#memory.startOf(net);
    this.#memory.values.fill(word, start, start + this.words);
  }
}
