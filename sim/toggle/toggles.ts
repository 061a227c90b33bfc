import { PortTable } from '../engine/ports.ts';
import { type Netlist, net1, type Port } from '../netlist/netlist.ts';
import { type Delays, delaysOf, type ToggleModel } from './delays.ts';
import { type GateCode, gateCode, noWaves, type SettledCode, settledCode, type Waves } from './gate-code.ts';
import { timedLogic } from './gates.ts';
import { popcount } from './word-function.ts';

/** One change of a net within a step: at a tick after the clock edge, to these values, one lane a bit. */
export interface Change {
  readonly tick: number;
  readonly lanes: number;
}

/**
 * A netlist run for its toggles, on 32 independent streams of vectors at once, one to a lane. Inputs and flip-flops
 * change together, at the clock edge; the logic then follows in its own time, and has settled before the next edge.
 */
export interface ToggleCounter {
  readonly lanes: 32;
  readonly model: ToggleModel;
  readonly ports: readonly Port[];
  /** Toggles so far by net, over all lanes and steps. */
  readonly toggles: Float64Array;
  /** How often each net was 1 at the end of a step. */
  readonly ones: Float64Array;
  /** Steps so far; each is one pair of consecutive vectors in each lane. */
  readonly steps: number;
  /** Puts values on an input port from the next `settle` or `step` on: a word for each bit, a lane for each bit of it. */
  setBits(port: string, words: Int32Array): void;
  /** The settled values of a port. */
  getBits(port: string): Int32Array;
  /** Flip-flops at their initial values, inputs as they are; nothing is counted. */
  reset(): void;
  /** Takes over the inputs without a clock edge; nothing is counted. */
  settle(): void;
  /** A clock edge: flip-flops take their next states, inputs the values set, all at tick 0. */
  step(): void;
  /** The same as far as settled values go, in a fraction of the time; nothing is counted. */
  advance(): void;
  /** Forgets what was counted. */
  clear(): void;
  /** The settled value of a net, one lane a bit. */
  valueOf(net: number): number;
  /** What a net did in the last step. */
  changes(net: number): readonly Change[];
}

interface Timed<Code> {
  readonly code: Code;
  readonly from: number;
  readonly net: number;
  readonly ticks: number;
  readonly inputs: readonly number[];
}

/**
 * Counts toggles under a model. For the same inputs, each net toggles at least as often under `unit` and `inertial` as
 * under `zero`. Throws `option-range` for delays that do not fit the netlist, and `clock`.
 */
export function countToggles(netlist: Netlist, model: ToggleModel, delays?: Delays): ToggleCounter {
  return new Counter(netlist, model, delaysOf(netlist, model, delays));
}

class Counter implements ToggleCounter {
  readonly lanes = 32;
  readonly model: ToggleModel;
  readonly ports: readonly Port[];
  readonly toggles: Float64Array;
  readonly ones: Float64Array;
  #steps = 0;
  readonly #netlist: Netlist;
  readonly #table: PortTable<Port>;
  readonly #pins: Int32Array;
  readonly #gates: readonly (Timed<GateCode> & { readonly settled: SettledCode })[];
  readonly #states: readonly Timed<SettledCode>[];
  readonly #inputs: readonly number[];
  /** By net, for inputs: what was set. */
  readonly #set: Int32Array;
  readonly #next: Int32Array;
  readonly #waves: Waves;
  #top = 0;

