import { checkRange } from '../engine/options.ts';
import { SimulationError } from '../errors.ts';
import { chunksOf, type Store } from '../kernel/chunks.ts';
import { driverFunction } from '../kernel/driver.ts';
import { chunkFunction } from '../kernel/emit.ts';
import { Layout, type Place } from '../kernel/layout.ts';
import type { Ordering } from '../kernel/ordering.ts';
import { randomFunction } from '../kernel/random.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';
import { counterPlaces, LANE_BITS } from './counter-places.ts';
import { checkClocks, inputLiterals, type SweptSpace } from './inputs.ts';
import { tableLiterals } from './table.ts';

/** What the output ports should be, as logic of the inputs; bits lowest first. Ports not named are not compared. */
export type Expectation = (
  network: Network,
  input: (port: string) => readonly Literal[],
) => Readonly<Record<string, readonly Literal[]>>;

/** An expectation that remembers: what the ports should be in a clock, and what its registers hold after it. */
export interface ClockedModel {
  /** Bits; all are 0 at first. */
  readonly registers: number;
  readonly clock: (
    network: Network,
    input: (port: string) => readonly Literal[],
    registers: readonly Literal[],
  ) => {
    readonly ports: Readonly<Record<string, readonly Literal[]>>;
    readonly registers: readonly Literal[];
  };
}

export interface SweepDesign extends SweptSpace {
  readonly expected?: Expectation;
  /** In its place for clocked designs that do more than delay: each lane is a stream, which starts anew where a range does. */
  readonly model?: ClockedModel;
  /**
   * What output ports should be, as a table: of each, bit after bit, a bit for every vector in the order of counting,
   * 32 to a word. Of small spaces (up to 20 index bits) it is faster than logic.
   */
  readonly table?: Readonly<Record<string, Int32Array>>;
  /** Clock edges from operands to result, 0 for combinational logic. Vectors follow each other without gaps. */
  readonly latency?: number;
  /** Word operations per function, about; default: what suits most. */
  readonly operations?: number;
  /** In which order functions do them; default: what suits most, see `tuneSweep`. */
  readonly ordering?: Ordering;
}

/** A sweep ready to run in any thread: plain data. */
export interface SweepProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What stands in memory before the first step, by byte offset. */
  readonly patterns: readonly { readonly offset: number; readonly words: Int32Array }[];
  /** Words of the first bank of states after a restart. */
  readonly initialState: Int32Array;
  readonly bankBytes: number;
  readonly groups: number;
  /** Vectors per step. */
  readonly lanes: number;
  /** Steps of the whole space, without those it takes a pipeline to run empty. */
  readonly steps: number;
  readonly latency: number;
  /** Where the bits of the input ports stand during a step, lowest first, or which constants they are. */
  readonly inputs: Readonly<Record<string, readonly (Place | 0 | 1)[]>>;
  /** The generators of random inputs. */
  readonly random?: { readonly offset: number; readonly bytes: number; readonly seed: number };
  /** Byte offset of the vectors that say in which lanes the last step was wrong. */
  readonly alarmOffset: number;
  /** Word operations per vector, all in: what a speed is to be measured by. */
  readonly operations: number;
}

/** Few groups keep what functions hand to each other, and states, in the first-level cache. */
const MAX_GROUPS = 8;

/** Where there is nothing to be kept, more of them share what a step costs. */
const MORE_GROUPS = 16;
const SMALL_CELLS = 250;

/**
 * A netlist, and what is expected of it, as one module that counts through all operands and compares bit-sliced.
 * The two share no logic. Throws `clock` for designs with more than a rising edge of one clock, `option-range`.
 */
