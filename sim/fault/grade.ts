import type { Netlist } from '../netlist/netlist.ts';
import type { Fault } from './fault.ts';
import { FaultSimulator, type Inputs } from './fault-simulator.ts';

/** Vectors in blocks, one to a lane. Lanes past `count` do not count. */
export interface VectorBlocks {
  readonly count: number;
  /** 32-bit words of a bit in one block. */
  readonly words: number;
  readonly blocks: Iterable<Inputs>;
}

/**
 * By fault: the number of the first vector under which an output differs, or -1 where none does. A fault that has been
 * seen is dropped, so that most of the work is the first block and the faults nobody sees.
 */
export function gradeFaults(netlist: Netlist, faults: readonly Fault[], vectors: VectorBlocks): Int32Array {
  const simulator = new FaultSimulator(netlist, vectors.words);
  const first = new Int32Array(faults.length).fill(-1);
  const lanes = new Int32Array(vectors.words);
  let open = [...faults.keys()];
  let base = 0;
  for (const inputs of vectors.blocks) {
    if (open.length === 0 || base >= vectors.count) break;
    simulator.load(inputs);
    open = open.filter((index) => {
      if (!simulator.spread(faults[index] as Fault, lanes)) return true;
      const lane = firstLane(lanes);
      if (base + lane >= vectors.count) return true;
      first[index] = base + lane;
      return false;
    });
    base += 32 * vectors.words;
  }
  return first;
}

/** Which vectors show which faults: row `fault`, one bit a vector, from all blocks. */
export interface DetectionTable {
  readonly rows: readonly Int32Array[];
  readonly count: number;
}

export function tabulateDetections(
  netlist: Netlist,
  faults: readonly Fault[],
  vectors: VectorBlocks,
): DetectionTable {
  const simulator = new FaultSimulator(netlist, vectors.words);
  const wordCount = Math.ceil(vectors.count / 32);
  const rows = faults.map(() => new Int32Array(wordCount));
  const lanes = new Int32Array(vectors.words);
  let base = 0;
  for (const inputs of vectors.blocks) {
    if (base >= wordCount) break;
    simulator.load(inputs);
    const end = Math.min(vectors.words, wordCount - base);
    for (const [index, fault] of faults.entries())
      if (simulator.spread(fault, lanes)) (rows[index] as Int32Array).set(lanes.subarray(0, end), base);
    base += vectors.words;
  }
  const rest = vectors.count % 32;
  if (rest !== 0) for (const row of rows) row[wordCount - 1]! &= 2 ** rest - 1;
  return { rows, count: vectors.count };
}

export function firstLane(lanes: Int32Array): number {
  const word = lanes.findIndex((each) => each !== 0);
  const bits = lanes[word] as number;
  return 32 * word + 31 - Math.clz32(bits & -bits);
}
