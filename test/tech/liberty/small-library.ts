import { Diagnostic } from '../../../src/diagnostic.ts';
import type { LibertyLibrary, TechCell, Technology } from '../../../src/tech/index.ts';
import { readLiberty } from '../../../src/tech/index.ts';

/** A library in the units of a vendor's: ns, pF, nW. Axes of the delay template are turned round on purpose. */
export const head = `library (small) {
  /* a comment with { braces } and "quotes */
  time_unit : "1ns";
  capacitive_load_unit (1, pf);
  voltage_unit : "1V";
  leakage_power_unit : "1nW";
  nom_voltage : 1.8;
  slew_lower_threshold_pct_rise : 30; slew_upper_threshold_pct_rise : 70;
  lu_table_template (turned) {
    variable_1 : total_output_net_capacitance;
    variable_2 : input_net_transition;
    index_1 ("0.001, 0.003");
    index_2 ("0.01, 0.02");
  }
  power_lut_template (by_slew) { variable_1 : input_transition_time; index_1 ("0.01, 0.03"); }
  lu_table_template (setup) {
    variable_1 : related_pin_transition; variable_2 : constrained_pin_transition;
    index_1 ("0, 1"); index_2 ("0, 1");
  }
`;

export const inputPin = (name: string): string => `pin (${name}) { direction : input; capacitance : 0.002; }`;

const timing = (related: string): string => `timing () {
  related_pin : "${related}"; timing_sense : negative_unate;
  cell_rise (turned) { values ("0.010, 0.020", "0.030, 0.040"); }
  cell_fall (turned) { values ( \\
    "0.011, 0.021", \\
    "0.031, 0.041" ); }
  rise_transition (scalar) { values ("0.015"); }
  fall_transition (scalar) { values ("0.025") ; }
}
internal_power () {
  related_pin : "${related}";
  rise_power (by_slew) { values ("0.004, 0.008"); }
  fall_power (scalar) { values ("-0.002"); }
}`;

export const inverter = `cell (INV) {
  area : 2 ; cell_leakage_power : 7;
  leakage_power () { when : "A"; value : 1; }
  leakage_power () { when : "!A"; value : 2; }
  pin (A) { direction : input; capacitance : 0.001; }
  pin (Y) { direction : output; function : "A'"; ${timing('A')} }
}`;

export const nand = (extra = '', output = ''): string => `cell (NAND) {
  area : 3; ${extra}
  ${inputPin('A')} ${inputPin('B')}
  pin (Y) { direction : output; function : "(A B)'"; ${output} ${timing('A B')} }
}`;

export const flipFlop = (ff: string, output = 'function : "IQ";'): string => `cell (DFF) {
  area : 20;
  ff (IQ, IQN) { ${ff} }
  pin (CK) { direction : input; clock : true; capacitance : 0.002;
    internal_power () { rise_power (scalar) { values ("0.003"); } fall_power (scalar) { values ("0.001"); } } }
  pin (D) { direction : input; capacitance : 0.001;
    timing () { related_pin : "CK"; timing_type : setup_rising;
      rise_constraint (setup) { values ("0.1, 0.3", "0.5, 0.7"); }
      fall_constraint (scalar) { values ("0.2"); } } }
  ${inputPin('RN')}
  pin (Q) { direction : output; ${output}
    timing () { related_pin : "CK"; timing_type : rising_edge;
      cell_rise (scalar) { values ("0.1"); } cell_fall (scalar) { values ("0.2"); }
      rise_transition (scalar) { values ("0.01"); } fall_transition (scalar) { values ("0.01"); } } }
}`;

export const library = (...cells: readonly string[]): string => `${head}${cells.join('\n')}\n}\n`;

export const read = (text: string): LibertyLibrary => readLiberty(Buffer.from(text), 'some/where/small.lib');

export function cellOf({ cells }: Technology, name: string): TechCell {
  const found = cells.find((cell) => cell.name === name);
  if (found === undefined) throw new Error(`no cell ${name}`);
  return found;
}

/** The message and exit code a text ends in. */
export function refusalOf(text: string | Uint8Array, path = 'some/where/small.lib'): Diagnostic {
  try {
    readLiberty(typeof text === 'string' ? Buffer.from(text) : text, path);
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  throw new Error('the library was accepted');
}

/** Liberty files of the makers; not of this package. */
export const REAL = {
  sky130: 'sky130_fd_sc_hd__tt_025C_1v80.lib.gz',
  'ihp-sg13g2': 'sg13g2_stdcell_typ_1p20V_25C.lib.gz',
  asap7: 'asap7sc7p5t_RVT_TT.lib.gz',
} as const;
