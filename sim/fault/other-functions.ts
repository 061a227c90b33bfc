import type { Bit, Expression } from '../netlist/expression.ts';
import { gates } from '../netlist/gates.ts';
import { type Cell, net0, net1 } from '../netlist/netlist.ts';

export interface OtherFunction {
  readonly becomes: Expression;
  readonly change: string;
}

/** Gates that one takes for another: and with or, a multiplexer with its data the other way round. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  $_NOT_: ['$_BUF_'],
  $_BUF_: ['$_NOT_'],
  $_AND_: ['$_OR_', '$_NAND_'],
  $_OR_: ['$_AND_', '$_NOR_'],
  $_NAND_: ['$_NOR_', '$_AND_'],
  $_NOR_: ['$_NAND_', '$_OR_'],
  $_XOR_: ['$_OR_', '$_XNOR_'],
  $_XNOR_: ['$_NOR_', '$_XOR_'],
  $_ANDNOT_: ['$_ORNOT_', '$_AND_'],
  $_ORNOT_: ['$_ANDNOT_', '$_OR_'],
  $_AOI3_: ['$_OAI3_'],
  $_OAI3_: ['$_AOI3_'],
  $_AOI4_: ['$_OAI4_'],
  $_OAI4_: ['$_AOI4_'],
  $_MUX_: ['$_NMUX_'],
  $_NMUX_: ['$_MUX_'],
};

const functionOf = new Map(gates.map(({ type, outputs }) => [type, outputs[0]?.function]));

/**
 * What a cell could compute by mistake: gates of a neighbouring kind, a lookup table with one row wrong, a carry that
 * is dropped or forgets the carry before it. Rows that inputs tied to constants keep out of reach are left alone. Empty
 * for cells with none of these.
 */
export function otherFunctions({ type, inputs }: Omit<Cell, 'level'>, own: Expression): OtherFunction[] {
  if (own.kind === 'table') {
    const reached = (row: number): boolean =>
      inputs.every((net, pin) => {
        const bit = (row >> pin) & 1;
        return !((net === net0 && bit === 1) || (net === net1 && bit === 0));
      });
    return own.rows.flatMap((bit, row) =>
      reached(row)
        ? {
            becomes: { kind: 'table' as const, rows: own.rows.with(row, bit === 1 ? 0 : 1) as Bit[] },
            change: `row ${row} of its table is ${bit === 1 ? 0 : 1}`,
          }
        : [],
    );
  }
  if (type === 'SB_CARRY')
    return [
      { becomes: { kind: 'constant', value: 0 }, change: 'the carry is dropped' },
      { becomes: bothOf(0, 1), change: 'the carry is I0 & I1, whatever comes in' },
    ];
  if (type === '$_MUX_' && own.kind === 'mux')
    return [{ becomes: { ...own, high: own.low, low: own.high }, change: '$_MUX_ with its data swapped' }];
  return (NEIGHBOURS[type] ?? []).flatMap((other) => {
    const becomes = functionOf.get(other);
    return becomes === undefined ? [] : [{ becomes, change: `${other} in place of ${type}` }];
  });
}

function bothOf(left: number, right: number): Expression {
  return { kind: 'and', left: { kind: 'pin', pin: left }, right: { kind: 'pin', pin: right } };
}
