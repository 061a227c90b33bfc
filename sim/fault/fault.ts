import type { Bit, Expression } from '../netlist/expression.ts';
import { type Cell, type Netlist, net0, net1 } from '../netlist/netlist.ts';
import { depthFirst, inputsOf, observedNets } from '../netlist/order.ts';
import { otherFunctions } from './other-functions.ts';

/** One fault of a netlist; a circuit with it is a mutant. */
export type Fault =
  /** Whatever drives the net, its readers see this value. */
  | { readonly kind: 'stuck'; readonly net: number; readonly value: Bit }
  /** An output of a cell, by its place in `netlist.cells`, computes something else. */
  | {
      readonly kind: 'function';
      readonly cell: number;
      readonly output: number;
      readonly becomes: Expression;
      /** The change in words: `$_OR_ in place of $_AND_`. */
      readonly change: string;
    };

/**
 * Stuck-at 0 and 1 on every net that an output or a flip-flop depends on, by net. Clocks are left out: a dead clock is a
 * dead circuit.
 */
export function stuckFaults(netlist: Netlist): Fault[] {
  const read = new Uint8Array(netlist.netCount);
  for (const step of depthFirst(netlist)) for (const net of inputsOf(step)) read[net] = 1;
  for (const net of observedNets(netlist)) read[net] = 1;
  for (const { net } of netlist.clocks) read[net] = 0;
  read[net0] = 0;
  read[net1] = 0;
  return [...read.keys()]
    .filter((net) => read[net] === 1)
    .flatMap((net) => [
      { kind: 'stuck' as const, net, value: 0 as const },
      { kind: 'stuck' as const, net, value: 1 as const },
    ]);
}

/** Every cell with a function of a neighbouring kind: see `otherFunctions`. */
export function functionFaults(netlist: Netlist): Fault[] {
  return netlist.cells.flatMap((cell, index) =>
    cell.functions.flatMap((own, output) =>
      otherFunctions(cell, own).map(({ becomes, change }) => ({
        kind: 'function' as const,
        cell: index,
        output,
        becomes,
        change,
      })),
    ),
  );
}

/** The fault in words, with the names of the netlist: `sum[3] stuck-at 0`. */
export function describeFault(netlist: Netlist, fault: Fault): string {
  if (fault.kind === 'stuck') return `${netlist.netNames[fault.net]} stuck-at ${fault.value}`;
  const cell = netlist.cells[fault.cell] as Cell;
  return `${netlist.netNames[cell.outputs[fault.output] as number]}: ${fault.change}`;
}
