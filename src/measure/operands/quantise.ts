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

const BLOCK = 32;

/** The code of a real number: rounded once, to nearest even; beyond the largest finite number it stays there. */
export function codeOf(format: Format, real: number): bigint {
  return encode(format, ofNumber(real), { rounding: 'rne', overflow: 'saturate', subnormals: 'keep' });
}

/** The largest finite number of a format. */
export function largestOf(format: Format): number {
  return toNumber(decode(format, maxFiniteMag(format)));
}

/** The codes of a tensor's numbers. `rowLength` is that of its last axis: blocks end with a row. */
export function quantise(
  format: Format,
  values: Float64Array,
  scaling: Scaling,
  rowLength: number = values.length,
): { readonly codes: bigint[]; readonly scale?: number } {
  if (scaling === 'none') return { codes: Array.from(values, (value) => codeOf(format, value)) };
  if (scaling === 'tensor') {
    const scale = magnitudeOf(values) / largestOf(format) || 1;
    return { codes: Array.from(values, (value) => codeOf(format, value / scale)), scale };
  }
  const codes: bigint[] = [];
  for (let row = 0; row < values.length; row += rowLength)
    for (let from = row; from < Math.min(row + rowLength, values.length); from += BLOCK) {
      const block = values.subarray(from, Math.min(from + BLOCK, row + rowLength));
      const scale = blockScale(format, magnitudeOf(block));
      for (const value of block) codes.push(codeOf(format, value / scale));
    }
  return { codes };
}

/** The scale of a block: its exponent is kept in eight bits, -127 to 127. */
function blockScale(format: Format, largest: number): number {
  const log2 = (x: number): number => {
    const value = ofNumber(x);
    return value.kind === 'finite' && value.significand > 0n ? floorLog2(value) : -Infinity;
  };
  return 2 ** Math.max(-127, Math.min(127, log2(largest) - log2(largestOf(format))));
}

function magnitudeOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
