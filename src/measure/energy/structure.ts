import type { Netlist } from '../../../sim/index.ts';
import type { TechCell, Technology } from '../../tech/index.ts';

/** A pin of an instance, on a net. */
export interface InstancePin {
  readonly pin: string;
  readonly net: number;
}

export interface Instance {
  readonly name: string;
  readonly type: string;
  readonly pins: readonly InstancePin[];
}

/** A mapped netlist under plain names, the same in the Verilog, the SAIF and the VCD file that go together. */
export interface Structure {
  readonly top: string;
  /** By net: a bit of a port, or `n12`. */
  readonly names: readonly string[];
  /** The nets that a port or a pin is on, constants left out. */
  readonly nets: readonly number[];
  readonly instances: readonly Instance[];
  /** Output port bits that are another port bit or net as well. */
  readonly aliases: readonly { readonly bit: string; readonly net: number }[];
}

export function structureOf(netlist: Netlist, technology: Technology): Structure {
  const names: string[] = Array.from({ length: netlist.netCount }, (_, net) =>
    net < 2 ? `1'b${net}` : `n${net}`,
  );
  const named = new Set<number>([0, 1]);
  const aliases: { bit: string; net: number }[] = [];
  for (const direction of ['input', 'output'])
    for (const port of netlist.ports.filter((each) => each.direction === direction))
      port.nets.forEach((net, index) => {
        const bit = port.width === 1 ? port.name : `${port.name}[${index}]`;
        if (named.has(net)) aliases.push({ bit, net });
        else names[net] = bit;
        named.add(net);
      });
  const cellOf = new Map(technology.cells.map((cell) => [cell.name, cell]));
  const gates = netlist.cells.flatMap(({ type, inputs, outputs }, index): Instance[] => {
    const facts = cellOf.get(type);
    if (facts === undefined) return [];
    const at = (nets: readonly number[], pins: readonly { name: string }[]): InstancePin[] =>
      pins.map(({ name }, pin) => ({ pin: name, net: nets[pin] as number }));
    return [{ name: `g${index}`, type, pins: [...at(inputs, facts.inputs), ...at(outputs, facts.outputs)] }];
  });
  const instances = [...gates, ...flipFlopInstances(netlist, cellOf)];
  const used = new Set([
    ...netlist.ports.flatMap(({ nets }) => nets),
    ...instances.flatMap(({ pins }) => pins.map(({ net }) => net)),
  ]);
  const nets = [...used].filter((net) => net > 1).sort((a, b) => a - b);
  return { top: netlist.top, names, nets, instances, aliases };
}

function flipFlopInstances(netlist: Netlist, cellOf: ReadonlyMap<string, TechCell>): Instance[] {
  return netlist.flipFlops.map(({ name, type, clock, data, output, reset }, index): Instance => {
    const { inputs, outputs, flipFlop } = cellOf.get(type)!;
    const { clear, preset, ...facts } = flipFlop!;
    const inverted = netlist.cells.find(
      (cell) => cell.inputs[0] === output && cell.name.startsWith(`${name}.`),
    );
    const netOf = (pin: string): number => {
      if (pin === facts.clock) return clock;
      if (pin === facts.data) return data;
      if (pin === (clear ?? preset)?.pin && reset !== undefined) return reset.wire;
      // What is left is a preset beside a clear, which the netlist ties off.
      return preset?.active === 0 ? 1 : 0;
    };
    const pins = outputs.flatMap((pin): InstancePin[] => {
      const net = pin.function === 'IQ' ? output : inverted?.outputs[0];
      return net === undefined ? [] : [{ pin: pin.name, net }];
    });
    return {
      name: `f${index}`,
      type,
      pins: [...inputs.map((pin) => ({ pin: pin.name, net: netOf(pin.name) })), ...pins],
    };
  });
}

/** The netlist as structural Verilog, one instance a line. */
export function structuralVerilog(netlist: Netlist, technology: Technology): string {
  const { top, names, nets, instances, aliases } = structureOf(netlist, technology);
  const ports = netlist.ports.map(({ name, direction, width }) => {
    const range = width === 1 ? '' : `[${width - 1}:0] `;
    return `  ${direction} wire ${range}${name}`;
  });
  const wires = nets.filter((net) => names[net] === `n${net}`);
  return [
    `// ${technology.title}, ${technology.corner}: the netlist a SAIF or VCD file of the same run speaks of.`,
    '`default_nettype none',
    `module ${top} (`,
    ports.join(',\n'),
    ');',
    ...wires.map((net) => `  wire ${names[net]};`),
    ...instances.map(
      ({ name, type, pins }) =>
        `  ${type} ${name} (${pins.map(({ pin, net }) => `.${pin}(${names[net]})`).join(', ')});`,
    ),
    ...aliases.map(({ bit, net }) => `  assign ${bit} = ${names[net]};`),
    'endmodule',
    '`default_nettype wire',
    '',
  ].join('\n');
}
