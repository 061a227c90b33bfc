import type { UnitSpec } from '../unit/index.ts';
import { resultWidths } from './widths.ts';

/** The canonical NaN of the result. */
export function nanText(spec: UnitSpec): string {
  const { resMan, resMag } = resultWidths(spec);
  if (spec.format.encoding === 'fnuz') return `{1'b1, {${resMag}{1'b0}}}`;
  if (spec.format.encoding === 'fn') return `{1'b0, {${resMag}{1'b1}}}`;
  return `{1'b0, {${resMag}{1'b1}} << (${resMan} - 1)}`;
}

export function infText(spec: UnitSpec, sign: string): string {
  const { resExp, resMan } = resultWidths(spec);
  return `{${sign}, {${resExp}{1'b1}}, {${resMan}{1'b0}}}`;
}

function largestText(spec: UnitSpec, sign: string): string {
  const { resExp, resMan, resMag } = resultWidths(spec);
  switch (spec.format.encoding) {
    case 'ieee':
      return `{${sign}, {(${resExp}-1){1'b1}}, 1'b0, {${resMan}{1'b1}}}`;
    case 'fn':
      return `{${sign}, {(${resMag}-1){1'b1}}, 1'b0}`;
    case 'fnuz':
    case 'finite':
      return `{${sign}, {${resMag}{1'b1}}}`;
  }
}

/** Flush saturates; full follows the encoding, and a directed rounding toward zero stays at the largest number. */
export function overflowText(spec: UnitSpec, sign: string): string {
  const largest = largestText(spec, sign);
  const { encoding } = spec.format;
  if (spec.contract === 'flush' || spec.overflow === 'saturate' || encoding === 'finite') return largest;
  const outward = encoding === 'ieee' ? infText(spec, sign) : nanText(spec);
  switch (spec.rounding) {
    case 'rne':
    case 'rna':
      return outward;
    case 'rtz':
      return largest;
    case 'rup':
      return bySign(sign, largest, outward);
    case 'rdn':
      return bySign(sign, outward, largest);
  }
}

/** One value for negative products and one for positive; on lines of their own, or they leave the page. */
function bySign(sign: string, negative: string, positive: string): string {
  return `(${sign}\n      ? ${negative}\n      : ${positive})`;
}
