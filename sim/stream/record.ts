import type { Netlist, Port } from '../netlist/netlist.ts';

/** Where a port's value stands in the record of a clock: so many 32-bit words from `word` on. */
export interface PortWords extends Port {
  readonly word: number;
  readonly words: number;
}

/** One stream of vectors through a netlist, as one WebAssembly function `run(clocks)`. */
export interface StreamProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ports: readonly PortWords[];
  /** 32-bit words of a record: inputs and outputs of one clock. */
  readonly recordWords: number;
  /** Clocks that one call can take; the records lie one after the other from byte 0 on. */
  readonly clocks: number;
  /** Byte offset of the states, one 32-bit word a flip-flop; bit 0 counts. */
  readonly stateOffset: number;
  readonly initialState: Int32Array;
}

/** About how much memory records take; a run is as long as they allow. */
export const RECORDS_BYTES: number = 2 ** 17;

/** The places of a netlist's ports in a record, clocks left out, and its words in all. */
export function recordOf(netlist: Netlist): {
  readonly ports: readonly PortWords[];
  readonly recordWords: number;
} {
  const clockPorts = new Set(netlist.clocks.map(({ port }) => port));
  let recordWords = 0;
  const ports = netlist.ports
    .filter(({ name }) => !clockPorts.has(name))
    .map((port): PortWords => {
      const words = Math.ceil(port.width / 32);
      const at = { ...port, word: recordWords, words };
      recordWords += words;
      return at;
    });
  return { ports, recordWords };
}