  constructor(netlist: Netlist, model: ToggleModel, delays: Delays) {
    const { netCount, gates, states } = timedLogic(netlist, delays);
    this.model = model;
    this.ports = netlist.ports;
    this.#netlist = netlist;
    this.#table = new PortTable(
      netlist.ports,
      netlist.clocks.map(({ port }) => port),
    );
    const pins: number[] = [];
    const place = (inputs: readonly number[]): number => pins.push(...inputs) - inputs.length;
    const codes = new Map<string, { code: GateCode; settled: SettledCode }>();
    this.#gates = gates.map(({ inputs, output, function: f, ticks }) => {
      const key = `${inputs.length} ${JSON.stringify(f)}`;
      const made = codes.get(key) ?? {
        code: gateCode(f, inputs.length),
        settled: settledCode(f, inputs.length),
      };
      codes.set(key, made);
      return { ...made, from: place(inputs), net: output, ticks, inputs };
    });
    this.#states = states.map(({ inputs, function: f, net, ticks }) => ({
      code: settledCode(f, inputs.length),
      from: place(inputs),
      net,
      ticks,
      inputs,
    }));
    this.#pins = Int32Array.from(pins);
    const clocks = new Set(netlist.clocks.map(({ net }) => net));
    const ports = netlist.ports.filter(({ direction }) => direction === 'input');
    this.#inputs = ports.flatMap(({ nets }) => nets).filter((net) => !clocks.has(net));
    this.toggles = new Float64Array(netCount);
    this.ones = new Float64Array(netCount);
    this.#set = new Int32Array(netCount);
    this.#next = new Int32Array(states.length);
    this.#waves = noWaves(netCount);
    this.#waves.before[net1] = -1;
    this.reset();
  }

  get steps(): number {
    return this.#steps;
  }

  setBits(name: string, words: Int32Array): void {
    const port = this.#table.input(name);
    this.#table.checkWords(port, words, 1);
    port.nets.forEach((net, bit) => {
      this.#set[net] = words[bit]!;
    });
  }

  getBits(name: string): Int32Array {
    return Int32Array.from(this.#table.port(name).nets, (net) => this.#waves.before[net]!);
  }

  reset(): void {
    this.#netlist.flipFlops.forEach(({ init }, index) => {
      this.#waves.before[this.#states[index]!.net] = -init;
    });
    this.settle();
  }

  settle(): void {
    const { before, starts, ends } = this.#waves;
    for (const net of this.#inputs) before[net] = this.#set[net]!;
    for (const { settled, from, net } of this.#gates) before[net] = settled(before, this.#pins, from);
    starts.fill(0);
    ends.fill(0);
  }

  advance(): void {
    this.#nextStates();
    this.#states.forEach(({ net }, index) => {
      this.#waves.before[net] = this.#next[index]!;
    });
    this.settle();
  }

  step(): void {
    const waves = this.#waves;
    this.#nextStates();
    this.#top = 0;
    for (const net of this.#inputs) this.#launch(net, this.#set[net]!, 0);
    this.#states.forEach(({ net, ticks }, index) => {
      this.#launch(net, this.#next[index]!, ticks);
    });
    for (const { code, from, net, ticks, inputs } of this.#gates) {
      this.#makeRoom(inputs);
      this.#top = code(waves, this.#pins, from, net, ticks, this.#top, this.toggles);
    }
    const { before, starts, ends, values } = waves;
    for (let net = 2; net < before.length; net += 1) {
      if (ends[net]! > starts[net]!) before[net] = values[ends[net]! - 1]!;
      this.ones[net]! += popcount(before[net]!);
    }
    this.#steps += 1;
  }

  clear(): void {
    this.toggles.fill(0);
    this.ones.fill(0);
    this.#steps = 0;
  }

  valueOf(net: number): number {
    return this.#waves.before[net]!;
  }

  changes(net: number): readonly Change[] {
    const { times, values, starts, ends } = this.#waves;
    return Array.from({ length: ends[net]! - starts[net]! }, (_, index) => ({
      tick: times[starts[net]! + index]!,
      lanes: values[starts[net]! + index]!,
    }));
  }

  #nextStates(): void {
    this.#states.forEach(({ code, from }, index) => {
      this.#next[index] = code(this.#waves.before, this.#pins, from);
    });
  }

  /** A net that changes, if it does, at one point of time only. */
  #launch(net: number, value: number, tick: number): void {
    this.#makeRoom([]);
    const { times, values, starts, ends, before } = this.#waves;
    const lanes = value ^ before[net]!;
    starts[net] = this.#top;
    if (lanes !== 0) {
      times[this.#top] = tick;
      values[this.#top] = value;
      this.#top += 1;
      this.toggles[net]! += popcount(lanes);
    }
    ends[net] = this.#top;
  }

  /** An output changes at most once for each change of an input. */
  #makeRoom(inputs: readonly number[]): void {
    const waves = this.#waves;
    let most = 1;
    for (const net of inputs) most += waves.ends[net]! - waves.starts[net]!;
    if (this.#top + most > waves.times.length) {
      const size = 2 * (this.#top + most);
      waves.times = grown(waves.times, size);
      waves.values = grown(waves.values, size);
    }
    if (most > waves.at.length) {
      waves.at = new Int32Array(2 * most);
      waves.to = new Int32Array(2 * most);
      waves.changed = new Int32Array(2 * most);
    }
  }
}

function grown(words: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(words);
  return larger;
}
