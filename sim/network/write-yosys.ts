import type { Literal, Network } from './network.ts';
import { depthFirstNodes } from './order.ts';

export interface YosysModuleJson {
  readonly ports: Record<string, { direction: 'input' | 'output'; bits: (number | '0' | '1')[] }>;
  readonly cells: Record<
    string,
    {
      readonly type: string;
      readonly parameters: Record<string, string>;
      readonly port_directions: Record<string, 'input' | 'output'>;
      readonly connections: Record<string, (number | '0' | '1')[]>;
    }
  >;
}

/**
 * Logic as a module of Yosys JSON: inputs are sources of the network, bit 0 first, outputs any literals. Only what the
 * outputs depend on is written.
 */
export function yosysModule(
  network: Network,
  inputs: Readonly<Record<string, readonly Literal[]>>,
  outputs: Readonly<Record<string, readonly Literal[]>>,
): YosysModuleJson {
  const bits = new Map<Literal, number | '0' | '1'>([
    [network.zero, '0'],
    [network.one, '1'],
  ]);
  let nets = 2;
  const cells: YosysModuleJson['cells'] = {};
  const cell = (type: string, pins: Record<string, number | '0' | '1'>): number => {
    const net = nets++;
    cells[`g${net}`] = {
      type,
      parameters: {},
      port_directions: Object.fromEntries([
        ...Object.keys(pins).map((pin) => [pin, 'input']),
        ['Y', 'output'],
      ]),
      connections: Object.fromEntries(Object.entries({ ...pins, Y: net }).map(([pin, bit]) => [pin, [bit]])),
    };
    return net;
  };
  const bitOf = (literal: Literal): number | '0' | '1' => {
    let bit = bits.get(literal);
    if (bit === undefined && (literal & 1) === 1) {
      bit = cell('$_NOT_', { A: bitOf(literal ^ 1) });
      bits.set(literal, bit);
    }
    if (bit === undefined) throw new RangeError(`source ${literal} of the network is no input of the module`);
    return bit;
  };

  const ports: YosysModuleJson['ports'] = {};
  for (const [name, literals] of Object.entries(inputs)) {
    for (const literal of literals) bits.set(literal, nets++);
    ports[name] = { direction: 'input', bits: literals.map(bitOf) };
  }
  for (const node of depthFirstNodes(network, Object.values(outputs).flat())) {
    const { operation, left, right } = network.nodes[node]!;
    bits.set(2 * node, cell(TYPES[operation], { A: bitOf(2 * left), B: bitOf(2 * right) }));
  }
  for (const [name, literals] of Object.entries(outputs))
    ports[name] = { direction: 'output', bits: literals.map(bitOf) };
  return { ports, cells };
}

const TYPES = {
  source: '',
  and: '$_AND_',
  'and-not': '$_ANDNOT_',
  or: '$_OR_',
  xor: '$_XOR_',
} as const;
