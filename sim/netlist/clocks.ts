import { SimulationError } from '../errors.ts';
import type { UnlevelledCell } from './levelize.ts';
import type { Clock, FlipFlop, Port } from './netlist.ts';

type Unclocked = Omit<FlipFlop, 'clockPort'>;

/**
 * Finds the port behind each flip-flop's clock, through buffers and inverters (an inverter swaps the edge).
 * Throws `clock` for a clock that is gated, divided, constant, or one bit of a wide port: cycles count edges of
 * one-bit input ports.
 */
export function traceClocks(
  ports: readonly Port[],
  cells: readonly UnlevelledCell[],
  flipFlops: readonly Unclocked[],
  netNames: readonly string[],
): { flipFlops: FlipFlop[]; clocks: Clock[] } {
  const portOf = new Map<number, Port>();
  for (const port of ports) {
    if (port.direction === 'input') for (const net of port.nets) portOf.set(net, port);
  }
  const repeater = new Map<number, UnlevelledCell>();
  for (const cell of cells) {
    if (isRepeater(cell)) repeater.set(cell.outputs[0]!, cell);
  }

  const traced = flipFlops.map((flipFlop): FlipFlop => {
    let net = flipFlop.clock;
    let inverted = false;
    const seen = new Set<number>();
    for (let cell = repeater.get(net); cell !== undefined && !seen.has(net); cell = repeater.get(net)) {
      seen.add(net);
      inverted = inverted !== (cell.functions[0]!.kind === 'not');
      net = cell.inputs[0]!;
    }
    const port = portOf.get(net);
    if (port === undefined || port.width !== 1) {
      throw new SimulationError(
        'clock',
        `flip-flop ${flipFlop.name} (${flipFlop.type}) is clocked by net ${netNames[flipFlop.clock]}, which is not a one-bit input port`,
        ['use an enable in place of a gated or divided clock'],
      );
    }
    const rises = (flipFlop.edge === 'rising') !== inverted;
    return { ...flipFlop, clock: net, clockPort: port.name, edge: rises ? 'rising' : 'falling' };
  });

  const read = new Set<number>();
  for (const cell of cells) for (const net of cell.inputs) read.add(net);
  for (const { data, enable, reset } of traced) {
    for (const net of [data, enable?.wire, reset?.wire]) if (net !== undefined) read.add(net);
  }
  const clocks = ports.flatMap((port): Clock[] => {
    const own = traced.filter((flipFlop) => flipFlop.clockPort === port.name);
    const net = port.nets[0];
    if (own.length === 0 || net === undefined) return [];
    const hasHighPhase = read.has(net) || own.some((flipFlop) => flipFlop.edge === 'falling');
    return [{ port: port.name, net, hasHighPhase }];
  });
  return { flipFlops: traced, clocks };
}

/** Buffers and inverters, whatever their library calls them. */
function isRepeater({ inputs, functions }: UnlevelledCell): boolean {
  const [gate] = functions;
  if (inputs.length !== 1 || functions.length !== 1 || gate === undefined) return false;
  return gate.kind === 'pin' || (gate.kind === 'not' && gate.of.kind === 'pin');
}
