import { decompose } from '../netlist/decompose.ts';
import type { Bit, Expression } from '../netlist/expression.ts';
import { type FlipFlop, type Netlist, net0, net1 } from '../netlist/netlist.ts';
import type { Literal, Network } from './network.ts';

/** A netlist as logic: what each net is once settled, and what each flip-flop takes at its clock edge. */
export interface Lowered {
  /** By net; -1 where nothing drives a net. */
  readonly literals: Int32Array;
  /** By flip-flop, in the netlist's order: the source that stands for its state before settling. */
  readonly states: readonly Literal[];
  /** By flip-flop: its state after its clock edge. */
  readonly next: readonly Literal[];
}

/**
 * Adds a netlist's logic to a network. `input` gives the literal of an input port's bit, `state` that of a flip-flop
 * before settling; a source by default. Clock nets are inputs like others.
 */
export function lower(
  netlist: Netlist,
  network: Network,
  input: (port: string, bit: number) => Literal = () => network.source(),
  state: (flipFlop: number) => Literal = () => network.source(),
): Lowered {
  const literals = new Int32Array(netlist.netCount).fill(-1);
  literals[net0] = network.zero;
  literals[net1] = network.one;
  for (const { name, direction, nets } of netlist.ports) {
    if (direction !== 'input') continue;
    nets.forEach((net, bit) => {
      literals[net] = input(name, bit);
    });
  }
  const states = netlist.flipFlops.map(({ output }, index) => {
    literals[output] = state(index);
    return literals[output]!;
  });
  for (const step of netlist.steps) {
    if (step.kind === 'force') {
      const { output } = step.flipFlop;
      const resets = resetsOf(step.flipFlop);
      literals[output] = applied(
        network,
        resets.filter(({ style }) => style === 'asynchronous'),
        literals,
        literals[output]!,
      );
      continue;
    }
    const { inputs, outputs, functions } = step.cell;
    const pins = inputs.map((net) => literals[net]!);
    outputs.forEach((net, index) => {
      literals[net] = expressionOf(network, functions[index]!, pins);
    });
  }
  const next = netlist.flipFlops.map((flipFlop) => nextState(network, flipFlop, literals));
  return { literals, states, next };
}

type Resets = readonly NonNullable<FlipFlop['reset']>[];

const resetsOf = ({ reset }: FlipFlop): Resets => (reset === undefined ? [] : [reset]);

/** A value under resets of which the first active one wins. */
function applied(network: Network, resets: Resets, literals: Int32Array, value: Literal): Literal {
  return resets.reduceRight(
    (state, reset) => network.mux(activeOf(reset, literals), reset.value, state),
    value,
  );
}

/** A flip-flop's state after its clock edge, from the literals of the nets it looks at. */
export function nextState(network: Network, flipFlop: FlipFlop, literals: Int32Array): Literal {
  const { data, enable, output } = flipFlop;
  const resets = resetsOf(flipFlop);
  const ifEnabled = resets.filter(({ style }) => style === 'when-enabled');
  const always = resets.filter(({ style }) => style !== 'when-enabled');
  let next = applied(network, ifEnabled, literals, literals[data]!);
  if (enable !== undefined) next = network.mux(activeOf(enable, literals), next, literals[output]!);
  return applied(network, always, literals, next);
}

const activeOf = ({ wire, active }: { wire: number; active: Bit }, literals: Int32Array): Literal =>
  literals[wire]! ^ (active === 1 ? 0 : 1);

function expressionOf(network: Network, expression: Expression, pins: readonly Literal[]): Literal {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'pin':
      return pins[expression.pin]!;
    case 'not':
      return network.not(expressionOf(network, expression.of, pins));
    case 'and':
    case 'or':
    case 'xor': {
      const left = expressionOf(network, expression.left, pins);
      return network[expression.kind](left, expressionOf(network, expression.right, pins));
    }
    case 'mux':
      return network.mux(
        expressionOf(network, expression.select, pins),
        expressionOf(network, expression.high, pins),
        expressionOf(network, expression.low, pins),
      );
    case 'table':
      return expressionOf(network, decompose(expression.rows), pins);
  }
}
