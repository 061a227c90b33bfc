import type { Netlist } from '../netlist/netlist.ts';
import { checkClocks } from '../sweep/inputs.ts';
import type { StreamProgram } from './record.ts';
import { sequentialStream } from './sequential.ts';
import { slicedStream } from './sliced.ts';

/**
 * A netlist for one stream. Where no state depends on itself, as in a pipeline that is never held, many clocks at once, else one after
 * the other. Throws `clock` for designs with more than a rising edge of one clock, `too-large` for very large ones.
 */
export function compileStream(netlist: Netlist): StreamProgram {
  checkClocks(netlist);
  return slicedStream(netlist) ?? sequentialStream(netlist);
}
