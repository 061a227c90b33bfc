import { type Format, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../format/index.ts';
import type { MacSpec } from '../unit/index.ts';
import { mask } from './datapath.ts';

/** The operands of all lanes, lane 0 lowest. */
export function lanesOf({ lanes, product }: MacSpec, packed: bigint): bigint[] {
  const width = widthOf(product.format);
  return Array.from({ length: lanes }, (_, lane) => (packed >> BigInt(lane * width)) & mask(width));
}

/** NaN or Inf, in the encoding's own way. */
export function isSpecial(format: Format, code: bigint): boolean {
  const mag = code & mask(magBitsOf(format));
  if (format.encoding === 'fnuz') return code === nanCode(format);
  return mag > maxFiniteMag(format);
}
