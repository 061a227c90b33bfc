import { runYosys } from '@yowasp/yosys';
import type { Netlist } from '../../sim/netlist/netlist.ts';
import { readNetlist } from '../../sim/netlist/read-netlist.ts';

export type Connection = number | '0' | '1' | 'x' | 'z';

export interface TestCell {
  type: string;
  parameters?: Record<string, string | number>;
  connections: Record<string, Connection[]>;
}

export interface TestModule {
  ports: Record<string, { direction: string; bits: Connection[] }>;
  cells: Record<string, TestCell>;
  netnames: Record<string, { bits: Connection[]; hide_name?: number; attributes?: Record<string, string> }>;
}

/** A design of one module `top`, as write_json would write it. */
export function design(parts: Partial<TestModule>): { modules: Record<string, TestModule> } {
  return { modules: { top: { ports: {}, cells: {}, netnames: {}, ...parts } } };
}

/** One cell, each of its pins on a one-bit port of the same name. */
export function singleCell(
  type: string,
  inputs: readonly string[],
  output: string,
  parameters: Record<string, string | number> = {},
  init?: string,
): Netlist {
  const pins = [...inputs, output];
  const bitOf = (pin: string): number => 2 + pins.indexOf(pin);
  const json = design({
    ports: Object.fromEntries(
      pins.map((pin) => [pin, { direction: pin === output ? 'output' : 'input', bits: [bitOf(pin)] }]),
    ),
    cells: {
      cell: { type, parameters, connections: Object.fromEntries(pins.map((pin) => [pin, [bitOf(pin)]])) },
    },
    netnames: init === undefined ? {} : { q: { bits: [bitOf(output)], attributes: { init } } },
  });
  return readNetlist(json);
}

/** Numbers below `limit`, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const gates: readonly [string, string][] = [
  ['$_NOT_', 'A'],
  ['$_AND_', 'AB'],
  ['$_NAND_', 'AB'],
  ['$_OR_', 'AB'],
  ['$_XOR_', 'AB'],
  ['$_ANDNOT_', 'AB'],
  ['$_MUX_', 'ABS'],
  ['$_AOI3_', 'ABC'],
  ['$_OAI4_', 'ABCD'],
];
export type FlipFlopTypes = readonly (readonly [type: string, pins: string])[];
const flipFlops: FlipFlopTypes = [
  ['$_DFF_P_', 'D'],
  ['$_DFF_N_', 'D'],
  ['$_DFFE_PN_', 'DE'],
  ['$_DFF_PN1_', 'DR'],
  ['$_DFFE_NP0P_', 'DRE'],
  ['$_SDFF_PN1_', 'DR'],
  ['$_SDFFE_PP0N_', 'DRE'],
  ['$_SDFFCE_PP1P_', 'DRE'],
];

/**
 * A random netlist without loops: flip-flops read anything but a reset (which reads inputs only), gates read what
 * came before them, mostly shortly before.
 */
export function randomNetlist(
  seed: number,
  cellCount: number,
  flipFlopCount: number,
  types: FlipFlopTypes = flipFlops,
): Netlist {
  const random = randomNumbers(seed);
  const inputs = 16;
  const firstState = 3 + inputs;
  const firstGate = firstState + flipFlopCount;
  const afterGates = firstGate + cellCount;
  const cells: Record<string, TestCell> = {};
  for (let index = 0; index < flipFlopCount; index += 1) {
    const [type, pins] = types[random(types.length)]!;
    const connections: Record<string, Connection[]> = { C: [2], Q: [firstState + index] };
    for (const pin of pins) connections[pin] = [3 + random(pin === 'R' ? inputs : afterGates - 3)];
    cells[`flip_flop_${index}`] = { type, connections };
  }
  for (let index = 0; index < cellCount; index += 1) {
    const [type, pins] = gates[random(gates.length)]!;
    const known = inputs + flipFlopCount + index;
    const connections: Record<string, Connection[]> = { Y: [firstGate + index] };
    for (const pin of pins) {
      const back = random(4) === 0 ? random(known) : random(Math.min(known, 100));
      connections[pin] = [3 + known - 1 - back];
    }
    cells[`gate_${index}`] = { type, connections };
  }
  const bits = (first: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => first + at);
  return readNetlist(
    design({
      ports: {
        clk: { direction: 'input', bits: [2] },
        a: { direction: 'input', bits: bits(3, inputs) },
        y: { direction: 'output', bits: bits(afterGates - Math.min(64, cellCount), Math.min(64, cellCount)) },
      },
      cells,
    }),
  );
}

export const recipes = {
  gates: 'synth -flatten -top top; abc -g AND,NAND,OR,NOR,XOR,XNOR,MUX,AOI3,OAI3,AOI4,OAI4; opt_clean',
  ice40: 'synth_ice40 -top top',
  lut: 'synth -flatten -top top; abc -lut 4; opt_clean',
} as const;

/** What Yosys makes of some Verilog whose top is `top`. */
export async function synthesize(verilog: string, recipe: string): Promise<Netlist> {
  let log = '';
  const keep = (bytes: Uint8Array | null): void => {
    log += bytes === null ? '' : new TextDecoder().decode(bytes);
  };
  const script = `read_verilog in.v; ${recipe}; write_json out.json`;
  try {
    const args = ['-q', '--autoidx', '1000000', '-p', script];
    const files = await runYosys(args, { 'in.v': verilog }, { stdout: keep, stderr: keep });
    return readNetlist(JSON.parse(String(files?.['out.json'])));
  } catch (error) {
    throw new Error(`Yosys failed:\n${log}`, { cause: error });
  }
}
