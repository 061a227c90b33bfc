import {
  laneStream,
  type OperandStream,
  operandStream,
  type RunOptions,
  type StimulusSpec,
} from '../measure/index.ts';
import { E8M0, type FloatSpec, isMac, latencyOf, macLatency, operandFormatOf } from '../unit/index.ts';

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

/** The operands of a stimulus as a unit takes them: those of all lanes in one word, under scales of one. */
export function operandsOf(spec: FloatSpec, stimulus: StimulusSpec): OperandStream {
  const format = operandFormatOf(spec);
  if (!isMac(spec)) return operandStream(stimulus, format);
  const lanes = laneStream(stimulus, format, spec.lanes);
  if (spec.scale === 'none') return lanes;
  const one = BigInt(E8M0.bias) << BigInt(lanes.width);
  return {
    ...lanes,
    width: lanes.width + E8M0.bits,
    pairs: (first, count) => {
      const { a, b } = lanes.pairs(first, count);
      return { a: a.map((code) => one | code), b: b.map((code) => one | code) };
    },
  };
}
