import { SimulationError } from '../errors.ts';
import { instantiate } from '../wasm/instantiate.ts';
import type { PortWords, StreamProgram } from './record.ts';

/** A netlist at work on one stream of vectors, many clocks a call. */
export interface Stream {
  readonly ports: readonly PortWords[];
  readonly recordWords: number;
  /** Clocks that fit `records`. */
  readonly clocks: number;
  /** A record a clock, `recordWords` words each: write the inputs before a run, read the outputs after it. */
  readonly records: Int32Array;
  /** Puts the values of the input ports, in their order, into a clock's record. */
  set(clock: number, values: readonly bigint[]): void;
  /** The values of the output ports, in their order. */
  get(clock: number): bigint[];
  /** Runs so many clocks from the state the last run ended with. Outputs are those after each clock's edge. */
  run(clocks: number): void;
  /** Puts every flip-flop at its initial value. */
  reset(): void;
}

export function startStream(program: StreamProgram): Stream {
  const { bytes, ports, recordWords, clocks, stateOffset, initialState } = program;
  const { functions, memory } = instantiate(bytes);
  const records = new Int32Array(memory, 0, clocks * recordWords);
  const states = new Int32Array(memory, stateOffset, initialState.length);
  states.set(initialState);
  const inputs = ports.filter(({ direction }) => direction === 'input');
  const outputs = ports.filter(({ direction }) => direction === 'output');
  return {
    ports,
    recordWords,
    clocks,
    records,
    set: (clock, values) => {
      for (const [at, { word, words }] of inputs.entries()) {
        const first = clock * recordWords + word;
        if (words === 1) records[first] = Number(values[at]!);
        else
          for (let index = 0; index < words; index += 1)
            records[first + index] = Number(BigInt.asIntN(32, values[at]! >> BigInt(32 * index)));
      }
    },
    get: (clock) =>
      outputs.map(({ word, words }) => {
        const first = clock * recordWords + word;
        let value = 0n;
        for (let index = words - 1; index >= 0; index -= 1)
          value = (value << 32n) | BigInt(records[first + index]! >>> 0);
        return value;
      }),
    run: (count) => {
      if (count > clocks)
        throw new SimulationError('option-range', `a run is at most ${clocks} clocks, got ${count}`);
      if (count > 0) functions.run!(count);
    },
    reset: () => states.set(initialState),
  };
}
