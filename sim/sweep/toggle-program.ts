import { checkRange } from '../engine/options.ts';
import { chunksOf } from '../kernel/chunks.ts';
import { countFunction, inWholeRounds, STEP_ZEROS } from '../kernel/count.ts';
import { driverFunction } from '../kernel/driver.ts';
import { chunkFunction } from '../kernel/emit.ts';
import { Layout, type Place } from '../kernel/layout.ts';
import { randomFunction } from '../kernel/random.ts';
import { movingNets } from '../netlist/order.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';
import { counterPlaces, LANE_BITS } from './counter-places.ts';
import { firstBits } from './first-bit.ts';
import { checkClocks, inputLiterals, type SweptSpace } from './inputs.ts';

/** Clocked logic takes a vector a clock, in as many streams as there are lanes. */
export type ToggleDesign = SweptSpace;

/** A count of toggles ready to run in any thread: plain data. */
export interface ToggleProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly patterns: readonly { readonly offset: number; readonly words: Int32Array }[];
  readonly initialState: Int32Array;
  readonly bankBytes: number;
  readonly groups: number;
  /** Vectors of a step that differ; a lane goes through consecutive vectors, or a stream of its own. */
  readonly lanes: number;
  readonly steps: number;
  /** Whether the last vector of a lane is followed by the first of the next lane. */
  readonly chained: boolean;
  readonly clocked: boolean;
  readonly random?: { readonly offset: number; readonly bytes: number; readonly seed: number };
  /** Byte offsets: of the first counted value in a bank of states, and of its counter. */
  readonly valuesOffset: number;
  readonly countersOffset: number;
  readonly values: number;
  /** Every net but constants and clocks, and what it changes with: a bit of the index, or a counted value. */
  readonly nets: readonly {
    readonly name: string;
    readonly follows: { readonly indexBit: number } | { readonly value: number } | 'nothing';
  }[];
}

/** Few groups keep both banks of all values in the first-level cache. */
const GROUPS = 4;

/**
 * A netlist as a module that goes through operands and counts how often each net changes its settled value. Nets that
 * are one value, or its inverse, share a counter. Throws as `compileSweep` does.
 */
export function compileToggles(design: ToggleDesign): ToggleProgram {
  const { netlist, indexBits = 0, samples, seed = 1 } = design;
  checkRange('indexBits', indexBits, 0, 40);
  if (samples !== undefined) checkRange('samples', samples, 1, 2 ** 40);
  checkClocks(netlist);
  const groups = samples === undefined ? Math.min(GROUPS, 2 ** Math.max(0, indexBits - LANE_BITS)) : GROUPS;
  const lanes = groups * 2 ** LANE_BITS;
  const network = new Network();
  const places = new Map<number, Place>();
  // Where sources are read is decided last: the size of a bank of states has to be known first.
  const index = Array.from({ length: indexBits }, () => network.source());
  const randoms: Literal[] = [];
  const randomBit = (): Literal => {
    randoms.push(network.source());
    return randoms.at(-1)!;
  };
  const inputs = inputLiterals(netlist, design.inputs, index, randomBit);
  const states = netlist.flipFlops.map(() => network.source());
  const lowered = lower(
    netlist,
    network,
    (port, bit) => inputs.get(port)![bit]!,
    (flipFlop) => states[flipFlop]!,
  );
  const nets = movingNets(netlist).map((net) => ({
    name: netlist.netNames[net]!,
    node: lowered.literals[net]! >> 1,
  }));
  // Bits of a counter need no counting.
  const bitOf = new Map(index.map((literal, bit) => [literal >> 1, bit]));
  // From one step to the next the bits change up to the lowest one of the step's number: what depends on higher ones stays.
  const first = firstBits(network, index);
  const counted = [...new Set(nets.map(({ node }) => node))]
    .filter((node) => node > 0 && !bitOf.has(node))
    .sort((a, b) => first[a]! - first[b]! || a - b);

  const countedPlaces = inWholeRounds(counted.length);
  const layout = new Layout(groups, states.length + countedPlaces);
  const stores = states.map((literal, at) => {
    const place = layout.state();
    places.set(literal >> 1, place);
    return { literal: lowered.next[at]!, place };
  });
  const values = counted.map((node) => ({ literal: 2 * node, place: layout.state() }));
  const counters = layout.block(8 * countedPlaces);
  const moving = layout.block(4 * STEP_ZEROS);
  const counter = counterPlaces(indexBits, layout, 'steps');
  for (const [bit, literal] of index.entries()) places.set(literal >> 1, counter.places[bit]!);
  const randomFrom = layout.bytes;
  for (const literal of randoms) places.set(literal >> 1, layout.lane());
  const randomBytes = layout.bytes - randomFrom;

  const chunks = chunksOf({ network, places, stores: [...stores, ...values] }, layout);
  const functions: FunctionCode[] = chunks.map((chunk) => chunkFunction(network, chunk, groups, layout));
  const [lead] = values;
  if (lead !== undefined) functions.push(countFunction({ moving, first: lead.place, counters }, groups));
  if (randomBytes > 0) functions.push(randomFunction(randomFrom, randomBytes));
  const inOrder = samples === undefined && states.length === 0 && randoms.length === 0;
  const movingWords = Int32Array.from({ length: STEP_ZEROS }, (_, zeros) =>
    inOrder && zeros < counter.stepBits.length
      ? inWholeRounds(counted.filter((node) => first[node]! <= zeros).length)
      : countedPlaces,
  );
  const calls = {
    chunks: chunks.length,
    alarm: false,
    ...(lead && { after: chunks.length }),
    ...(randomBytes > 0 && { before: functions.length - 1 }),
  };
  functions.push(driverFunction(calls, layout, counter));
  return {
    bytes: moduleOf(functions, layout.pages),
    patterns: [
      ...counter.patterns.map(({ place, words }) => ({ offset: place.offset, words })),
      { offset: moving.offset, words: movingWords },
    ],
    initialState: Int32Array.from(
      netlist.flipFlops.flatMap(({ init }) => new Array<number>(4 * groups).fill(-init)),
    ),
    bankBytes: layout.bankBytes,
    groups,
    lanes: samples === undefined ? Math.min(lanes, 2 ** indexBits) : lanes,
    steps: samples === undefined ? 2 ** counter.stepBits.length : Math.ceil(samples / lanes),
    chained: samples === undefined && netlist.clocks.length === 0,
    clocked: netlist.clocks.length > 0,
    ...(randomBytes > 0 && { random: { offset: randomFrom, bytes: randomBytes, seed } }),
    valuesOffset: lead?.place.offset ?? 0,
    countersOffset: counters.offset,
    values: values.length,
    nets: nets.map(({ name, node }) => ({
      name,
      follows: bitOf.has(node)
        ? { indexBit: bitOf.get(node)! }
        : node === 0
          ? 'nothing'
          : { value: counted.indexOf(node) },
    })),
  };
}
