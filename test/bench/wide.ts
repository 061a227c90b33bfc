import type { NetBit, YosysJson } from '../../src/synth/index.ts';
import { topOf } from '../../src/synth/index.ts';

/** Gates on words of 64 lanes, as a Verilator user who wants lanes would write them. */
const operators: Readonly<Record<string, (a: string, b: string) => string>> = {
  $_NOT_: (a) => `~${a}`,
  $_AND_: (a, b) => `${a} & ${b}`,
  $_OR_: (a, b) => `${a} | ${b}`,
  $_XOR_: (a, b) => `${a} ^ ${b}`,
  $_NAND_: (a, b) => `~(${a} & ${b})`,
  $_NOR_: (a, b) => `~(${a} | ${b})`,
  $_XNOR_: (a, b) => `~(${a} ^ ${b})`,
  $_ANDNOT_: (a, b) => `${a} & ~${b}`,
  $_ORNOT_: (a, b) => `${a} | ~${b}`,
};

/** A combinational netlist of two-input gates with every bit 64 lanes wide; bits of ports are ports: a_i_0, a_i_1, … */
export function wideVerilog(json: YosysJson, top: string): string {
  const { module } = topOf(json);
  const wire = (bit: NetBit): string =>
    bit === '0' || bit === 'x' ? "64'd0" : bit === '1' ? "~64'd0" : `n${bit}`;
  const ports = Object.entries(module.ports).flatMap(([name, { direction, bits }]) =>
    bits.map((bit, at) => ({ direction, port: `${name}_${at}`, bit })),
  );
  const nets = new Set<string>();
  for (const { bit } of ports) if (typeof bit === 'number') nets.add(wire(bit));
  const lines = Object.values(module.cells).flatMap(({ type, connections }) => {
    const operator = operators[type];
    if (operator === undefined) return [];
    const [output] = connections.Y!;
    nets.add(wire(output!));
    const right = connections.B?.[0];
    return [
      `  assign ${wire(output!)} = ${operator(wire(connections.A![0]!), right === undefined ? '' : wire(right))};`,
    ];
  });
  return [
    `module ${top}(${ports.map(({ direction, port }) => `${direction} [63:0] ${port}`).join(', ')});`,
    ...[...nets].map((net) => `  wire [63:0] ${net};`),
    ...ports.map(({ direction, port, bit }) =>
      direction === 'input' ? `  assign ${wire(bit)} = ${port};` : `  assign ${port} = ${wire(bit)};`,
    ),
    ...lines,
    'endmodule',
    '',
  ].join('\n');
}
