import { compile, packLanes, readNetlist, unpackLanes } from '../../sim/index.ts';
import { Random } from '../random.ts';
import type { VerilogSource, YosysJson } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { cellKindsOf } from '../verify/index.ts';
import { daddaMultiplier } from './dadda-multiplier.ts';

/** An integer circuit that published energies exist of. */
export interface AnchorCircuit {
  /** As in data/anchors.json: `int8 add`. */
  readonly operation: string;
  readonly architecture: string;
  /** Bits of an operand. */
  readonly width: number;
  readonly source: VerilogSource;
  compute(a: bigint, b: bigint): bigint;
}

/** The adders and multipliers to be measured; a multiplier in each architecture there is. */
export function anchorCircuits(): AnchorCircuit[] {
  return [adder(8), adder(32), ...multipliers(8), ...multipliers(16)];
}

function adder(width: number): AnchorCircuit {
  const mask = (1n << BigInt(width)) - 1n;
  return {
    operation: `int${width} add`,
    architecture: 'add',
    width,
    source: moduleOf(`add${width}`, width, width, ['  assign p_o = a_i + b_i;']),
    compute: (a, b) => (a + b) & mask,
  };
}

function multipliers(width: number): AnchorCircuit[] {
  const operand = (name: string): string => `{${width}'d0, ${name}}`;
  const bodies = {
    multiply: [`  assign p_o = ${operand('a_i')} * ${operand('b_i')};`],
    array: daddaMultiplier(width),
  };
  return Object.entries(bodies).map(([architecture, body]) => ({
    operation: `int${width} mul`,
    architecture,
    width,
    source: moduleOf(`mul${width}_${architecture}`, width, 2 * width, body),
    compute: (a, b) => a * b,
  }));
}

function moduleOf(top: string, width: number, resultWidth: number, body: readonly string[]): VerilogSource {
  const text = [
    '`default_nettype none',
    `module ${top} (`,
    `  input wire  [${width - 1}:0] a_i,`,
    `  input wire  [${width - 1}:0] b_i,`,
    `  output wire [${resultWidth - 1}:0] p_o`,
    ');',
    ...body,
    'endmodule',
    '`default_nettype wire',
    '',
  ].join('\n');
  return { top, text };
}

const WORDS = 64;
const SAMPLED_PAIRS = 2 ** 17;

/**
 * Holds a mapped circuit against integer arithmetic: on all pairs up to 8 bits, else on the corners and seeded random
 * pairs. Returns how many; throws an Error on the first that differs, since no figure may be given of it.
 */
export function checkCircuit(circuit: AnchorCircuit, netlist: YosysJson, technology: Technology): number {
  const { width, compute, source } = circuit;
  const simulator = compile(readNetlist(netlist, { cells: cellKindsOf(technology) }), { words: WORDS });
  const pairs = pairsOf(width);
  for (let base = 0; base < pairs.length; base += simulator.lanes) {
    const block = pairs.slice(base, base + simulator.lanes);
    const port = (side: 0 | 1): Int32Array =>
      packLanes(
        block.map((pair) => pair[side]),
        width,
        WORDS,
      );
    simulator.setBits('a_i', port(0));
    simulator.setBits('b_i', port(1));
    simulator.settle();
    const bits = simulator.getBits('p_o');
    const results = unpackLanes(bits, bits.length / WORDS, WORDS);
    block.forEach(([a, b], lane) => {
      if (results[lane] === compute(a, b)) return;
      throw new Error(`${source.top} gives ${results[lane]} for ${a} and ${b}, not ${compute(a, b)}`);
    });
  }
  return pairs.length;
}

function pairsOf(width: number): (readonly [bigint, bigint])[] {
  if (width <= 8) {
    const size = 2 ** width;
    return Array.from({ length: size * size }, (_, at) => [BigInt(Math.floor(at / size)), BigInt(at % size)]);
  }
  const top = (1n << BigInt(width)) - 1n;
  const corners = [0n, 1n, top, top - 1n, top >> 1n, (top >> 1n) + 1n];
  const random = new Random(1);
  return [
    ...corners.flatMap((a) => corners.map((b) => [a, b] as const)),
    ...Array.from({ length: SAMPLED_PAIRS }, () => [random.bits(width), random.bits(width)] as const),
  ];
}
