import {
  compileStream,
  type Netlist,
  type PortShape,
  packLanes,
  type Simulator,
  startStream,
  unpackLanes,
  type Vectors,
  writeVectorFile,
} from '../../sim/index.ts';
import { Random } from '../random.ts';

/** What came of running vectors: how many, and the first of them with their results. */
export interface VectorRun {
  readonly count: number;
  readonly first: readonly (readonly bigint[])[];
}

const SHOWN = 10;

/** Makes the vectors for a list of ports. */
export type VectorsFor = (inputs: readonly PortShape[]) => Vectors;

/** Runs vectors through a simulator: independent ones many at a time, those of a clocked design one a cycle. */
export function runVectors(
  simulator: Simulator,
  vectorsFor: VectorsFor,
  file: string | undefined,
): VectorRun {
  const run = simulator.clocks.length > 0 ? inTime : inLanes;
  const ports = dataPorts(simulator.ports, simulator.clocks);
  return written(ports, file, (take) => run(simulator, ports, vectorsFor(ports.inputs), take));
}

/** Runs vectors through a clocked design that `canStream`, one a cycle. */
export function streamVectors(netlist: Netlist, vectorsFor: VectorsFor, file: string | undefined): VectorRun {
  const clocks = netlist.clocks.map(({ port }) => port);
  const ports = dataPorts(netlist.ports, clocks);
  const stream = startStream(compileStream(netlist));
  return written(ports, file, (take) => {
    let block: (readonly bigint[])[] = [];
    const run = (): void => {
      stream.run(block.length);
      for (const [clock, vector] of block.entries()) take([...vector, ...stream.get(clock)]);
      block = [];
    };
    for (const vector of vectorsFor(ports.inputs)) {
      stream.set(block.length, vector);
      block.push(vector);
      if (block.length === stream.clocks) run();
    }
    run();
  });
}

/** Above this V8 takes long over one function. */
const MOST_STREAMED_CELLS = 5000;

export const canStream = ({ clocks, cells }: Netlist): boolean =>
  clocks.length === 1 && !clocks[0]!.hasHighPhase && cells.length <= MOST_STREAMED_CELLS;

/** Counts and keeps what a run hands over; inputs and results also go to a file when one is named, whole or not at all. */
function written(
  { inputs, outputs }: DataPorts,
  file: string | undefined,
  run: (take: Take) => void,
): VectorRun {
  const writer = file === undefined ? undefined : writeVectorFile(file, [...inputs, ...outputs]);
  const first: (readonly bigint[])[] = [];
  let count = 0;
  try {
    run((row) => {
      count += 1;
      if (first.length < SHOWN) first.push(row);
      writer?.write(row);
    });
    writer?.close();
  } catch (error) {
    writer?.abort();
    throw error;
  }
  return { count, first };
}

type Take = (row: readonly bigint[]) => void;

interface DataPorts {
  readonly inputs: readonly PortShape[];
  readonly outputs: readonly PortShape[];
}

/** The ports vectors are about: all inputs but clocks, and all outputs. */
function dataPorts(ports: readonly PortShape[], clocks: readonly string[]): DataPorts {
  return {
    inputs: ports.filter(({ name, direction }) => direction === 'input' && !clocks.includes(name)),
    outputs: ports.filter(({ direction }) => direction === 'output'),
  };
}

/** Set, clock, look: the outputs beside a vector are those after its edge. */
function inTime(simulator: Simulator, { inputs, outputs }: DataPorts, vectors: Vectors, take: Take): void {
  for (const vector of vectors) {
    for (const [at, { name }] of inputs.entries()) simulator.set(name, vector[at]!);
    simulator.cycle();
    take([...vector, ...outputs.map(({ name }) => simulator.get(name))]);
  }
}

function inLanes(simulator: Simulator, { inputs, outputs }: DataPorts, vectors: Vectors, take: Take): void {
  const { lanes, words } = simulator;
  const run = (block: readonly (readonly bigint[])[]): void => {
    // A short block is filled with its last vector: nothing toggles in what nobody asked for.
    const idle = block.at(-1)!;
    for (const [at, { name, width }] of inputs.entries()) {
      const values = Array.from({ length: lanes }, (_, lane) => (block[lane] ?? idle)[at]!);
      simulator.setBits(name, packLanes(values, width, words));
    }
    simulator.settle();
    const results = outputs.map(({ name, width }) => unpackLanes(simulator.getBits(name), width, words));
    for (const [lane, vector] of block.entries())
      take([...vector, ...results.map((values) => values[lane]!)]);
  };
  let block: (readonly bigint[])[] = [];
  for (const vector of vectors) {
    block.push(vector);
    if (block.length < lanes) continue;
    run(block);
    block = [];
  }
  if (block.length > 0) run(block);
}

/** Every combination of the inputs, counting; the first port counts slowest. */
export function* allVectors(inputs: readonly PortShape[]): Vectors {
  const bits = inputs.reduce((sum, { width }) => sum + width, 0);
  for (let index = 0n; index >> BigInt(bits) === 0n; index += 1n) {
    let rest = index;
    const values: bigint[] = [];
    for (const { width } of inputs.toReversed()) {
      values.unshift(rest & ((1n << BigInt(width)) - 1n));
      rest >>= BigInt(width);
    }
    yield values;
  }
}

export function* randomVectors(inputs: readonly PortShape[], count: number, seed: number): Vectors {
  const random = new Random(seed);
  for (let index = 0; index < count; index += 1) yield inputs.map(({ width }) => random.bits(width));
}