export function compileSweep(design: SweepDesign): SweepProgram {
  const { netlist, indexBits = 0, samples, seed = 1, latency = 0, operations, ordering, model } = design;
  if (!Number.isInteger(indexBits) || indexBits < 0 || indexBits > 40)
    throw new SimulationError('option-range', `a sweep counts 0 to 40 bits, got ${indexBits}`);
  if (samples !== undefined) checkRange('samples', samples, 1, 2 ** 40);
  checkClocks(netlist);
  const isSmall = netlist.flipFlops.length === 0 && netlist.steps.length <= SMALL_CELLS;
  const most = isSmall ? MORE_GROUPS : MAX_GROUPS;
  const groups = samples === undefined ? Math.min(most, 2 ** Math.max(0, indexBits - LANE_BITS)) : MAX_GROUPS;
  const lanes = groups * 2 ** LANE_BITS;
  const network = new Network();
  const compared = netlist.ports.filter(({ direction }) => direction === 'output');
  const layout = new Layout(groups, netlist.flipFlops.length + latency + (model?.registers ?? 0));
  const counter = counterPlaces(indexBits, layout);
  const places = new Map<number, Place>();
  const steps = samples === undefined ? 2 ** counter.stepBits.length : Math.ceil(samples / lanes);
  const from = (place: Place): Literal => {
    const literal = network.source();
    places.set(literal >> 1, place);
    return literal;
  };
  const index = counter.places.map(from);
  const randomFrom = layout.bytes;
  const randomBit = (): Literal => from(layout.lane());
  const inputs = inputLiterals(netlist, design.inputs, index, randomBit);
  const randomBytes = layout.bytes - randomFrom;
  if (latency > 0 && (randomBytes > 0 || model !== undefined))
    throw new SimulationError('option-range', 'random operands and models with registers take no latency', [
      'count through all operands of a pipeline',
    ]);

  const lowered = lower(netlist, network, (port, bit) => inputs.get(port)![bit]!);
  network.separate();
  const registers = Array.from({ length: model?.registers ?? 0 }, () => network.source());
  // What comes out of a pipeline is of the operands of an earlier step, which differ in the bits of the step alone.
  const earlierStepBits = latency === 0 ? [] : counter.stepBits.map(() => layout.fixed());
  const earlierIndex = index.map((literal, bit) => {
    const place = earlierStepBits[counter.stepBits.indexOf(counter.places[bit]!)];
    return place === undefined ? literal : from(place);
  });
  const earlier = latency === 0 ? inputs : inputLiterals(netlist, design.inputs, earlierIndex, randomBit);
  const input = (port: string): readonly Literal[] => earlier.get(port) ?? [];
  const clock = model?.clock(network, input, registers);
  const fromLogic = clock?.ports ?? design.expected?.(network, input) ?? {};
  const fromTable = tableLiterals(design.table, { netlist, indexBits, lanes, steps, layout, network });
  for (const { literal, place } of fromTable.tapes) places.set(literal >> 1, place);
  const expected: Readonly<Record<string, readonly Literal[]>> = {
    ...fromLogic,
    ...fromTable.literals,
  };
  network.separate();

  const initial: number[] = [];
  const stores: Store[] = [];
  const held = (literal: Literal, next: Literal, init: number): void => {
    const place = layout.state();
    places.set(literal >> 1, place);
    stores.push({ literal: next, place });
    initial.push(init);
  };
  lowered.states.forEach((state, at) => {
    held(state, lowered.next[at]!, netlist.flipFlops[at]!.init);
  });
  for (const [at, register] of registers.entries()) held(register, clock!.registers[at]!, 0);
  let full = network.one;
  for (let cycle = 0; cycle < latency; cycle += 1) {
    const state = network.source();
    held(state, full, 0);
    full = state;
  }
  const differences = compared.flatMap(({ name, nets }) =>
    (expected[name] ?? []).map((bit, at) => network.xor(lowered.literals[nets[at]!]!, bit)),
  );
  const wrong = differences.reduce((any, bit) => network.or(any, bit), network.zero);
  const alarm = network.and(wrong, full);
  const alarmPlace = layout.lane();
  const task = { network, places, stores: [...stores, { literal: alarm, place: alarmPlace }], alarm };
  const chunks = chunksOf(task, layout, { operations, ordering });
  const functions: FunctionCode[] = chunks.map((chunk) => chunkFunction(network, chunk, groups, layout));
  const random = randomBytes === 0 ? undefined : { offset: randomFrom, bytes: randomBytes, seed };
  if (random !== undefined) functions.push(randomFunction(random.offset, random.bytes));
  const calls = { chunks: chunks.length, alarm: true, ...(random && { before: chunks.length }) };
  functions.push(driverFunction(calls, layout, { stepBits: counter.stepBits, earlierStepBits, latency }));
  return {
    bytes: moduleOf(functions, layout.pages),
    patterns: [...counter.patterns, ...fromTable.tapes].map(({ place, words }) => ({
      offset: place.offset,
      words,
    })),
    initialState: Int32Array.from(initial.flatMap((bit) => new Array<number>(4 * groups).fill(-bit))),
    bankBytes: layout.bankBytes,
    groups,
    lanes,
    steps,
    latency,
    inputs: Object.fromEntries(
      [...inputs].map(([port, bits]) => [
        port,
        bits.map((literal) => places.get(literal >> 1) ?? (literal === 1 ? 1 : 0)),
      ]),
    ),
    ...(random === undefined ? {} : { random }),
    alarmOffset: alarmPlace.offset,
    operations: chunks.reduce((sum, { nodes }) => sum + nodes.length, 0),
  };
}
