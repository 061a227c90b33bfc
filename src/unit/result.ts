import type { Format } from '../format/index.ts';
import { sumFractionBits } from './add.ts';
import type { UnitSpec } from './spec.ts';

/**
 * The format of a unit's result. Closed: the operands' own. Wide: one more exponent bit, twice the bias (so that
 * exponent fields simply add), and every fraction bit the product has: 2M+1 for an exact or truncated product, M for
 * L-Mul in adder form, M+1 in equation form and with signed mantissas. The wide format has the encoding of the operands; its subnormals hold the exact
 * product of two subnormals.
 */
export function resultFormat(spec: UnitSpec): Format {
  const { format, output } = spec;
  if (output === 'closed') return format;
  return {
    name: `${format.name}-wide`,
    expBits: format.expBits + 1,
    manBits: productManBits(spec),
    bias: 2 * format.bias,
    encoding: format.encoding,
  };
}

/**
 * Fraction bits of the product before any rounding; of a sum, and of a power of two that has no end, as many as decide
 * how it rounds.
 */
export function productManBits(spec: UnitSpec): number {
  const { manBits } = spec.format;
  switch (spec.product) {
    case 'exact':
    case 'truncated':
      return 2 * manBits + 1;
    case 'add':
      return sumFractionBits(spec);
    case 'signed-mantissa':
      return manBits + 1;
    case 'lns':
      return manBits + 2;
    case 'lmul':
      return spec.form === 'adder' ? manBits : manBits + 1;
  }
}

/** Whether the unrounded product has all places of a product of two significands: 2M+1 fraction bits. */
export function hasAllPlaces({ product }: UnitSpec): boolean {
  return product === 'exact' || product === 'truncated';
}

/**
 * Whether the unit ever rounds: an exact or equation-form product that is closed does; under `full` a product is
 * also rounded where it becomes subnormal, unless the wide format holds it exactly.
 */
export function rounds(spec: UnitSpec): boolean {
  if (spec.contract === 'full') return !(hasAllPlaces(spec) && spec.output === 'wide');
  return spec.output === 'closed' && productManBits(spec) > spec.format.manBits;
}

/**
 * Whether a step stands between product and selection: rounding, and under `full` the move into the subnormal range.
 * Products of some tables come out rounded, and other products may fit as they are.
 */
export function hasRoundStep(spec: UnitSpec): boolean {
  if (spec.contract === 'full') return true;
  return rounds(spec) && !comesOutRounded(spec);
}

/**
 * Whether a product comes out of its tables rounded: a carry-in product, and one of the logarithmic number system where
 * the rounding does not depend on the sign. Under `full` both keep guard and sticky, since the subnormal range rounds higher up.
 */
function comesOutRounded(spec: UnitSpec): boolean {
  if (spec.contract === 'full') return false;
  if (spec.product === 'lns') return spec.rounding !== 'rup' && spec.rounding !== 'rdn';
  return spec.product === 'exact' && spec.architecture === 'carry-in';
}
