import {
  integerOperands,
  integerStimulus,
  laneStream,
  type OperandStream,
  operandStream,
  type RunOptions,
  type StimulusName,
  type StimulusOptions,
  type StimulusSpec,
  stimulusSpec,
} from '../measure/index.ts';
import {
  type AnySpec,
  accumulates,
  E8M0,
  isInteger,
  isMac,
  lanesOf,
  latencyOf,
  macLatency,
  operandFormatOf,
} from '../unit/index.ts';

/** Products of a sum unless told. */
export const SUM_LENGTH = 256;

/** How a unit runs while it is measured: out of reset, a valid operation each cycle, sums of `sumLength` products. */
export function runningOf(
  spec: AnySpec,
  sumLength: number = SUM_LENGTH,
): Pick<RunOptions, 'latency' | 'constants' | 'clearEvery'> {
  const constants = { rst_ni: 1n, valid_i: 1n };
  if (accumulates(spec)) {
    const clearEvery = Math.ceil(sumLength / lanesOf(spec));
    return { latency: isMac(spec) ? macLatency(spec) : 1, constants, clearEvery };
  }
  if (isInteger(spec) || spec.stages === 0) return { latency: 0 };
  return { latency: latencyOf(spec), constants };
}

/** The operands of a stimulus as a unit takes them: those of all lanes in one word, under scales of one. */
export function operandsOf(spec: AnySpec, stimulus: StimulusSpec): OperandStream {
  if (isInteger(spec)) return integerOperands(stimulus, spec);
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

/** The stimulus of a name on the scale of a unit's operands. A sum that has met a NaN stays one: of sums, numbers only. */
export function stimulusFor(
  spec: AnySpec,
  name: StimulusName,
  options: Omit<StimulusOptions, 'numbers'> = {},
): StimulusSpec {
  if (isInteger(spec)) return integerStimulus(name, spec, options);
  return stimulusSpec(name, operandFormatOf(spec), { ...options, numbers: isMac(spec) });
}
