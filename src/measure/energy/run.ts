import { setImmediate } from 'node:timers/promises';
import { countToggles, packLanes, type ToggleCounter, type ToggleModel } from '../../../sim/index.ts';
import type { OperandStream } from '../operands/index.ts';
import { halfWidth95 } from './confidence.ts';
import type { EnergyModel, ToggleWeights } from './weights.ts';

const LANES = 32;
/** Consecutive pairs a lane takes in one batch. */
const RUN = 16;
/** Pairs of consecutive operations in one batch. */
export const BATCH_PAIRS: number = LANES * RUN;

export interface RunOptions {
  /** The 95 % interval of the energy is to be no wider than this share of it, to either side. Default 0.01. */
  readonly precision?: number;
  /** Batches at least, default 8, and at most, default 400. */
  readonly leastBatches?: number;
  readonly mostBatches?: number;
  /** Cycles until what is at the inputs has reached every register: the latency of a pipeline. Default 0. */
  readonly latency?: number;
  /** Values of input ports that stay, such as resets. */
  readonly constants?: Readonly<Record<string, bigint>>;
  /** Of an accumulator: `clear_i` comes with every so manieth operation, the first of them included. Default: never. */
  readonly clearEvery?: number;
}

/** Toggles of a netlist under a stimulus, and the energy of the toggles, batch by batch. */
export interface ToggleRun {
  readonly model: ToggleModel;
  readonly pairs: number;
  /** By net, per operation. */
  readonly togglesPerOp: Float64Array;
  /** By net: how much of the time it is 1, once settled. */
  readonly onesShare: Float64Array;
  /** Energy of the toggles alone, a value for each batch. */
  readonly batchFjPerOp: readonly number[];
  readonly halfWidthFjPerOp: number;
}

/**
 * Runs operands through a mapped netlist, one operation a cycle, until the energy is known to `precision`; `inertial`
 * decides about the end, and `pairs` repeats a run of that length under another model. Every batch is 32 stretches
 * of the stream, one to a lane; each pair of consecutive operands is counted once.
 */
export async function runToggles(
  energy: EnergyModel,
  stream: OperandStream,
  model: ToggleModel,
  options: RunOptions & { readonly pairs?: number } = {},
): Promise<ToggleRun> {
  const { precision = 0.01, mostBatches = 400, constants = {}, clearEvery = 0 } = options;
  // What a sum costs depends on how long it is by now: at least eight whole ones.
  const leastBatches = Math.max(options.leastBatches ?? 8, Math.ceil((8 * clearEvery) / BATCH_PAIRS));
  const { netlist, delays } = energy;
  const counter = countToggles(netlist, model, delays);
  for (const [name, value] of Object.entries(constants)) {
    const { width } = netlist.ports.find((port) => port.name === name)!;
    counter.setBits(name, packLanes(Array(LANES).fill(value), width, 1));
  }
  const perToggle = totalWeights(energy.weights);
  const toggles = new Float64Array(netlist.netCount);
  const ones = new Float64Array(netlist.netCount);
  const batches: number[] = [];
  const wanted = options.pairs === undefined ? undefined : options.pairs / BATCH_PAIRS;
  const isDone = (): boolean => {
    if (wanted !== undefined) return batches.length >= wanted;
    if (batches.length < leastBatches) return false;
    const mean = batches.reduce((sum, value) => sum + value, 0) / batches.length;
    return batches.length >= Math.max(mostBatches, leastBatches) || halfWidth95(batches) <= precision * mean;
  };
  while (!isDone()) {
    runBatch(counter, stream, batches.length, options);
    let fj = 0;
    for (let net = 0; net < netlist.netCount; net += 1) {
      toggles[net]! += counter.toggles[net]!;
      ones[net]! += counter.ones[net]!;
      fj += counter.toggles[net]! * perToggle[net]!;
    }
    batches.push(fj / BATCH_PAIRS);
    // Lets an interrupt through, and other work.
    await setImmediate();
  }
  const pairs = BATCH_PAIRS * batches.length;
  return {
    model,
    pairs,
    togglesPerOp: toggles.map((count) => count / pairs),
    onesShare: ones.map((count) => count / pairs),
    batchFjPerOp: batches,
    halfWidthFjPerOp: halfWidth95(batches),
  };
}

/**
 * Lane l of batch n takes the RUN pairs from (32 n + l) RUN on, once the registers hold what came before: a pipeline its
 * latest operations, an accumulator its sum since the last clear.
 */
function runBatch(
  counter: ToggleCounter,
  stream: OperandStream,
  batch: number,
  { latency = 0, clearEvery = 0 }: RunOptions,
): void {
  const { width, widthB = width } = stream;
  const first = batch * BATCH_PAIRS;
  const before = latency + clearEvery;
  const from = Math.max(0, first - before);
  const { a, b } = stream.pairs(from, first + BATCH_PAIRS + 1 - from);
  // Before the stream begins, its first operands are taken to have been there for ever.
  const places = (at: number): number[] =>
    Array.from({ length: LANES }, (_, lane) => Math.max(0, first + lane * RUN + at));
  const set = (at: number): void => {
    const indices = places(at);
    const codes = (of: readonly bigint[]): bigint[] => indices.map((index) => of[index - from] as bigint);
    counter.setBits('a_i', packLanes(codes(a), width, 1));
    counter.setBits('b_i', packLanes(codes(b), widthB, 1));
    if (clearEvery === 0) return;
    const clears = indices.map((index) => (index % clearEvery === 0 ? 1n : 0n));
    counter.setBits('clear_i', packLanes(clears, 1, 1));
  };
  set(-before);
  counter.reset();
  for (let at = -before + 1; at <= 0; at += 1) {
    set(at);
    counter.advance();
  }
  counter.clear();
  for (let at = 1; at <= RUN; at += 1) {
    set(at);
    counter.step();
  }
}

/** All terms of a toggle together, by net. */
export function totalWeights({ switching, internal, registers, input }: ToggleWeights): Float64Array {
  return switching.map((fj, net) => fj + internal[net]! + registers[net]! + input[net]!);
}
