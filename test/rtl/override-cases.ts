import { parseShortName, type UnitSpec } from '../../src/unit/index.ts';
import { parametersFor, type Widths } from './override.ts';

export type { Widths } from './override.ts';

/** Every product, form and architecture, contract, output and encoding; some with registers. */
export const UNITS = [
  'lmul_e4m3_adder_bare',
  'lmul_e4m3_adder_flush',
  'lmul_e4m3_adder_full',
  'lmul_e4m3_ieee_adder_flush_wide',
  'lmul_e4m3_equation_rne_flush_p2',
  'lmul_e4m3_fnuz_equation_rne_full_wide',
  'mitchell_e4m3_equation_rup_bare',
  'lmul_e4m3_adder_offset_1_18_flush',
  'lmul_e4m3_b11fnuz_adder_flush',
  'exact_e4m3_multiply_rne_bare',
  'exact_e4m3_multiply_rne_flush',
  'exact_e4m3_multiply_rne_full_p3',
  'exact_e4m3_ieee_multiply_rdn_full',
  'exact_e4m3_multiply_full_wide',
  'exact_e4m3_array_rne_flush',
  'exact_e4m3_table_rtz_flush',
  'exact_e4m3_carry_in_rne_flush_p1',
  'exact_e4m3_carry_in_rne_full',
  'signed_mantissa_e4m3_rne_full',
  'truncated_e4m3_columns_3_rne_flush',
  'lns_e4m3_guard_3_rne_flush',
  'add_e4m3_rne_flush',
  'add_e4m3_ieee_rup_full_p2',
];

export const WIDTHS: readonly Widths[] = [
  { expBits: 5, manBits: 2 },
  { expBits: 3, manBits: 4 },
  { expBits: 8, manBits: 7 },
  { expBits: 8, manBits: 23 },
  { expBits: 2, manBits: 1 },
  { expBits: 2, manBits: 23 },
  { expBits: 11, manBits: 1 },
];

export type OverrideCase = [name: string, parameters: string, spec: UnitSpec, widths: Widths];

/** The widths a unit may be overridden to; a bias of 11 needs four exponent bits. */
export function overrideCases(name: string, widths: readonly Widths[]): OverrideCase[] {
  const spec = parseShortName(name);
  return widths
    .filter(({ expBits }) => !name.includes('b11') || expBits >= 4)
    .map((one) => [name, JSON.stringify(parametersFor(spec, one)), spec, one]);
}
