import {
  laneStream,
  type OperandStream,
  operandStream,
  type RunOptions,
  type StimulusSpec,
} from '../measure/index.ts';
import { type FloatSpec, isMac, latencyOf, macLatency, operandFormatOf } from '../unit/index.ts';

/** Products of a sum unless told. */
export const SUM_LENGTH = 256;

/** How a unit runs while it is measured: out of reset, a valid operation each cycle, sums of `sumLength` products. */
export function runningOf(
  spec: FloatSpec,
  sumLength: number = SUM_LENGTH,
): Pick<RunOptions, 'latency' | 'constants' | 'clearEvery'> {
  const constants = { rst_ni: 1n, valid_i: 1n };
  if (isMac(spec))
    return { latency: macLatency(spec), constants, clearEvery: Math.ceil(sumLength / spec.lanes) };
  if (spec.stages === 0) return { latency: 0 };
  return { latency: latencyOf(spec), constants };
}

/** The operands of a stimulus as a unit takes them: those of all lanes in one word. */
export function operandsOf(spec: FloatSpec, stimulus: StimulusSpec): OperandStream {
  const format = operandFormatOf(spec);
  return isMac(spec) ? laneStream(stimulus, format, spec.lanes) : operandStream(stimulus, format);
}
