import { Network, packLanes, readNetlist, simulatorOf, unpackLanes, yosysModule } from '../../sim/index.ts';
import { type AccumulatorState, CLEARED, macModel, slicedMacModelOf } from '../model/index.ts';
import { accumulatorBits, type MacSpec, operandBits } from '../unit/index.ts';

/** 32-bit words a bit of a port holds: 2,048 streams side by side. */
export const STREAM_WORDS = 64;
export const STREAMS: number = 32 * STREAM_WORDS;

/** One clock cycle of all streams, bit-sliced: what goes in. */
export interface MacInputs {
  readonly valid: Int32Array;
  readonly clear: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** What the accumulators of all streams hold. */
export interface MacState {
  readonly acc: Int32Array;
  readonly invalid: Int32Array;
}

/** The model of a multiply-accumulate unit with a state for every stream: from inputs to the states they leave. */
export type MacMachine = (inputs: MacInputs) => MacState;

/** Whether there is a sliced model: not of terms that meet in a window, nor of scaled ones. */
export const isSliced = ({ accumulator, scale }: MacSpec): boolean =>
  accumulator.kind !== 'window' && scale === 'none';

/** The fastest model there is. */
export const machineOf = (spec: MacSpec): MacMachine =>
  isSliced(spec) ? slicedMachine(spec) : plainMachine(spec);

/** The sliced model as a circuit, run by the simulator: as fast as the hardware beside it. */
export function slicedMachine(spec: MacSpec): MacMachine {
  const [width, bits] = [operandBits(spec), accumulatorBits(spec)];
  const network = new Network();
  const sources = (count: number): number[] => Array.from({ length: count }, () => network.source());
  const inputs = {
    valid: sources(1),
    clear: sources(1),
    a: sources(width),
    b: sources(width),
    acc: sources(bits),
    invalid: sources(1),
  };
  const [valid, clear] = [inputs.valid[0]!, inputs.clear[0]!];
  const [acc, invalid] = [inputs.acc, inputs.invalid].map((of) =>
    of.map((bit) => network.and(bit, network.not(clear))),
  ) as [number[], number[]];
  const next = slicedMacModelOf(spec)(network, { acc, invalid: invalid[0]! }, inputs.a, inputs.b);
  const outputs = {
    acc_next: next.acc.map((bit, at) => network.mux(valid, bit, acc[at]!)),
    invalid_next: [network.mux(valid, next.invalid, invalid[0]!)],
  };
  const model = { attributes: {}, netnames: {}, ...yosysModule(network, inputs, outputs) };
  const netlist = readNetlist({ creator: 'lmul-rtl', modules: { model } });
  const simulator = simulatorOf(netlist, { words: STREAM_WORDS });
  let state: MacState = { acc: new Int32Array(bits * STREAM_WORDS), invalid: new Int32Array(STREAM_WORDS) };
  return (given) => {
    for (const [port, words] of Object.entries({ ...given, ...state })) simulator.setBits(port, words);
    simulator.settle();
    state = { acc: simulator.getBits('acc_next'), invalid: simulator.getBits('invalid_next') };
    return state;
  };
}

/** The model itself, stream after stream: slow, and what the sliced one is held against where there is one. */
export function plainMachine(spec: MacSpec): MacMachine {
  const model = macModel(spec);
  const [width, bits] = [operandBits(spec), accumulatorBits(spec)];
  const states: AccumulatorState[] = Array.from({ length: STREAMS }, () => CLEARED);
  const unpacked = (words: Int32Array, of: number): bigint[] => unpackLanes(words, of, STREAM_WORDS);
  return ({ valid, clear, a, b }) => {
    const [valids, clears] = [unpacked(valid, 1), unpacked(clear, 1)];
    const [left, right] = [unpacked(a, width), unpacked(b, width)];
    states.forEach((state, stream) => {
      const before = clears[stream] === 1n ? CLEARED : state;
      states[stream] = valids[stream] === 1n ? model(before, left[stream]!, right[stream]!) : before;
    });
    return {
      acc: packLanes(
        states.map(({ acc }) => acc),
        bits,
        STREAM_WORDS,
      ),
      invalid: packLanes(
        states.map((state) => BigInt(state.invalid)),
        1,
        STREAM_WORDS,
      ),
    };
  };
}
