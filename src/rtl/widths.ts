import { defaultBias } from '../format/index.ts';
import {
  type AddSpec,
  guardBits,
  hasAllPlaces,
  hasRoundStep,
  offsetUnits,
  type ProductSpec,
  productManBits,
  type UnitSpec,
} from '../unit/index.ts';

/** A localparam of the emitted module: derived from its parameters, so that overriding them carries through. */
export interface LocalParam {
  readonly name: string;
  readonly value: string;
  readonly comment: string;
  /** `[63:0] ` for values that are used as bits; empty for plain widths. */
  readonly range: string;
}

/**
 * Whether a unit's Verilog holds for any ManBits: tables and rounded rational offsets are worked out by the
 * generator for one width.
 */
export function manBitsAreFree(spec: UnitSpec): boolean {
  switch (spec.product) {
    case 'add':
    case 'signed-mantissa':
      return true;
    case 'truncated':
    case 'lns':
      return false;
    case 'exact':
      return spec.architecture === 'multiply';
    case 'lmul':
      return spec.offset === 'paper' || spec.offset === 'none';
  }
}

/** Names of the result's field widths: the operands' own, or those of the wide result. */
export function resultWidths({ output }: UnitSpec): { resExp: string; resMan: string; resMag: string } {
  return output === 'closed'
    ? { resExp: 'ExpBits', resMan: 'ManBits', resMag: 'MagBits' }
    : { resExp: 'ResExpBits', resMan: 'ResManBits', resMag: 'ResMagBits' };
}

/** Every localparam a unit may need, in order; the emitter drops those its text does not use. */
export function localParams(spec: UnitSpec): LocalParam[] {
  const width = (name: string, value: string, comment: string): LocalParam => ({
    name,
    value,
    comment,
    range: '',
  });
  const bits = (name: string, value: string, comment: string): LocalParam => ({
    name,
    value,
    comment,
    range: '[63:0]',
  });
  return [
    ...(manBitsAreFree(spec) ? [] : [width('ManBits', `${spec.format.manBits}`, 'stored mantissa, bits')]),
    width('MagBits', 'ExpBits + ManBits', 'magnitude'),
    ...(spec.product === 'add' ? addLocalParams(spec, width) : productLocalParams(spec, width, bits)),
  ];
}

type MakeParam = (name: string, value: string, comment: string) => LocalParam;

function productLocalParams(spec: ProductSpec, width: MakeParam, bits: MakeParam): LocalParam[] {
  const { resExp, resMan } = resultWidths(spec);
  return [
    width('ResExpBits', 'ExpBits + 1', 'exponent, wide result'),
    width('ResManBits', fractionBits(spec), 'mantissa, wide result'),
    width('ResMagBits', 'ResExpBits + ResManBits', 'magnitude, wide result'),
    width('ShiftBits', '$clog2(ManBits + 1)', 'longest move of a subnormal'),
    width('ProdExpBits', productExpBits(spec, resExp), productExpComment(spec)),
    width('FracBits', fractionBits(spec, true), 'fraction of the product'),
    width('RawBits', 'ProdExpBits + FracBits', 'product before rounding'),
    width('WorkBits', workBits(spec), 'fraction, guard and sticky'),
    width('SumBits', `ProdExpBits + ${resMan}`, 'exponent not yet bounded'),
    bits('Bias', biasText(spec), 'exponent bias'),
    ...(spec.product === 'lmul' ? lmulConstants(spec, bits) : []),
    ...(spec.product === 'truncated'
      ? [width('Columns', `${spec.columns}`, 'partial products not formed')]
      : []),
    ...(spec.product === 'lns'
      ? [width('LogBits', `ManBits + ${spec.logGuard}`, 'fraction of a logarithm')]
      : []),
  ];
}

