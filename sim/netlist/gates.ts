import { type Bit, type Expression, parseExpression } from './expression.ts';

/** A combinational cell type: its pins, and each output as a function of the inputs. */
export interface GateKind {
  readonly kind: 'gate';
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly { readonly pin: string; readonly function: Expression }[];
  /** What an input reads when nothing is connected to it; a pin not named here must be connected. */
  readonly unconnected: Readonly<Record<string, Bit>>;
}

/**
 * Describes a combinational cell in words: `gateKind('AOI21', ['A1', 'A2', 'B'], { Y: '!((A1 & A2) | B)' })`.
 * Throws `bad-expression` when a function cannot be read.
 */
export function gateKind(
  type: string,
  inputs: readonly string[],
  functions: Readonly<Record<string, string>>,
  unconnected: Readonly<Record<string, Bit>> = {},
): GateKind {
  const outputs = Object.entries(functions).map(([pin, text]) => ({
    pin,
    function: parseExpression(text, inputs),
  }));
  return { kind: 'gate', type, inputs, outputs, unconnected };
}

/** A lookup table; `rows[i]` is the output when the inputs, first input lowest, spell i. */
export function tableKind(
  type: string,
  inputs: readonly string[],
  output: string,
  rows: readonly Bit[],
  unconnected: Readonly<Record<string, Bit>> = {},
): GateKind {
  return {
    kind: 'gate',
    type,
    inputs,
    outputs: [{ pin: output, function: { kind: 'table', rows } }],
    unconnected,
  };
}

const mux4 = (a: string, b: string, c: string, d: string): string =>
  `(T ? (S ? ${d} : ${c}) : (S ? ${b} : ${a}))`;

const mux8Low = `(U ? ${mux4('E', 'F', 'G', 'H')} : ${mux4('A', 'B', 'C', 'D')})`;
const mux8High = `(U ? ${mux4('M', 'N', 'O', 'P')} : ${mux4('I', 'J', 'K', 'L')})`;

/** type, input pins (one letter each), function; the output is Y. */
const genericGates: readonly (readonly [string, string, string])[] = [
  ['$_BUF_', 'A', 'A'],
  ['$_NOT_', 'A', '!A'],
  ['$_AND_', 'AB', 'A & B'],
  ['$_NAND_', 'AB', '!(A & B)'],
  ['$_OR_', 'AB', 'A | B'],
  ['$_NOR_', 'AB', '!(A | B)'],
  ['$_XOR_', 'AB', 'A ^ B'],
  ['$_XNOR_', 'AB', '!(A ^ B)'],
  ['$_ANDNOT_', 'AB', 'A & !B'],
  ['$_ORNOT_', 'AB', 'A | !B'],
  ['$_MUX_', 'ABS', 'S ? B : A'],
  ['$_NMUX_', 'ABS', '!(S ? B : A)'],
  ['$_AOI3_', 'ABC', '!((A & B) | C)'],
  ['$_OAI3_', 'ABC', '!((A | B) & C)'],
  ['$_AOI4_', 'ABCD', '!((A & B) | (C & D))'],
  ['$_OAI4_', 'ABCD', '!((A | B) & (C | D))'],
  ['$_MUX4_', 'ABCDST', mux4('A', 'B', 'C', 'D')],
  ['$_MUX8_', 'ABCDEFGHSTU', mux8Low],
  ['$_MUX16_', 'ABCDEFGHIJKLMNOPSTUV', `V ? ${mux8High} : ${mux8Low}`],
];

/** Every combinational cell whose function does not depend on parameters; lookup tables are in cells.ts. */
export const gates: readonly GateKind[] = [
  ...genericGates.map(([type, pins, text]) => gateKind(type, [...pins], { Y: text })),
  gateKind('SB_CARRY', ['I0', 'I1', 'CI'], { CO: '(I0 & I1) | ((I0 | I1) & CI)' }),
];
