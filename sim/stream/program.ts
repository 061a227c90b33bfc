import { chunksOf, type Store } from '../kernel/chunks.ts';
import { chunkFunction, parameters } from '../kernel/emit.ts';
import { Layout, type Place } from '../kernel/layout.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { checkClocks } from '../sweep/inputs.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';
import { type DelayedStates, delayFunction, keepFunction } from './delay.ts';
import { type Group, groupsOf } from './groups.ts';
import { loopFunction, loopOf } from './loop.ts';
import { type PortWords, RECORDS_BYTES, recordOf, type StreamProgram } from './record.ts';
import { BLOCK_CLOCKS, GROUPS, PLANE_BYTES, runFunction, type Step, WORD_BITS } from './run.ts';
import { BLOCK_BYTES, gatherFunction, scatterFunction, transposeFunction } from './transpose.ts';

/**
 * A netlist for one stream: a block of clocks at once, a lane each. What a state was a clock before is what its next
 * value is, shifted by a lane; only states that depend on themselves are run clock after clock, with what depends on
 * them on the way. Outputs are as they are after the edge. Throws `clock` for designs with more than a rising edge
 * of one clock, `too-large` for very large ones.
 */
export function compileStream(netlist: Netlist): StreamProgram {
  checkClocks(netlist);
  const network = new Network();
  const { ports, recordWords } = recordOf(netlist);
  const recordBytes = 4 * recordWords;
  const inputs = new Map<string, readonly Literal[]>();
  for (const { name, direction, nets } of ports)
    if (direction === 'input')
      inputs.set(
        name,
        nets.map(() => network.source()),
      );
  const input = (port: string, bit: number): Literal => inputs.get(port)?.[bit] ?? network.zero;
  const states = netlist.flipFlops.map(() => network.source());
  const { next } = lower(netlist, network, input, (flipFlop) => states[flipFlop]!);
  const groups = groupsOf(network, states, next);
  const edges = states.map(() => network.source());
  const after = lower(netlist, network, input, (flipFlop) => edges[flipFlop]!);

  const layout = new Layout(GROUPS);
  const clocks = BLOCK_CLOCKS * Math.max(1, Math.floor(RECORDS_BYTES / recordBytes / BLOCK_CLOCKS));
  const records = layout.block(recordBytes * clocks).offset;
  const planes = Array.from({ length: WORD_BITS * recordWords }, () => layout.lane());
  const planeOf = ({ word }: PortWords, bit: number): Place => planes[WORD_BITS * word + bit]!;
  const slots = slotsOf(groups);
  const nextPlaces = slots.map(() => layout.lane());
  const presentPlaces = slots.map(() => layout.lane());
  const before = layout.block(4 * slots.length).offset;
  const places = new Map<number, Place>();
  for (const port of ports)
    for (const [bit, literal] of (inputs.get(port.name) ?? []).entries())
      places.set(literal >> 1, planeOf(port, bit));
  for (const [slot, state] of slots.entries()) {
    if (state === undefined) continue;
    places.set(states[state]! >> 1, presentPlaces[slot]!);
    places.set(edges[state]! >> 1, nextPlaces[slot]!);
  }

  const functions: FunctionCode[] = [];
  const add = (code: FunctionCode): number => functions.push(code) - 1;
  const block = layout.block(BLOCK_BYTES).offset;
  const transpose = add(transposeFunction(block));
  const gather = (bytes: number): number => add(gatherFunction(block, bytes, PLANE_BYTES, transpose));
  const scatter = (bytes: number): number => add(scatterFunction(block, bytes, PLANE_BYTES, transpose));
  const steps: Step[] = [];
  const settle = (stores: readonly Store[]): void => {
    for (const chunk of chunksOf({ network, places, stores }, layout)) {
      const call = add(chunkFunction(network, chunk, GROUPS, layout));
      steps.push({ kind: 'call', call, operands: parameters.length });
    }
  };
  const call = (code: FunctionCode): void => {
    steps.push({ kind: 'call', call: add(code), operands: 0 });
  };
  const delayed = (slot: number, count: number): DelayedStates => ({
    count,
    planeBytes: PLANE_BYTES,
    next: nextPlaces[slot]!.offset,
    present: presentPlaces[slot]!.offset,
    before: before + 4 * slot,
  });
  /** Clock after clock: inputs by record in, next values by record out. */
  const run = (group: Group, slot: number): void => {
    const loop = loopOf(
      network,
      group.states.map((state) => states[state]!),
      group.states.map((state) => next[state]!),
    );
    const inputWords = wordsOf(loop.inputs.length);
    const stateWords = wordsOf(group.states.length);
    const bytes = 4 * (inputWords + stateWords);
    const own = layout.block(bytes * BLOCK_CLOCKS).offset;
    const inputPlaces = Array.from({ length: WORD_BITS * inputWords }, () => layout.lane());
    settle(loop.inputs.map((node, at) => ({ literal: 2 * node, place: inputPlaces[at]! })));
    const move = (
      call: number,
      count: number,
      firstWord: number,
      of: readonly Place[],
      first: number,
    ): void => {
      const words = Array.from({ length: count }, (_, at) => ({
        word: firstWord + at,
        plane: of[first + WORD_BITS * at]!.offset,
      }));
      if (count > 0) steps.push({ kind: 'move', call, records: own, recordBytes: bytes, words });
    };
    move(scatter(bytes), inputWords, 0, inputPlaces, 0);
    const at = { clocks: BLOCK_CLOCKS, records: own, inputWords, stateWords, before: before + 4 * slot };
    call(loopFunction(network, loop, at, layout));
    move(gather(bytes), stateWords, inputWords, nextPlaces, slot);
  };

  const moved = (direction: 'input' | 'output') =>
    ports
      .filter((port) => port.direction === direction)
      .flatMap((port) => Array.from({ length: port.words }, (_, index) => port.word + index))
      .map((word) => ({ word, plane: planes[WORD_BITS * word]!.offset }));
  const outer = { kind: 'move', records: 'stream', recordBytes } as const;
  steps.push({ ...outer, call: gather(recordBytes), words: moved('input') });
  let slot = 0;
  for (const group of groups) {
    if (group.loop) run(group, slot);
    else settle(group.states.map((state, at) => ({ literal: next[state]!, place: nextPlaces[slot + at]! })));
    call(delayFunction(delayed(slot, group.states.length)));
    slot += slotCount(group);
  }
  settle(
    ports
      .filter(({ direction }) => direction === 'output')
      .flatMap((port) =>
        port.nets.map((net, bit) => ({ literal: after.literals[net]!, place: planeOf(port, bit) })),
      ),
  );
  steps.push({ ...outer, call: scatter(recordBytes), words: moved('output') });
  const keep = slots.length === 0 ? undefined : add(keepFunction(delayed(0, slots.length)));
  add(runFunction(steps, { records, recordBytes, ...(keep !== undefined && { keep }) }));
  return {
    bytes: moduleOf(functions, layout.pages),
    ports,
    recordWords,
    clocks,
    stateOffset: before,
    initialState: Int32Array.from(slots, (state) =>
      state === undefined ? 0 : netlist.flipFlops[state]!.init,
    ),
  };
}

const wordsOf = (bits: number): number => Math.ceil(bits / WORD_BITS);

/** Planes are gathered by whole words, so a loop takes whole words of slots. */
const slotCount = ({ loop, states }: Group): number =>
  loop ? WORD_BITS * wordsOf(states.length) : states.length;

/** Group after group the states, so that those of one lie side by side; undefined where a slot is empty. */
const slotsOf = (groups: readonly Group[]): (number | undefined)[] =>
  groups.flatMap((group) => Array.from({ length: slotCount(group) }, (_, at) => group.states[at]));
