import { SimulationError } from '../errors.ts';
import { type Netlist, net1, type Port } from '../netlist/netlist.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { type CompileOptions, checkRange } from './options.ts';
import { PortTable } from './ports.ts';
import { runCycles, type Simulator } from './simulator.ts';
import { type WasmProgram, wasmProgram } from './wasm-program.ts';

/** More than this (1 GB) is refused. */
const maxMemoryBytes = 2 ** 30;

/** The fastest simulator: the netlist as WebAssembly on vectors of 128 lanes. `words` are rounded up to fours. */
export function compileWasm(netlist: Netlist, options: CompileOptions = {}): Simulator {
  const { words = 32, operations } = options;
  checkRange('words', words, 1, 65_536);
  if (operations !== undefined) checkRange('operations', operations, 16, 100_000);
  const groups = Math.ceil(words / 4);
  const program = wasmProgram(netlist, groups, operations);
  if (program.memoryBytes > maxMemoryBytes) {
    const text = `the nets of ${netlist.top} in ${4 * groups} words need ${program.memoryBytes} bytes`;
    throw new SimulationError('too-large', text, [
      `the limit is ${maxMemoryBytes}: compile with fewer words`,
    ]);
  }
  return new WasmSimulator(netlist, program, 4 * groups);
}

class WasmSimulator implements Simulator {
  readonly ports: readonly Port[];
  readonly clocks: readonly string[];
  readonly lanes: number;
  readonly words: number;
  readonly #netlist: Netlist;
  readonly #program: WasmProgram;
  readonly #table: PortTable<Port>;
  readonly #functions: Readonly<Record<string, (...numbers: number[]) => number>>;
  readonly #memory: Int32Array;

  constructor(netlist: Netlist, program: WasmProgram, words: number) {
    const { functions, memory } = instantiate(program.bytes);
    this.ports = netlist.ports;
    this.clocks = netlist.clocks.map(({ port }) => port);
    this.lanes = 32 * words;
    this.words = words;
    this.#netlist = netlist;
    this.#program = program;
    this.#table = new PortTable(netlist.ports, this.clocks);
    this.#functions = functions;
    this.#memory = new Int32Array(memory);
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
    this.#functions.settle!();
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
    const index = this.#program.edges.findIndex((each) => each.clockPort === clockPort && each.edge === kind);
    if (index !== -1) this.#functions[`edge${index}`]!();
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
    if (n < 1 || this.#table.clock(clock) !== this.#program.cycleClock || this.clocks.length === 0) {
      runCycles(this, n, clock);
      return;
    }
    // Long calls are cut up: V8 puts its better code in place only from one call to the next.
    for (let done = 0; done < n; done += 256) this.#functions.cycles!(Math.min(256, n - done));
    this.settle();
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
    return this.#program.offsets[net]! / 4;
  }

  #fill(net: number, word: number): void {
    const start = this.#start(net);
    this.#memory.fill(word, start, start + this.words);
  }
}
