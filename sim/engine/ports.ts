import { SimulationError } from '../errors.ts';
import type { PortShape } from '../netlist/netlist.ts';

/** The checks every simulator makes on what it is asked; one place, so that the words are the same. */
export class PortTable<P extends PortShape> {
  readonly ports: readonly P[];
  readonly clocks: readonly string[];
  readonly #byName: ReadonlyMap<string, P>;

  constructor(ports: readonly P[], clocks: readonly string[]) {
    this.ports = ports;
    this.clocks = clocks;
    this.#byName = new Map(ports.map((port) => [port.name, port]));
  }

  port(name: string): P {
    const port = this.#byName.get(name);
    if (port !== undefined) return port;
    throw new SimulationError('unknown-port', `there is no port ${name}`, [
      `the ports are ${this.ports.map((each) => each.name).join(', ') || '(none)'}`,
    ]);
  }

  input(name: string): P {
    const port = this.port(name);
    if (port.direction !== 'input') {
      throw new SimulationError('port-direction', `port ${name} is an output and cannot be set`);
    }
    if (this.clocks.includes(name)) {
      throw new SimulationError('clock', `port ${name} is a clock and cannot be set`, [
        `call clockEdge('${name}') for one period of it`,
      ]);
    }
    return port;
  }

  /** The clock meant: the one named, else the only one, else undefined when there is none. */
  clock(name?: string): string | undefined {
    if (name === undefined && this.clocks.length <= 1) return this.clocks[0];
    if (name !== undefined && this.clocks.includes(name)) return name;
    const text = name === undefined ? 'there are several clocks, name one' : `port ${name} is not a clock`;
    throw new SimulationError('clock', text, [`the clocks are ${this.clocks.join(', ') || '(none)'}`]);
  }

  checkValue(port: P, value: bigint): void {
    if (value >= 0n && value >> BigInt(port.width) === 0n) return;
    const got = value < 0n ? `${value}` : `0x${value.toString(16)}`;
    throw new SimulationError('value-range', `${got} does not fit port ${port.name} of ${port.width} bits`);
  }

  checkWords(port: P, words: Int32Array, wordsPerBit: number): void {
    const expected = port.width * wordsPerBit;
    if (words.length === expected) return;
    throw new SimulationError(
      'value-range',
      `port ${port.name} takes ${expected} words (${port.width} bits of ${wordsPerBit}), got ${words.length}`,
    );
  }

  checkLane(lane: number, lanes: number): void {
    if (Number.isInteger(lane) && lane >= 0 && lane < lanes) return;
    throw new SimulationError('option-range', `there is no lane ${lane}, lanes run from 0 to ${lanes - 1}`);
  }
}
