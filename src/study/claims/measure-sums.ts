import { parseFormat } from '../../format/index.ts';
import { errorAlong, type LengthError, operandStream, stimulusSpec } from '../../measure/index.ts';
import { type AccumulatorRequest, type MacSpec, macName, macSpec, unitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../../verify/index.ts';
import type { Measure } from './measure.ts';
import type { Measured } from './verdict.ts';

/** Products of a sum, as published, and how many sums there are of each unit and operands. */
const LENGTH = 4096;
const SUMS = 64;

/** Terms of both signs, that cancel; activations on weights; and of one sign, whose cut ends add up. */
const OPERANDS = ['gaussian', 'relu', 'binade'] as const;

/** What hardware is said to do, and what it is held against. */
const NARROW: AccumulatorRequest = { accumulator: 'fp32', lanes: 8, window: 14 };
const WIDE: readonly AccumulatorRequest[] = [
  { accumulator: 'fp32', lanes: 8, window: 24 },
  { accumulator: 'fp32' },
];

const narrowWindow: Measure = async (lab) => {
  const format = parseFormat('e4m3');
  // Products are not rounded and subnormal operands count: all that is lost is lost by accumulating.
  const product = unitSpec('exact', format, { contract: 'full', output: 'wide' });
  const units = await Promise.all([NARROW, ...WIDE].map((request) => lab.checked(macSpec(product, request))));
  const [judged, beside]: [Measured[], Measured[]] = [[], []];
  for (const kind of OPERANDS) {
    const stream = operandStream(stimulusSpec(kind, format), format);
    for (const [at, unit] of units.entries()) {
      const [error] = await errorAlong(unit, stream, { lengths: [LENGTH], sums: SUMS });
      const [largest, rms] = figuresOf(unit, kind, error!);
      (at === 0 ? judged : beside).push(largest);
      beside.push(rms);
    }
  }
  return { judged, beside };
};

function figuresOf(
  { spec }: CheckedUnit<MacSpec>,
  kind: string,
  { length, sums, largest, rms, rmsHalfWidth95, gainError }: LengthError,
): readonly [largest: Measured, rms: Measured] {
  const { accumulator, lanes } = spec;
  const window = accumulator.kind === 'window' ? `window ${accumulator.windowBits}` : 'no window';
  const unit = `${window}, ${lanes === 1 ? 'one lane' : `${lanes} lanes`}, ${kind}`;
  const conditions = `${macName(spec)}, ${sums} sums of ${length} products, over the RMS of the float64 sums`;
  const interval = `95 % interval ± ${share(rmsHalfWidth95)}, gain error ${share(gainError)}`;
  return [
    { what: `largest error, ${unit}`, value: largest, unit: 'share', conditions },
    { what: `RMS error, ${unit}`, value: rms, unit: 'share', conditions: `${conditions}; ${interval}` },
  ];
}

const share = (value: number): string => `${(100 * value).toFixed(4)} %`;

/** How each claim about long sums is measured, by id. */
export const sumMeasures: Readonly<Record<string, Measure>> = { 'hopper-14bit': narrowWindow };
