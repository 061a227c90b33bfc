import { SimulationError } from '../errors.ts';
import { type CellKind, cellKind, isIgnored, isLatch } from './cells.ts';
import { traceClocks } from './clocks.ts';
import { connect, Drivers, pinsOf } from './connect.ts';
import type { Expression } from './expression.ts';
import type { FlipFlopShape } from './flip-flops.ts';
import { levelize, type UnlevelledCell } from './levelize.ts';
import type { FlipFlop, Netlist, Port } from './netlist.ts';
import { Nets } from './nets.ts';
import { parseYosysJson, type YosysModule } from './yosys-json.ts';

/** The inverted output of a flip-flop is a gate of its own behind the state. */
const NOT: Expression = { kind: 'not', of: { kind: 'pin', pin: 0 } };

export interface ReadNetlistOptions {
  /** The module to simulate; default: the one marked `top`, else the only one. */
  readonly top?: string;
  /** Cell types beyond the generic and iCE40 ones, of a Liberty library for example; they win over those. */
  readonly cells?: readonly CellKind[];
}

/**
 * Reads what Yosys's `write_json` wrote, parsed, into a checked and levelised netlist. The design must be flat and
 * mapped to gates, iCE40 cells, `$lut` or the given cells; x and z constants read as 0. Throws `SimulationError`.
 */
export function readNetlist(json: unknown, options: ReadNetlistOptions = {}): Netlist {
  const top = parseYosysJson(json, options.top);
  const given = new Map(options.cells?.map((kind) => [kind.type, kind]));
  const nets = new Nets(top.module);
  const drivers = new Drivers(nets);
  const ports = readPorts(top.module, nets, drivers);

  const cells: UnlevelledCell[] = [];
  const raw: Omit<FlipFlop, 'clockPort'>[] = [];
  const reads: [net: number, reader: string][] = [];
  for (const [name, { type, parameters, connections }] of Object.entries(top.module.cells)) {
    if (isIgnored(type)) continue;
    const kind = given.get(type) ?? cellKind(name, type, parameters);
    if (kind === undefined) throw unknownCell(name, type, top.submodules);
    const wired = connect(name, kind, connections, nets);
    const net = (pin: string): number => wired.get(pin)!;
    const pins = pinsOf(kind);
    for (const pin of pins.outputs) drivers.drive(net(pin), `pin ${pin} of cell ${name}`);
    for (const pin of pins.inputs) reads.push([net(pin), `pin ${pin} of cell ${name}`]);
    if (kind.kind === 'gate') {
      const functions = kind.outputs.map((output) => output.function);
      cells.push({ name, type, inputs: pins.inputs.map(net), outputs: pins.outputs.map(net), functions });
    } else {
      const shape = overNets(kind.shape, net);
      raw.push({ ...shape, name, type, init: nets.init(shape.output) });
      if (kind.complement !== undefined) {
        const inverter = { name: `${name}.${kind.complement}`, type: '$_NOT_', functions: [NOT] };
        cells.push({ ...inverter, inputs: [shape.output], outputs: [net(kind.complement)] });
      }
    }
  }
  for (const port of ports) {
    if (port.direction === 'output')
      for (const net of port.nets) reads.push([net, `output port ${port.name}`]);
  }
  for (const [net, reader] of reads) drivers.read(net, reader);

  const netNames = nets.names();
  const { flipFlops, clocks } = traceClocks(ports, cells, raw, netNames);
  return {
    top: top.name,
    ports,
    clocks,
    netCount: nets.count,
    netNames,
    signals: Object.entries(top.module.netnames)
      .filter(([, { hide_name }]) => hide_name !== 1)
      .map(([name, { bits }]) => ({ name, nets: bits.map((bit) => nets.of(bit)) })),
    flipFlops,
    ...levelize(cells, flipFlops, nets.count, netNames),
  };
}

function readPorts(module: YosysModule, nets: Nets, drivers: Drivers): Port[] {
  return Object.entries(module.ports).map(([name, { direction, bits }]) => {
    if (direction === 'inout') {
      throw new SimulationError('port-direction', `port ${name} is an inout port`, [
        'split it into an input and an output: the simulator has no tristate',
      ]);
    }
    const wires = bits.map((bit) => nets.of(bit));
    if (direction === 'input') for (const net of wires) drivers.drive(net, `input port ${name}`);
    return { name, direction, width: bits.length, nets: wires };
  });
}

function overNets(shape: FlipFlopShape<string>, net: (pin: string) => number): FlipFlopShape<number> {
  return {
    clock: net(shape.clock),
    edge: shape.edge,
    data: net(shape.data),
    output: net(shape.output),
    ...(shape.enable && { enable: { ...shape.enable, wire: net(shape.enable.wire) } }),
    ...(shape.reset && { reset: { ...shape.reset, wire: net(shape.reset.wire) } }),
  };
}

function unknownCell(name: string, type: string, submodules: ReadonlySet<string>): SimulationError {
  if (submodules.has(type)) {
    return new SimulationError('hierarchy', `cell ${name} is an instance of module ${type}`, [
      'the simulator reads flat netlists: run flatten before write_json',
    ]);
  }
  if (isLatch(type)) {
    return new SimulationError('latch', `cell ${name} is a latch (${type})`, [
      'the simulator counts clock edges and has no latches: assign the signal on every path, or clock it',
    ]);
  }
  const way = type.startsWith('$')
    ? 'map the design to gates first: synth -flatten; abc -g AND,OR,XOR,MUX or synth_ice40, then write_json'
    : 'only generic gates, iCE40 logic cells and the cells given in options.cells can be simulated';
  return new SimulationError('unknown-cell', `cell ${name} has the unknown type ${type}`, [way]);
}
