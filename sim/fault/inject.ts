import { type Cell, type FlipFlop, type Netlist, net0, net1, type Step } from '../netlist/netlist.ts';
import type { Fault } from './fault.ts';

/** The netlist with a fault in it, for any engine: the slow way, and the one the fast way is tested against. */
export function withFault(netlist: Netlist, fault: Fault): Netlist {
  return fault.kind === 'stuck' ? rewired(netlist, fault) : recomputed(netlist, fault);
}

/** Every reader of the net reads the constant; its driver drives on. */
function rewired(netlist: Netlist, { net, value }: Extract<Fault, { kind: 'stuck' }>): Netlist {
  const constant = value === 1 ? net1 : net0;
  const seen = (each: number): number => (each === net ? constant : each);
  const cellOf = (cell: Cell): Cell =>
    cell.inputs.includes(net) ? { ...cell, inputs: cell.inputs.map(seen) } : cell;
  const flipFlopOf = (flipFlop: FlipFlop): FlipFlop => ({
    ...flipFlop,
    data: seen(flipFlop.data),
    ...(flipFlop.enable && { enable: { ...flipFlop.enable, wire: seen(flipFlop.enable.wire) } }),
    ...(flipFlop.reset && { reset: { ...flipFlop.reset, wire: seen(flipFlop.reset.wire) } }),
  });
  return {
    ...mapped(netlist, cellOf, flipFlopOf),
    ports: netlist.ports.map((port) =>
      port.direction === 'output' ? { ...port, nets: port.nets.map(seen) } : port,
    ),
  };
}

function recomputed(
  netlist: Netlist,
  { cell, output, becomes }: Extract<Fault, { kind: 'function' }>,
): Netlist {
  const wrong = netlist.cells[cell];
  const change = (each: Cell): Cell =>
    each === wrong ? { ...each, functions: each.functions.with(output, becomes) } : each;
  return mapped(netlist, change, (flipFlop) => flipFlop);
}

function mapped(
  netlist: Netlist,
  cellOf: (cell: Cell) => Cell,
  flipFlopOf: (flipFlop: FlipFlop) => FlipFlop,
): Netlist {
  const flipFlops = new Map(netlist.flipFlops.map((each) => [each, flipFlopOf(each)]));
  const cells = new Map(netlist.cells.map((each) => [each, cellOf(each)]));
  const stepOf = (step: Step): Step =>
    step.kind === 'evaluate'
      ? { kind: 'evaluate', cell: cells.get(step.cell) ?? step.cell }
      : { kind: 'force', flipFlop: flipFlops.get(step.flipFlop) ?? step.flipFlop };
  return {
    ...netlist,
    cells: [...cells.values()],
    flipFlops: [...flipFlops.values()],
    steps: netlist.steps.map(stepOf),
  };
}
