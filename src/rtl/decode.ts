import type { UnitSpec } from '../unit/index.ts';
import type { Names, Section, Signal } from './section.ts';
import { specialSignals } from './section.ts';
import { wideOverflows } from './widths.ts';

/** Operands into sign, exponents, mantissas and special cases. */
export function decodeSection(spec: UnitSpec, names: Names): Section {
  const { encoding } = spec.format;
  const full = spec.contract === 'full';
  return {
    banner: full
      ? 'Decode: fields, special cases, subnormals normalised'
      : 'Decode: fields and special cases',
    template: full ? 'decode-full' : 'decode',
    view: {
      a: names('a_i'),
      b: names('b_i'),
      flush: spec.contract === 'flush',
      ieee: encoding === 'ieee',
      fn: encoding === 'fn',
      fnuz: encoding === 'fnuz',
      finite: encoding === 'finite',
      field: full ? 'field' : 'exp',
      fraction: full ? 'frac' : 'man',
    },
  };
}

export function decodedSignals(spec: UnitSpec): Signal[] {
  const exp = spec.contract === 'full' ? '[ProdExpBits-1:0]' : '[ExpBits-1:0]';
  return [
    { name: 'sign', range: '' },
    { name: 'exp_a', range: exp },
    { name: 'exp_b', range: exp },
    { name: 'man_a', range: '[ManBits-1:0]' },
    { name: 'man_b', range: '[ManBits-1:0]' },
    ...specialSignals(spec),
  ];
}

/** Zero bits that bring an exponent field to the width of the product's exponent. */
function exponentPad(spec: UnitSpec): string {
  if (spec.contract === 'full') return '';
  if (spec.contract === 'bare') return spec.output === 'closed' ? '' : "1'b0, ";
  return spec.output === 'wide' && !wideOverflows(spec) ? "1'b0, " : "2'b00, ";
}

/** Exponent and mantissa of an operand as one integer, as wide as the unrounded product. */
export function operandText(spec: UnitSpec, names: Names, operand: 'a' | 'b'): string {
  return `{${exponentPad(spec)}${names(`exp_${operand}`)}, ${names(`man_${operand}`)}}`;
}

/** The exponent of an operand, as wide as the product's. */
export function exponentText(spec: UnitSpec, names: Names, operand: 'a' | 'b'): string {
  const exp = names(`exp_${operand}`);
  const pad = exponentPad(spec);
  return pad === '' ? exp : `{${pad}${exp}}`;
}
