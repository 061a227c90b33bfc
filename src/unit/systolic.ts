import { Diagnostic } from '../diagnostic.ts';
import { widthOf } from '../format/index.ts';
import { type MacSpec, macLatency } from './mac.ts';
import { accumulatorBits, hasInvalidFlag, macName, macWords } from './mac-name.ts';
import type { Port } from './ports.ts';

/**
 * A systolic array of rows x cols multiply-accumulate units or dot products, output-stationary: each element keeps one
 * sum. A column of A and a row of B enter a clock, rows and columns skewed at the edges; A moves right with its controls,
 * B moves down.
 */
export interface SystolicSpec {
  readonly rows: number;
  readonly cols: number;
  readonly element: MacSpec;
}

export const ARRAY_RANGE = { min: 2, max: 16 } as const;

/** @throws Diagnostic `array/contradiction` */
export function systolicSpec(rows: number, cols: number, element: MacSpec): SystolicSpec {
  const { min, max } = ARRAY_RANGE;
  for (const [option, size] of [
    ['--rows', rows],
    ['--cols', cols],
  ] as const)
    if (!Number.isInteger(size) || size < min || size > max)
      throw refusal(`An array has ${min} to ${max} rows and columns.`, `${option} ${size}`, `${option} 4`);
  if (element.scale !== 'none')
    throw refusal('The elements of an array have no scales.', '--block-scale mx', 'leave it out');
  return { rows, cols, element };
}

/** The Verilog module name: `array4x4_mac_lmul_e4m3_adder_flush_into_fp32_rne`. */
export function systolicName({ rows, cols, element }: SystolicSpec): string {
  return `array${rows}x${cols}_${macName(element)}`;
}

/** The array in the words of the command line. */
export function systolicWords({ rows, cols, element }: SystolicSpec): string {
  return `array --rows ${rows} --cols ${cols} --unit "${macWords(element)}"`;
}

/** Ports of the emitted module, in the order of its header. */
export function systolicPorts({ rows, cols, element }: SystolicSpec): readonly Port[] {
  const port = (direction: Port['direction'], name: string, width: number): Port => ({
    name,
    direction,
    width,
  });
  const operandBits = element.lanes * widthOf(element.product.format);
  return [
    ...['clk_i', 'rst_ni', 'valid_i', 'clear_i'].map((name) => port('input', name, 1)),
    port('input', 'a_i', rows * operandBits),
    port('input', 'b_i', cols * operandBits),
    port('input', 'row_i', Math.ceil(Math.log2(rows))),
    port('output', 'valid_o', 1),
    port('output', 'c_o', cols * accumulatorBits(element)),
    ...(hasInvalidFlag(element) ? [port('output', 'invalid_o', cols)] : []),
  ];
}

/** When things happen, in clock edges after the one that takes the first operands of a product of matrices in. */
export interface SystolicTiming {
  /** Edges that take operands in: the inner dimension over the lanes of an element. */
  readonly steps: number;
  /** After this edge row 0 is there to be read, after each further one the next row. */
  readonly firstRow: number;
  /**
   * At this edge the first operands of the next product may be taken in: its clear follows the reading, row by row, and
   * its rows are read after those before.
   */
  readonly next: number;
}

export function systolicTiming({ rows, cols, element }: SystolicSpec, inner: number): SystolicTiming {
  const steps = Math.ceil(inner / element.lanes);
  return {
    steps,
    firstRow: steps - 1 + cols - 1 + macLatency(element),
    next: Math.max(steps + cols - 1, rows),
  };
}

function refusal(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'array/contradiction', text, got, wayOut });
}
