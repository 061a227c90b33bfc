import { SimulationError } from '../errors.ts';
import type { PortShape } from '../netlist/netlist.ts';
import { PortTable } from './ports.ts';
import { runCycles, type Simulator } from './simulator.ts';

/**
 * Runs two simulators of the same ports in lockstep, as one. Every `settle` compares all outputs in all shared
 * lanes, every later `get` the port asked for; the first difference is thrown as `mismatch`.
 * It has as many lanes as the smaller one; the larger one repeats them. Throws `port-mismatch` at once when the
 * ports differ (their order does not matter).
 */
export function combine(a: Simulator, b: Simulator): Simulator {
  return new Combined(a, b);
}

class Combined implements Simulator {
  readonly ports: readonly PortShape[];
  readonly clocks: readonly string[];
  readonly lanes: number;
  readonly words: number;
  readonly #table: PortTable<PortShape>;
  readonly #a: Simulator;
  readonly #b: Simulator;
  #cycle = 0;
  /** Right after an edge, engines may have settled or not; only what follows a settle is comparable. */
  #settled = true;

  constructor(a: Simulator, b: Simulator) {
    checkSame(describe(a), describe(b));
    this.ports = a.ports;
    this.clocks = [...new Set([...a.clocks, ...b.clocks])];
    this.lanes = Math.min(a.lanes, b.lanes);
    this.words = Math.min(a.words, b.words);
    this.#table = new PortTable(this.ports, this.clocks);
    this.#a = a;
    this.#b = b;
  }

  reset(): void {
    this.#a.reset();
    this.#b.reset();
    this.#cycle = 0;
  }

  set(name: string, value: bigint): void {
    this.#a.set(name, value);
    this.#b.set(name, value);
  }

  settle(): void {
    this.#a.settle();
    this.#b.settle();
    this.#settled = true;
    for (const port of this.ports) if (port.direction === 'output') this.#compare(port);
  }

  clockEdge(clock?: string): void {
    const name = this.#table.clock(clock);
    for (const each of [this.#a, this.#b]) {
      if (name !== undefined && each.clocks.includes(name)) each.clockEdge(name);
    }
    this.#cycle += 1;
    this.#settled = false;
  }

  get(name: string, lane = 0): bigint {
    this.#table.checkLane(lane, this.lanes);
    this.#compare(this.#table.port(name));
    return this.#a.get(name, lane);
  }

  cycle(n = 1, clock?: string): void {
    runCycles(this, n, clock);
  }

  setBits(name: string, words: Int32Array): void {
    const port = this.#table.input(name);
    this.#table.checkWords(port, words, this.words);
    for (const each of [this.#a, this.#b]) each.setBits(name, this.#spread(words, port, each));
  }

  getBits(name: string, into?: Int32Array): Int32Array {
    const port = this.#table.port(name);
    this.#compare(port);
    const own = this.#shared(this.#a.getBits(name), port, this.#a);
    if (into === undefined) return own;
    this.#table.checkWords(port, into, this.words);
    into.set(own);
    return into;
  }

  /** Repeats the shared lanes over all lanes of one simulator. */
  #spread(words: Int32Array, port: PortShape, target: Simulator): Int32Array {
    const wide = new Int32Array(port.width * target.words);
    for (let at = 0; at < wide.length; at += 1) {
      const bit = Math.floor(at / target.words);
      const word = words[bit * this.words + ((at % target.words) % this.words)]!;
      wide[at] = this.lanes === 1 ? -(word & 1) : word;
    }
    return wide;
  }

  /** The shared lanes of what one simulator holds on a port. */
  #shared(words: Int32Array, port: PortShape, source: Simulator): Int32Array {
    const own = new Int32Array(port.width * this.words);
    for (let at = 0; at < own.length; at += 1) {
      const word = words[Math.floor(at / this.words) * source.words + (at % this.words)]!;
      own[at] = this.lanes === 1 ? word & 1 : word;
    }
    return own;
  }

  #compare(port: PortShape): void {
    if (!this.#settled) return;
    const a = this.#shared(this.#a.getBits(port.name), port, this.#a);
    const b = this.#shared(this.#b.getBits(port.name), port, this.#b);
    const lane = firstDifference(a, b, this.words);
    if (lane === undefined) return;
    const hex = (simulator: Simulator, name: string): string => `0x${simulator.get(name, lane).toString(16)}`;
    const inputs = this.ports.filter(
      ({ name, direction }) => direction === 'input' && !this.clocks.includes(name),
    );
    const got = `${hex(this.#a, port.name)} against ${hex(this.#b, port.name)}`;
    throw new SimulationError(
      'mismatch',
      `the simulators differ in cycle ${this.#cycle}, lane ${lane}: ${port.name} is ${got}`,
      inputs.map(({ name }) => `${name} = ${hex(this.#a, name)}`),
    );
  }
}

/** The lowest lane in which any bit differs. */
function firstDifference(a: Int32Array, b: Int32Array, words: number): number | undefined {
  let lowest: number | undefined;
  for (let at = 0; at < a.length; at += 1) {
    const difference = a[at]! ^ b[at]!;
    if (difference === 0) continue;
    const lane = 32 * (at % words) + 31 - Math.clz32(difference & -difference);
    if (lowest === undefined || lane < lowest) lowest = lane;
  }
  return lowest;
}

const describe = ({ ports }: Simulator): string[] =>
  ports.map(({ name, direction, width }) => `${direction} [${width}] ${name}`);

function checkSame(a: readonly string[], b: readonly string[]): void {
  const only = (own: readonly string[], other: readonly string[]): string =>
    own.filter((port) => !other.includes(port)).join(', ') || '(nothing)';
  if (only(a, b) === '(nothing)' && only(b, a) === '(nothing)') return;
  throw new SimulationError('port-mismatch', 'the two simulators have different ports', [
    `only the first has ${only(a, b)}`,
    `only the second has ${only(b, a)}`,
  ]);
}
