import type { Simulator } from '../../sim/index.ts';
import { latencyOf, type UnitSpec } from '../unit/index.ts';
import { compareBlock, type Difference } from './compare.ts';
import { cosimulatePipeline } from './cosim-pipeline.ts';
import type { Stimulus } from './stimulus.ts';

/**
 * Holds a simulated netlist against the model on every pair of the stimulus. Pipelined units are fed cycle by cycle
 * with random gaps and checked at their declared latency.
 */
export function cosimulate(
  spec: UnitSpec,
  simulator: Simulator,
  stimulus: Stimulus,
  seed: number,
): Difference {
  return latencyOf(spec) === 0
    ? cosimulateCombinational(simulator, stimulus)
    : cosimulatePipeline(simulator, stimulus, latencyOf(spec), seed);
}

/** As `cosimulate`, for any circuit with two operands and no state. */
export function cosimulateCombinational(simulator: Simulator, stimulus: Stimulus): Difference {
  for (const [i, block] of stimulus.blocks.entries()) {
    simulator.setBits('a_i', block.a);
    simulator.setBits('b_i', block.b);
    simulator.settle();
    const found = compareBlock(simulator.getBits('p_o'), block, i, stimulus);
    if (found !== undefined) return found;
  }
  return undefined;
}
