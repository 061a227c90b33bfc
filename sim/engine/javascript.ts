import { SimulationError } from '../errors.ts';
import { type Netlist, net1, type Port } from '../netlist/netlist.ts';
import { type EdgeProgram, generate } from './javascript-program.ts';
import { type CompileOptions, checkRange } from './options.ts';
import { PortTable } from './ports.ts';
import { runCycles, type Simulator } from './simulator.ts';

/** A program needs slots * words words; more than this (512 MB) is refused. */
const maxMemoryWords = 2 ** 27;

/** The netlist as straight-line JavaScript, 32 lanes to a word: fast where there is no WebAssembly. */
export function compile(netlist: Netlist, options: CompileOptions = {}): Simulator {
  const { words = 32, operations = 400 } = options;
  checkRange('words', words, 1, 65_536);
  checkRange('operations', operations, 16, 100_000);
  return new Compiled(netlist, words, operations);
}

type Code = (memory: Int32Array) => void;

const codeOf = (body: string): Code => new Function('m', body) as Code;

interface Edge extends EdgeProgram {
  readonly code: readonly Code[];
}

class Compiled implements Simulator {
  readonly ports: readonly Port[];
  readonly clocks: readonly string[];
  readonly lanes: number;
  readonly words: number;
  readonly #netlist: Netlist;
  readonly #table: PortTable<Port>;
  readonly #slots: Int32Array;
  readonly #memory: Int32Array;
  readonly #settle: readonly Code[];
  readonly #edges: readonly Edge[];

  constructor(netlist: Netlist, words: number, operations: number) {
    const program = generate(netlist, words, operations);
    if (program.slotCount * words > maxMemoryWords) {
      const text = `${program.slotCount} nets of ${words} words need more than ${maxMemoryWords} words of memory`;
      throw new SimulationError('too-large', text, ['compile with fewer words']);
    }
    this.ports = netlist.ports;
    this.clocks = netlist.clocks.map(({ port }) => port);
    this.lanes = 32 * words;
    this.words = words;
    this.#netlist = netlist;
    this.#table = new PortTable(netlist.ports, this.clocks);
    this.#slots = program.slots;
    this.#memory = new Int32Array(program.slotCount * words);
    this.#settle = program.settle.map(codeOf);
    this.#edges = program.edges.map((edge) => ({ ...edge, code: edge.next.map(codeOf) }));
    this.#fill(net1, -1);
    this.reset();
    this.settle();
  }

  reset(): void {
    for (const { output, init } of this.#netlist.flipFlops) this.#fill(output, -init);
  }

  set(name: string, value: bigint): void {
    const port = this.#table.input(name);
    this.#table.checkValue(port, value);
    let rest = value;
    for (const net of port.nets) {
      this.#fill(net, rest & 1n ? -1 : 0);
      rest >>= 1n;
    }
  }

  settle(): void {
    for (const code of this.#settle) code(this.#memory);
  }

  clockEdge(name?: string): void {
    const port = this.#table.clock(name);
    const clock = this.#netlist.clocks.find((each) => each.port === port);
    if (clock === undefined) return;
    this.#edge(clock.port, 'rising');
    if (!clock.hasHighPhase) return;
    this.#fill(clock.net, -1);
    this.settle();
    this.#edge(clock.port, 'falling');
    this.#fill(clock.net, 0);
  }

  #edge(clockPort: string, kind: 'rising' | 'falling'): void {
    const edge = this.#edges.find((each) => each.clockPort === clockPort && each.edge === kind);
    if (edge === undefined) return;
    for (const code of edge.code) code(this.#memory);
    const from = edge.shadowSlot * this.words;
    this.#memory.copyWithin(edge.stateSlot * this.words, from, from + edge.count * this.words);
  }

  get(name: string, lane = 0): bigint {
    const port = this.#table.port(name);
    this.#table.checkLane(lane, this.lanes);
    const word = lane >>> 5;
    let digits = '';
    for (const net of port.nets)
      digits = `${(this.#memory[this.#start(net) + word]! >>> (lane & 31)) & 1}${digits}`;
    return BigInt(`0b0${digits}`);
  }

  cycle(n = 1, clock?: string): void {
    runCycles(this, n, clock);
  }

  setBits(name: string, words: Int32Array): void {
    const port = this.#table.input(name);
    this.#table.checkWords(port, words, this.words);
    port.nets.forEach((net, bit) => {
      this.#memory.set(words.subarray(bit * this.words, (bit + 1) * this.words), this.#start(net));
    });
  }

  getBits(name: string, into?: Int32Array): Int32Array {
    const port = this.#table.port(name);
    const words = into ?? new Int32Array(port.width * this.words);
    this.#table.checkWords(port, words, this.words);
    port.nets.forEach((net, bit) => {
      const start = this.#start(net);
      words.set(this.#memory.subarray(start, start + this.words), bit * this.words);
    });
    return words;
  }

  #start(net: number): number {
    return this.#slots[net]! * this.words;
  }

  #fill(net: number, word: number): void {
    const start = this.#start(net);
    this.#memory.fill(word, start, start + this.words);
  }
}
