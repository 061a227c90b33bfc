import {
  compileSweep,
  type Netlist,
  runSweep,
  type SweepDesign,
  type SweepProgram,
  tuneSweep,
} from '../../sim/index.ts';
import { widthOf } from '../format/index.ts';
import { slicedModelOf } from '../model/index.ts';
import { latencyOf, type UnitSpec } from '../unit/index.ts';
import { openCheckpoint } from './checkpoint.ts';

/** Operands of up to this many bits can be swept through in pairs: 2^40 of them, hours. */
export const SWEEP_OPERAND_BITS = 20;

/** Vector operations that take two cores a minute: to try what does them fastest takes a second. */
const WORTH_TUNING = 1e12;

export interface SweepRequest {
  /** Random pairs in place of all. */
  readonly random?: { readonly count: number; readonly seed: number };
  /** How much is done, from 0 to 1, and how many seconds are left. */
  readonly onProgress?: (share: number, secondsLeft: number) => void;
  readonly signal?: AbortSignal;
}

export interface Swept {
  /** The first pair that differs, if one does. */
  readonly pair?: { readonly a: bigint; readonly b: bigint };
  /** Lets go of what is kept for taking the run up again: to be called when nothing will. */
  forget(): void;
}

/**
 * Holds a netlist against the sliced model, inside the simulator, on all cores. An interrupted run is taken up where it
 * was by the next one of the same netlist, unit and request; a finished one counts as done until it is forgotten.
 * Throws the signal's reason when interrupted.
 */
export async function sweepPairs(
  spec: UnitSpec,
  netlist: Netlist,
  { random, onProgress, signal }: SweepRequest = {},
): Promise<Swept> {
  const design = designOf(spec, netlist, random);
  // What is kept for a later run is known by the program that anyone compiles, whichever is fastest here.
  const program = compileSweep(design);
  const checkpoint = openCheckpoint({
    program: [...program.bytes],
    steps: program.steps,
    random: random ?? null,
  });
  const from = Math.min(checkpoint.step, program.steps);
  const start = performance.now();
  const left = program.operations * program.groups * (program.steps - from);
  const { right, wrong } = await runSweep(left < WORTH_TUNING ? program : tuneSweep(design), {
    range: { from, to: program.steps },
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total, resumeFrom) => {
      checkpoint.save(resumeFrom);
      const seconds = (performance.now() - start) / 1000;
      if (done > 0) onProgress?.((from + done) / (from + total), (seconds * (total - done)) / done);
    },
  });
  if (wrong === undefined) checkpoint.save(right.to, true);
  if (wrong === undefined && right.to < program.steps) signal?.throwIfAborted();
  const forget = checkpoint.remove;
  if (wrong === undefined) return { forget };
  const { inputs } = wrong;
  if (inputs === undefined) return { pair: pairAt(spec, program, wrong.step, wrong.lanes), forget };
  return { pair: { a: inputs.a_i ?? 0n, b: inputs.b_i ?? 0n }, forget };
}

function designOf(spec: UnitSpec, netlist: Netlist, random: SweepRequest['random']): SweepDesign {
  const width = widthOf(spec.format);
  const latency = latencyOf(spec);
  const model = slicedModelOf(spec);
  return {
    netlist,
    latency,
    ...(random === undefined ? { indexBits: 2 * width } : { samples: random.count, seed: random.seed }),
    inputs: {
      ...(random === undefined
        ? { a_i: { firstBit: width }, b_i: { firstBit: 0 } }
        : { a_i: 'random', b_i: 'random' }),
      rst_ni: { value: 1n },
      valid_i: { value: 1n },
    },
    expected: (network, input) => ({
      p_o: model(network, input('a_i'), input('b_i')),
      ...(latency > 0 ? { valid_o: [network.one] } : {}),
    }),
  };
}

/** Pair i is (i >> width, i mod 2^width). */
function pairAt(
  spec: UnitSpec,
  { lanes: lanesPerStep }: SweepProgram,
  step: number,
  lanes: Int32Array,
): { a: bigint; b: bigint } {
  const word = lanes.findIndex((each) => each !== 0);
  const lane = 32 * word + 31 - Math.clz32((lanes[word] as number) & -(lanes[word] as number));
  const index = BigInt(step) * BigInt(lanesPerStep) + BigInt(lane);
  const width = BigInt(widthOf(spec.format));
  return { a: index >> width, b: index & ((1n << width) - 1n) };
}
