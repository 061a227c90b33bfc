import { SimulationError } from '../errors.ts';
import type { Expression } from '../netlist/expression.ts';
import type { FlipFlop, Netlist } from '../netlist/netlist.ts';
import type { Delays } from './delays.ts';

/** One output of a cell: a function of nets, that takes so many ticks. */
export interface TimedGate {
  readonly inputs: readonly number[];
  readonly output: number;
  readonly function: Expression;
  readonly ticks: number;
}

/** The state of a flip-flop after the clock edge, as a function of settled nets. */
export interface NextState {
  readonly inputs: readonly number[];
  readonly function: Expression;
  /** Where the state shows: the output, or a net of its own that an asynchronous reset stands behind. */
  readonly net: number;
  readonly ticks: number;
}

export interface TimedLogic {
  /** Nets of the netlist, and one more for the state of each flip-flop with an asynchronous reset. */
  readonly netCount: number;
  /** Each after what it reads. */
  readonly gates: readonly TimedGate[];
  /** In the order of the netlist's flip-flops. */
  readonly states: readonly NextState[];
}

/**
 * A netlist as timed functions. A flip-flop with an asynchronous reset is its state followed by a gate without delay
 * that forces it. Throws `clock` unless there is at most one clock, seen at its rising edge only and read by no logic.
 */
export function timedLogic(netlist: Netlist, delays: Delays): TimedLogic {
  checkClocks(netlist);
  let netCount = netlist.netCount;
  const states = netlist.flipFlops.map((flipFlop, index): NextState => {
    const ticks = delays.flipFlops[index]!;
    const isForced = flipFlop.reset?.style === 'asynchronous';
    const net = isForced ? netCount : flipFlop.output;
    if (isForced) netCount += 1;
    return { ...nextState(flipFlop), net, ticks };
  });
  const stateOf = new Map(netlist.flipFlops.map((flipFlop, index) => [flipFlop.name, states[index]!.net]));
  const ticksOf = new Map(netlist.cells.map((cell, index) => [cell, delays.cells[index]!]));
  const gates = netlist.steps.flatMap((step): TimedGate[] => {
    if (step.kind === 'force') {
      const { name, reset, output } = step.flipFlop;
      const inputs = [stateOf.get(name)!, reset!.wire];
      return [{ inputs, output, function: forced(pin(0), pin(1), reset!), ticks: 0 }];
    }
    const { inputs, outputs, functions } = step.cell;
    const ticks = ticksOf.get(step.cell)!;
    return outputs.map((output, index) => ({
      inputs,
      output,
      function: functions[index]!,
      ticks: ticks[index]!,
    }));
  });
  return { netCount, gates, states };
}

const pin = (index: number): Expression => ({ kind: 'pin', pin: index });

/** `value` when the wire is active, `state` otherwise. */
function forced(
  state: Expression,
  wire: Expression,
  { active, value }: { active: 0 | 1; value: 0 | 1 },
): Expression {
  const constant: Expression = { kind: 'constant', value };
  return active === 1
    ? { kind: 'mux', select: wire, high: constant, low: state }
    : { kind: 'mux', select: wire, high: state, low: constant };
}

function nextState({ data, output, enable, reset }: FlipFlop): { inputs: number[]; function: Expression } {
  const inputs = [data, output];
  const wire = (net: number): Expression => pin(inputs.push(net) - 1);
  let next = pin(0);
  if (reset?.style === 'when-enabled') next = forced(next, wire(reset.wire), reset);
  if (enable !== undefined) {
    const select = wire(enable.wire);
    next =
      enable.active === 1
        ? { kind: 'mux', select, high: next, low: pin(1) }
        : { kind: 'mux', select, high: pin(1), low: next };
  }
  if (reset !== undefined && reset.style !== 'when-enabled') next = forced(next, wire(reset.wire), reset);
  return { inputs, function: next };
}

function checkClocks({ clocks, flipFlops }: Netlist): void {
  const falling = flipFlops.find(({ edge }) => edge === 'falling');
  if (clocks.length <= 1 && falling === undefined && clocks[0]?.hasHighPhase !== true) return;
  const got =
    clocks.length > 1
      ? `clocks ${clocks.map(({ port }) => port).join(', ')}`
      : falling !== undefined
        ? `flip-flop ${falling.name} takes its state at the falling edge`
        : `logic reads the clock ${clocks[0]!.port}`;
  throw new SimulationError('clock', `toggles are counted with one clock and rising edges; ${got}`);
}
