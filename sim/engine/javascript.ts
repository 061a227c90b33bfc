import { SimulationError } from '../errors.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { type EdgeProgram, generate } from './javascript-program.ts';
import { type CompileOptions, checkRange } from './options.ts';
import type { Simulator } from './simulator.ts';
import { WordSimulator } from './word-simulator.ts';

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

class Compiled extends WordSimulator {
  readonly #values: Int32Array;
  readonly #settle: readonly Code[];
  readonly #edges: readonly Edge[];

  constructor(netlist: Netlist, words: number, operations: number) {
    const { slotCount, slots, settle, edges } = generate(netlist, words, operations);
    if (slotCount * words > maxMemoryWords) {
      const text = `${slotCount} nets of ${words} words need more than ${maxMemoryWords} words of memory`;
      throw new SimulationError('too-large', text, ['compile with fewer words']);
    }
    const values = new Int32Array(slotCount * words);
    super(netlist, { values, words, startOf: (net) => slots[net]! * words });
    this.#values = values;
    this.#settle = settle.map(codeOf);
    this.#edges = edges.map((edge) => ({ ...edge, code: edge.next.map(codeOf) }));
    this.start();
  }

  settle(): void {
    for (const code of this.#settle) code(this.#values);
  }

  protected edge(clockPort: string, kind: 'rising' | 'falling'): void {
    const edge = this.#edges.find((each) => each.clockPort === clockPort && each.edge === kind);
    if (edge === undefined) return;
    for (const code of edge.code) code(this.#values);
    const from = edge.shadowSlot * this.words;
    this.#values.copyWithin(edge.stateSlot * this.words, from, from + edge.count * this.words);
  }
}
