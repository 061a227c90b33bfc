import { describeStimulus, type StimulusSpec } from '../../measure/index.ts';
import type { HeatMap, Lines } from '../../picture/index.ts';
import type { UnitErrors } from '../../study/index.ts';
import { nameOf } from '../../unit/index.ts';
import type { UnitAlong } from '../error-along.ts';
import { percent } from '../table.ts';
import { checkedNote, versionsNote } from './conditions.ts';

/** The signed relative error over the two mantissas. */
export function errorHeatMap({ spec, extent, error, map }: UnitErrors): HeatMap {
  const { size, kind, pairs, mantissasPerCell: block } = map;
  const labels = Array.from({ length: size }, (_, at) => mantissaText(at, Math.log2(size)));
  const [result, of] = spec.product === 'add' ? ['sum', 'real sum'] : ['product', 'real product'];
  const each =
    kind === 'sampled'
      ? `a cell is the mean of the pairs of a seeded sample (seed ${map.seed}) in it`
      : block === 1
        ? 'a cell is one pair'
        : `a cell is the mean of ${block} x ${block} pairs`;
  return {
    kind: 'heat-map',
    title: `Relative error of the ${result}: ${nameOf(spec)}`,
    subtitle: `bias ${percent(error.bias)}, MRED ${percent(error.mred)}, from ${percent(error.min)} to ${percent(error.max)}`,
    x: { label: 'significand of b' },
    y: { label: 'significand of a' },
    value: { label: 'relative error', unit: '%' },
    columns: labels,
    rows: labels,
    values: map.relativeError.map((line) => line.map((share) => 100 * (share ?? Number.NaN))),
    notes: [
      `gate netlist against the ${of}, ${pairs.toLocaleString('en')} pairs of mantissas, operands of one binade in mid-range; ${each}`,
      `contract ${spec.contract}; ${checkedNote([extent])}; ${versionsNote()}`,
    ],
  };
}

/** `1.375` of three bits `011`; of long mantissas the first digits. */
function mantissaText(code: number, bits: number): string {
  return (1 + code / 2 ** bits).toFixed(Math.min(bits, 3));
}

/** What the error of sums is drawn against, and under which operands it was measured. */
export function dotErrorsOf(
  units: readonly UnitAlong[],
  stimulus: StimulusSpec,
): { readonly label: string; readonly curves: readonly DotErrors[]; readonly notes: readonly string[] } {
  return {
    label: 'RMS error over RMS of the real sum',
    curves: units.map(({ spec, lengths }) => ({
      name: nameOf(spec),
      // No error at all has no place on a logarithmic axis.
      points: lengths.filter(({ rms }) => rms > 0).map(({ length, rms }) => ({ length, error: rms })),
    })),
    notes: [
      `bit-true model of checked units against the real sum of the products of the operand codes; operands ${describeStimulus(stimulus)}`,
      `${checkedNote(units.map(({ extent }) => extent))}; ${versionsNote()}`,
    ],
  };
}

/** The error of dot products of one unit, or one way to accumulate, over their length. */
export interface DotErrors {
  readonly name: string;
  readonly points: readonly { readonly length: number; readonly error: number }[];
}

/** `errorLabel` says which error, as a share of what: `mean |error| over sum of |products|`. */
export function dotErrorPlot(all: readonly DotErrors[], errorLabel: string, notes: readonly string[]): Lines {
  return {
    kind: 'lines',
    title: 'Error of a dot product against its length',
    x: { label: 'products in a sum', scale: 'log' },
    y: { label: errorLabel, unit: '%', scale: 'log' },
    series: all.map(({ name, points }) => ({
      name,
      points: points.map(({ length, error }) => ({ x: length, y: 100 * error })),
    })),
    notes,
  };
}
