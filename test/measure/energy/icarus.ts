import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Netlist, readNetlist } from '../../../sim/index.ts';
import {
  type EnergyModel,
  type OperandStream,
  structuralVerilog,
  structureOf,
} from '../../../src/measure/index.ts';
import type { TechCell, Technology } from '../../../src/tech/index.ts';
import { cellKindsOf } from '../../../src/verify/index.ts';
import { run, scratchFolder } from '../../rtl/external-tools.ts';
import { design, randomNumbers, type TestCell } from '../../sim/support.ts';

/** Random gates and flip-flops of a technology between a_i, b_i (8 bits each) and p_o (16 bits). */
export function randomMapped(
  technology: Technology,
  seed: number,
  gates: number,
  flipFlops: number,
): Netlist {
  const random = randomNumbers(seed);
  const combinational = technology.cells.filter(
    (cell) => cell.flipFlop === undefined && cell.inputs.length > 0,
  );
  const plain = technology.cells.filter(
    ({ flipFlop }) =>
      flipFlop?.clear === undefined && flipFlop?.preset === undefined && flipFlop !== undefined,
  );
  const cells: Record<string, TestCell> = {};
  let next = 19 + flipFlops;
  const known = (): number => 3 + random(next - 3);
  const late: [string, string][] = [];
  for (let index = 0; index < flipFlops; index += 1) {
    const kind = plain[random(plain.length)]!;
    const { clock, data } = kind.flipFlop!;
    cells[`ff${index}`] = {
      type: kind.name,
      connections: { [clock]: [2], [kind.outputs[0]!.name]: [19 + index] },
    };
    late.push([`ff${index}`, data]);
  }
  for (let index = 0; index < gates; index += 1) {
    const kind = combinational[random(combinational.length)]!;
    const inputs = kind.inputs.map(({ name }) => [name, [known()] as number[]] as const);
    const outputs = kind.outputs.map(({ name }) => [name, [next++] as number[]] as const);
    cells[`gate${index}`] = { type: kind.name, connections: Object.fromEntries([...inputs, ...outputs]) };
  }
  for (const [name, pin] of late) cells[name]!.connections[pin] = [known()];
  const bits = (first: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => first + at);
  const json = design({
    ports: {
      ...(flipFlops > 0 && { clk_i: { direction: 'input', bits: [2] } }),
      a_i: { direction: 'input', bits: bits(3, 8) },
      b_i: { direction: 'input', bits: bits(11, 8) },
      p_o: { direction: 'output', bits: bits(next - 16, 16) },
    },
    cells,
  });
  return readNetlist(json, { cells: cellKindsOf(technology) });
}

/** A cell as a Verilog module whose outputs take parameters D0, D1, … of time, inertially as `assign #` does. */
function cellModule({ name, inputs, outputs, flipFlop }: TechCell): string {
  const ports = [...inputs.map((pin) => `input ${pin.name}`), ...outputs.map((pin) => `output ${pin.name}`)];
  const head = `module ${name} #(parameter ${outputs.map((_, i) => `D${i} = 1`).join(', ')}) (${ports.join(', ')});`;
  const body =
    flipFlop === undefined
      ? outputs.map((pin, i) => `  assign #(D${i}) ${pin.name} = ${pin.function};`)
      : [
          '  reg IQ; initial IQ = 0;',
          `  always @(posedge ${flipFlop.clock}) IQ <= #(D0) ${flipFlop.data};`,
          ...outputs.map((pin) => `  assign ${pin.name} = ${pin.function};`),
        ];
  return [head, ...body, 'endmodule'].join('\n');
}

/** What Icarus makes of the structural Verilog under the model's delays: a VCD, in ticks. */
export async function icarusVcd(
  model: EnergyModel,
  stream: OperandStream,
  pairs: number,
  period: number,
): Promise<string> {
  const { netlist, technology, delays } = model;
  const { instances } = structureOf(netlist, technology);
  const gateTicks = netlist.cells.flatMap((_, index) =>
    delays.cells[index]!.map((ticks, output) => `  defparam dut.g${index}.D${output} = ${ticks};`),
  );
  const own = new Set(instances.map(({ name }) => name));
  const params = [
    ...gateTicks.filter((line) => own.has(/dut\.(g\d+)/.exec(line)![1]!)),
    ...delays.flipFlops.map((ticks, index) => `  defparam dut.f${index}.D0 = ${ticks};`),
  ];
  const used = new Set(instances.map(({ type }) => type));
  const { a, b } = stream.pairs(0, pairs + 1);
  const clocked = netlist.clocks.length > 0;
  const steps = a.slice(1).flatMap((code, step) => [
    // Flip-flops sample before the inputs change at the same edge.
    `    clk = 1; a <= ${code}; b <= ${b[step + 1]};`,
    `    #${Math.floor(period / 2)} clk <= 0;`,
    `    #${period - Math.floor(period / 2)};`,
  ]);
  const bench = [
    '`timescale 1ps/1ps',
    'module tb;',
    '  reg clk; reg [7:0] a, b; wire [15:0] p;',
    `  ${netlist.top} dut (${clocked ? '.clk_i(clk), ' : ''}.a_i(a), .b_i(b), .p_o(p));`,
    ...params,
    '  initial begin',
    '    $dumpfile("icarus.vcd"); $dumpvars(1, dut);',
    `    clk = 0; a = ${a[0]}; b = ${b[0]};`,
    `    #${period};`,
    ...steps,
    '    $finish;',
    '  end',
    'endmodule',
  ].join('\n');
  const models = technology.cells.filter(({ name }) => used.has(name)).map(cellModule);
  const folder = scratchFolder({
    'tb.v': bench,
    'dut.v': structuralVerilog(netlist, technology),
    'cells.v': ['`timescale 1ps/1ps', ...models, ''].join('\n'),
  });
  const compiled = await run('iverilog', ['-g2005', '-o', 'tb.vvp', 'tb.v', 'dut.v', 'cells.v'], folder);
  if (compiled.code !== 0) throw new Error(compiled.output);
  await run('vvp', ['-n', 'tb.vvp'], folder);
  return readFileSync(join(folder, 'icarus.vcd'), 'utf8');
}

/** Events of single bits, `time name value`, from a time on, sorted; values that stay are left out. */
export function eventsOf(vcd: string, from: number): string[] {
  const names = new Map<string, { name: string; width: number }[]>();
  const last = new Map<string, string>();
  const events: string[] = [];
  let time = 0;
  const change = (name: string, value: string): void => {
    if (last.get(name) === value) return;
    last.set(name, value);
    if (time >= from) events.push(`${time} ${name} ${value}`);
  };
  for (const line of vcd.split('\n')) {
    const variable = /^\$var\s+\S+\s+(\d+)\s+(\S+)\s+(\S+)/.exec(line);
    const vector = /^b(\S+)\s+(\S+)$/.exec(line);
    if (variable !== null) {
      const [, width, code, name] = variable as unknown as [string, string, string, string];
      names.set(code, [...(names.get(code) ?? []), { name, width: Number(width) }]);
    } else if (line.startsWith('#')) time = Number(line.slice(1));
    else if (vector !== null)
      for (const { name, width } of names.get(vector[2]!) ?? [])
        [...vector[1]!.padStart(width, vector[1]!.startsWith('x') ? 'x' : '0')]
          .reverse()
          .forEach((bit, at) => {
            change(`${name}[${at}]`, bit);
          });
    else if (/^[01xz]\S+$/.test(line))
      for (const { name } of names.get(line.slice(1)) ?? []) change(name, line[0]!);
  }
  return events.sort();
}
