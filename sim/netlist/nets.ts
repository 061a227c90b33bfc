import { SimulationError } from '../errors.ts';
import type { Bit } from './expression.ts';
import { net0, net1 } from './netlist.ts';
import type { YosysBit, YosysModule } from './yosys-json.ts';

/** The nets of a module while it is being read: Yosys's numbers made dense, with names and initial values. */
export class Nets {
  readonly #numbers = new Map<number, number>();
  readonly #names: (string | undefined)[] = ['0', '1'];
  readonly #hidden: boolean[] = [false, false];
  readonly #inits = new Map<number, Bit>();

  constructor(module: YosysModule) {
    for (const [name, { bits }] of Object.entries(module.ports)) this.#suggest(name, bits, false, (at) => at);
    for (const [name, entry] of Object.entries(module.netnames)) {
      const { bits, offset, upto } = entry;
      const index = (at: number): number => offset + (upto === 1 ? bits.length - 1 - at : at);
      this.#suggest(name, bits, entry.hide_name === 1, index);
      const init = entry.attributes.init;
      if (init !== undefined) this.#initialise(name, bits, init);
    }
  }

  get count(): number {
    return this.#names.length;
  }

  /** The net of a bit. Undefined and floating constants (x, z) are 0 here: there are two values, not four. */
  of(bit: YosysBit): number {
    if (typeof bit !== 'number') return bit === '1' ? net1 : net0;
    const known = this.#numbers.get(bit);
    if (known !== undefined) return known;
    const net = this.fresh();
    this.#numbers.set(bit, net);
    return net;
  }

  /** A net that no name mentions, for an output that goes nowhere. */
  fresh(): number {
    this.#names.push(undefined);
    this.#hidden.push(true);
    return this.#names.length - 1;
  }

  name(net: number): string {
    return this.#names[net] ?? `net${net}`;
  }

  init(net: number): Bit {
    return this.#inits.get(net) ?? 0;
  }

  names(): string[] {
    return this.#names.map((_, net) => this.name(net));
  }

  /** The first visible name wins; Yosys's own names (hide_name) only fill gaps. */
  #suggest(name: string, bits: readonly YosysBit[], hidden: boolean, index: (at: number) => number): void {
    bits.forEach((bit, at) => {
      const net = this.of(bit);
      if (this.#names[net] !== undefined && (hidden || !this.#hidden[net])) return;
      this.#names[net] = bits.length === 1 && index(at) === 0 ? name : `${name}[${index(at)}]`;
      this.#hidden[net] = hidden;
    });
  }

  /** `init` is written highest bit first and may be shorter than the name; x leaves a bit at 0. */
  #initialise(name: string, bits: readonly YosysBit[], init: string | number): void {
    const digits = typeof init === 'number' ? init.toString(2) : init;
    bits.forEach((bit, at) => {
      const digit = digits[digits.length - 1 - at];
      if (digit !== '0' && digit !== '1') return;
      const net = this.of(bit);
      const value = digit === '1' ? 1 : 0;
      if (this.#inits.has(net) && this.#inits.get(net) !== value) {
        throw new SimulationError(
          'conflicting-init',
          `net ${this.name(net)} has two different initial values, one of them from ${name}`,
        );
      }
      this.#inits.set(net, value);
    });
  }
}
