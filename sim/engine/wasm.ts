import { SimulationError } from '../errors.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { type CompileOptions, checkRange } from './options.ts';
import type { Simulator } from './simulator.ts';
import { type WasmProgram, wasmProgram } from './wasm-program.ts';
import { WordSimulator } from './word-simulator.ts';

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

class WasmSimulator extends WordSimulator {
  readonly #program: WasmProgram;
  readonly #functions: Readonly<Record<string, (...numbers: number[]) => number>>;

  constructor(netlist: Netlist, program: WasmProgram, words: number) {
    const { functions, memory } = instantiate(program.bytes);
    const values = new Int32Array(memory);
    super(netlist, { values, words, startOf: (net) => program.offsets[net]! / 4 });
    this.#program = program;
    this.#functions = functions;
    this.start();
  }

  settle(): void {
    this.#functions.settle!();
  }

  protected edge(clockPort: string, kind: 'rising' | 'falling'): void {
    const index = this.#program.edges.findIndex((each) => each.clockPort === clockPort && each.edge === kind);
    if (index !== -1) this.#functions[`edge${index}`]!();
  }

  override cycle(n = 1, clock?: string): void {
    if (n < 1 || this.table.clock(clock) !== this.#program.cycleClock || this.clocks.length === 0) {
      super.cycle(n, clock);
      return;
    }
    // Long calls are cut up: V8 puts its better code in place only from one call to the next.
    for (let done = 0; done < n; done += 256) this.#functions.cycles!(Math.min(256, n - done));
    this.settle();
  }
}
