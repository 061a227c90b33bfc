import { SimulationError } from '../errors.ts';
import type { Layout, Place } from '../kernel/layout.ts';
import type { Netlist } from '../netlist/netlist.ts';
import type { Literal, Network } from '../network/network.ts';

/** Tables are for spaces of up to so many bits of index. */
const TABLE_BITS = 20;

interface Space {
  readonly netlist: Netlist;
  readonly indexBits: number;
  readonly lanes: number;
  readonly steps: number;
  readonly layout: Layout;
  readonly network: Network;
}

/** A bit of a table as a source of the network: where it is read from, and what has to stand there. */
interface Tape {
  readonly literal: Literal;
  readonly place: Place;
  readonly words: Int32Array;
}

/** What output ports should be, read from tables that lie in memory step after step. Throws `option-range` for a table of another size. */
export function tableLiterals(
  table: Readonly<Record<string, Int32Array>> = {},
  { netlist, indexBits, lanes, steps, layout, network }: Space,
): { readonly literals: Readonly<Record<string, readonly Literal[]>>; readonly tapes: readonly Tape[] } {
  const bitWords = (lanes * steps) / 32;
  const tapes: Tape[] = [];
  const literals: Record<string, readonly Literal[]> = {};
  for (const [port, words] of Object.entries(table)) {
    const { width } = netlist.ports.find(({ name }) => name === port)!;
    if (indexBits > TABLE_BITS || words.length !== width * bitWords) {
      const text = `the table of ${port} has ${words.length} words, it takes ${width} x ${bitWords}`;
      throw new SimulationError('option-range', text, [
        `tables are for spaces of up to ${TABLE_BITS} index bits`,
      ]);
    }
    literals[port] = Array.from({ length: width }, (_, bit) => {
      const literal = network.source();
      tapes.push({
        literal,
        place: layout.tape(steps),
        words: words.subarray(bit * bitWords, (bit + 1) * bitWords),
      });
      return literal;
    });
  }
  return { literals, tapes };
}
