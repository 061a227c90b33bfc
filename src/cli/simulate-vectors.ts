import {
  type PortShape,
  packLanes,
  type Simulator,
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

/**
 * Runs vectors through a simulator: independent ones many at a time, those of a clocked design one a cycle. The
 * results, inputs first, go to a file when one is named, written whole or not at all.
 */
export function runVectors(simulator: Simulator, vectors: Vectors, file: string | undefined): VectorRun {
  const { inputs, outputs } = dataPorts(simulator);
  const writer = file === undefined ? undefined : writeVectorFile(file, [...inputs, ...outputs]);
  const first: (readonly bigint[])[] = [];
  let count = 0;
  const take = (row: readonly bigint[]): void => {
    count += 1;
    if (first.length < SHOWN) first.push(row);
    writer?.write(row);
  };
  try {
    if (simulator.clocks.length > 0) inTime(simulator, vectors, take);
    else inLanes(simulator, vectors, take);
    writer?.close();
  } catch (error) {
    writer?.abort();
    throw error;
  }
  return { count, first };
}

/** The ports vectors are about: all inputs but clocks, and all outputs. */
export function dataPorts({ ports, clocks }: Simulator): { inputs: PortShape[]; outputs: PortShape[] } {
  return {
    inputs: ports.filter(({ name, direction }) => direction === 'input' && !clocks.includes(name)),
    outputs: ports.filter(({ direction }) => direction === 'output'),
  };
}

/** Set, clock, look: the outputs beside a vector are those after its edge. */
function inTime(simulator: Simulator, vectors: Vectors, take: (row: readonly bigint[]) => void): void {
  const { inputs, outputs } = dataPorts(simulator);
  for (const vector of vectors) {
    for (const [at, { name }] of inputs.entries()) simulator.set(name, vector[at]!);
    simulator.cycle();
    take([...vector, ...outputs.map(({ name }) => simulator.get(name))]);
  }
}

function inLanes(simulator: Simulator, vectors: Vectors, take: (row: readonly bigint[]) => void): void {
  const { inputs, outputs } = dataPorts(simulator);
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