/** Localparams of an adder; those of every unit come before. */
function addLocalParams(spec: AddSpec, width: MakeParam): LocalParam[] {
  return [
    width('GuardBits', `${guardBits(spec)}`, 'below the last place, the last one sticky'),
    width('TermBits', 'ManBits + 1 + GuardBits', 'significand and guard bits'),
    width('AlignBits', '$clog2(TermBits)', 'longest move that leaves a bit'),
    width('ZeroBits', '$clog2(TermBits + 1)', 'leading zeros of a sum'),
    width('WorkExpBits', '$clog2((1 << ExpBits) + TermBits) + 1', "exponent, two's complement"),
    width('SumBits', 'WorkExpBits + ManBits', 'exponent not yet bounded'),
  ];
}

function lmulConstants(spec: Extract<UnitSpec, { product: 'lmul' }>, bits: MakeParam): LocalParam[] {
  const offset = spec.offset === 'paper' ? "64'd1 << (ManBits - OffsetExp)" : `64'd${offsetUnits(spec)}`;
  return [
    {
      name: 'OffsetExp',
      value: '(ManBits <= 3) ? ManBits : (ManBits == 4) ? 3 : 4',
      comment: 'offset 2^-l(m)',
      range: '',
    },
    bits('Offset', offset, 'offset, units of 2^-ManBits'),
  ];
}

/** Fraction bits of the unrounded product; one of tables has rounded already, or keeps guard and sticky. */
function fractionBits(spec: ProductSpec, carryIn = false): string {
  if (spec.product === 'lns') return hasRoundStep(spec) ? 'ManBits + 2' : 'ManBits';
  if (!hasAllPlaces(spec)) return productManBits(spec) > spec.format.manBits ? 'ManBits + 1' : 'ManBits';
  if (carryIn && spec.product === 'exact' && spec.architecture === 'carry-in')
    return spec.contract === 'full' ? 'ManBits + 2' : 'ManBits';
  return '2*ManBits + 1';
}

/** Bits of the product's exponent: it wraps under bare; else it holds every sum of two exponents less the bias. */
function productExpBits(spec: UnitSpec, resExp: string): string {
  const { contract, output } = spec;
  if (contract === 'bare') return output === 'closed' ? 'ExpBits' : 'ExpBits + 1';
  if (contract === 'flush') return output === 'wide' && !wideOverflows(spec) ? 'ExpBits + 1' : 'ExpBits + 2';
  return `$clog2((1 << ${resExp}) + 2*ManBits) + 1`;
}

function productExpComment({ contract }: UnitSpec): string {
  return contract === 'bare' ? 'exponent, wraps' : "exponent, two's complement";
}

/**
 * Whether a wide result may leave its range: only L-Mul of the largest numbers of an encoding that uses every
 * exponent, where offset and mantissas together carry twice.
 */
export function wideOverflows({ product, format }: UnitSpec): boolean {
  return product === 'lmul' && format.encoding !== 'ieee';
}

/** Whether a product has bits for guard and sticky of its own. */
export function hasSticky(spec: ProductSpec): boolean {
  return hasAllPlaces(spec) || spec.product === 'lns';
}

/** The denormaliser needs a guard and a sticky bit below the result's mantissa. */
function workBits(spec: ProductSpec): string {
  if (hasSticky(spec)) return 'FracBits';
  if (spec.output === 'wide') return 'FracBits + 2';
  return productManBits(spec) === spec.format.manBits ? 'FracBits + 2' : 'FracBits + 1';
}

function biasText({ format }: UnitSpec): string {
  if (format.bias !== defaultBias(format.expBits, format.encoding)) return `64'd${format.bias}`;
  return format.encoding === 'fnuz' ? "64'd1 << (ExpBits - 1)" : "(64'd1 << (ExpBits - 1)) - 64'd1";
}

/** Fraction bits of the product beyond the result's mantissa, as numbers of this very unit. */
export function droppedBits(spec: UnitSpec): number {
  if (spec.product === 'exact' && spec.architecture === 'carry-in') return spec.contract === 'full' ? 2 : 0;
  return spec.output === 'wide' ? 0 : productManBits(spec) - spec.format.manBits;
}
