import { type Format, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../format/index.ts';
import { E8M0, type MacSpec } from '../unit/index.ts';
import { mask } from './datapath.ts';

/** The operands of all lanes, lane 0 lowest. */
export function lanesOf({ lanes, product }: MacSpec, packed: bigint): bigint[] {
  const width = widthOf(product.format);
  return Array.from({ length: lanes }, (_, lane) => (packed >> BigInt(lane * width)) & mask(width));
}

/** The codes of both scales added, and whether one of them is NaN; they stand above the lanes. */
export function scaleOf(
  { lanes, product, scale }: MacSpec,
  a: bigint,
  b: bigint,
): { sum: bigint; isNan: boolean } {
  if (scale === 'none') return { sum: 0n, isNan: false };
  const above = BigInt(lanes * widthOf(product.format));
  const [left, right] = [a >> above, b >> above];
  return { sum: left + right, isNan: left === E8M0.nan || right === E8M0.nan };
}

/** NaN or Inf, in the encoding's own way. */
export function isSpecial(format: Format, code: bigint): boolean {
  const mag = code & mask(magBitsOf(format));
  if (format.encoding === 'fnuz') return code === nanCode(format);
  return mag > maxFiniteMag(format);
}
