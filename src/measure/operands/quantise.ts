import {
  decode,
  encode,
  type Format,
  floorLog2,
  maxFiniteMag,
  ofNumber,
  toNumber,
} from '../../format/index.ts';

/**
 * How the numbers of a tensor are brought into the range of a format before they are rounded:
 * `none`     not at all;
 * `tensor`   one scale, so that the largest magnitude becomes the largest finite number of the format;
 * `block32`  a power of two for each 32 neighbours of a row, as in OCP MX 1.0: 2^(floor(log2 max) - emax).
 */
export type Scaling = 'none' | 'tensor' | 'block32';
export const SCALINGS: readonly Scaling[] = ['none', 'tensor', 'block32'];

/** Numbers of a row that share a scale under `block32`. */
export const BLOCK = 32;

/** The code of a real number: rounded once, to nearest even; beyond the largest finite number it stays there. */
export function codeOf(format: Format, real: number): bigint {
  return encode(format, ofNumber(real), { rounding: 'rne', overflow: 'saturate', subnormals: 'keep' });
}

/** The largest finite number of a format. */
export function largestOf(format: Format): number {
  return toNumber(decode(format, maxFiniteMag(format)));
}

/** Neighbours of a tensor that share a scale: numbers `from` up to, and without, `to`. */
export interface ScaledRun {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/**
 * How a tensor's numbers are scaled: each is divided by the scale of its run. `rowLength` as in `quantise`; `top`: what the
 * largest magnitude becomes, of a block its power of two. Default the largest finite number.
 */
export function scaledRuns(
  format: Format,
  values: Float64Array,
  scaling: Scaling,
  rowLength: number = values.length,
  top: number = largestOf(format),
): ScaledRun[] {
  const whole = (scale: number): ScaledRun[] => [{ from: 0, to: values.length, scale }];
  if (scaling === 'none') return whole(1);
  if (scaling === 'tensor') return whole(magnitudeOf(values) / top || 1);
  const runs: ScaledRun[] = [];
  for (let row = 0; row < values.length; row += rowLength) {
    const end = Math.min(row + rowLength, values.length);
    for (let from = row; from < end; from += BLOCK) {
      const to = Math.min(from + BLOCK, end);
      runs.push({ from, to, scale: blockScale(top, magnitudeOf(values.subarray(from, to))) });
    }
  }
  return runs;
}

/** The codes of a tensor's numbers. `rowLength` is that of its last axis: blocks end with a row. */
export function quantise(
  format: Format,
  values: Float64Array,
  scaling: Scaling,
  rowLength: number = values.length,
): { readonly codes: bigint[]; readonly scale?: number } {
  const runs = scaledRuns(format, values, scaling, rowLength);
  const codes = Array.from(scaledBy(values, runs), (value) => codeOf(format, value));
  return scaling === 'tensor' ? { codes, scale: runs[0]?.scale as number } : { codes };
}

/** The numbers after scaling, before they are rounded. */
export function scaledBy(values: Float64Array, runs: readonly ScaledRun[]): Float64Array {
  const scaled = new Float64Array(values.length);
  for (const { from, to, scale } of runs)
    for (let at = from; at < to; at++) scaled[at] = (values[at] as number) / scale;
  return scaled;
}

/** The scale of a block: its exponent is kept in eight bits, -127 to 127. */
function blockScale(top: number, largest: number): number {
  const log2 = (x: number): number => {
    const value = ofNumber(x);
    return value.kind === 'finite' && value.significand > 0n ? floorLog2(value) : -Infinity;
  };
  return 2 ** Math.max(-127, Math.min(127, log2(largest) - log2(top)));
}

function magnitudeOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
