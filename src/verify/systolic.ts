import { readNetlist, type Simulator, simulatorOf } from '../../sim/index.ts';
import { joinCodes, widthOf } from '../format/index.ts';
import { type AccumulatorState, CLEARED, macModel } from '../model/index.ts';
import { emitSystolicModules } from '../rtl/index.ts';
import {
  type Cost,
  elaborate,
  logicCellsOf,
  synthesize,
  type ToolLimits,
  topOf,
  type VerilogSource,
} from '../synth/index.ts';
import {
  accumulatorBits,
  hasInvalidFlag,
  macName,
  type SystolicSpec,
  systolicName,
  systolicTiming,
} from '../unit/index.ts';
import type { LevelNetlist } from './build.ts';
import type { BaseLevel } from './verdict.ts';

/** Two matrices as codes of the operands' format, row by row: A is rows x inner, B is inner x cols. */
export interface CodeMatrices {
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
}

/** A product of matrices from the hardware, cycle by cycle. */
export interface SystolicRun {
  /** The sums, row by row. */
  readonly sums: readonly AccumulatorState[];
  readonly tiles: number;
  /** Clock cycles from the first operands to the last row read. */
  readonly cycles: number;
  /** Products of A and B over products the elements could have taken in these cycles. */
  readonly utilisation: number;
}

export interface SystolicCounterexample {
  readonly row: number;
  readonly col: number;
  readonly expected: AccumulatorState;
  readonly got: AccumulatorState;
}

/** An array that has multiplied these matrices as its model does, with what the netlist that did it costs. */
export interface CheckedSystolic {
  readonly kind: 'passed';
  readonly spec: SystolicSpec;
  readonly level: BaseLevel;
  readonly source: VerilogSource;
  readonly run: SystolicRun;
  /** Of the netlist that was run; none of elaborated RTL. */
  readonly cost?: Cost;
}

export type SystolicResult =
  | CheckedSystolic
  | { readonly kind: 'failed'; readonly spec: SystolicSpec; readonly counterexample: SystolicCounterexample };

export interface SystolicOptions extends ToolLimits {
  /** The netlist that is run. Default rtl. */
  readonly level?: BaseLevel;
  /** In place of our own text, with the same top and ports. */
  readonly source?: VerilogSource;
  readonly onProgress?: (text: string) => void;
}

const TELL_MS = 2000;

/**
 * Multiplies two matrices on the simulated array, tile by tile, and holds every sum against the model of an element that
 * accumulates in the same order.
 */
export async function checkSystolic(
  spec: SystolicSpec,
  matrices: CodeMatrices,
  options: SystolicOptions = {},
): Promise<SystolicResult> {
  const { level = 'rtl', onProgress = () => {}, source = sourceOf(spec), ...limits } = options;
  const name = systolicName(spec);
  onProgress(`${name}: ${level === 'rtl' ? 'elaboration' : `synthesis for ${level}`}`);
  const { netlist, cost } =
    level === 'rtl'
      ? { netlist: await elaborate(source, limits), cost: undefined }
      : await synthesize(source, { target: level, ...limits });
  let told = performance.now();
  const run = runSystolic(spec, { level, json: netlist, cells: [] }, matrices, (cycle, of) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    onProgress(`${name}: cycle ${cycle.toLocaleString('en')} of ${of.toLocaleString('en')}`);
  });
  onProgress(`${name}: ${run.cycles.toLocaleString('en')} cycles run, held against the model`);
  const counterexample = firstDifference(matrices, run, systolicModel(spec, matrices));
  if (counterexample !== undefined) return { kind: 'failed', spec, counterexample };
  return { kind: 'passed', spec, level, source, run, ...(cost === undefined ? {} : { cost }) };
}

/** The logic cells of an iCE40 that the elements of an array take at least, each synthesised alone. */
export async function elementCells(
  spec: SystolicSpec,
  limits: ToolLimits = {},
): Promise<{ readonly each: number; readonly all: number }> {
  const source = { ...sourceOf(spec), top: macName(spec.element) };
  const { netlist } = await synthesize(source, { target: 'ice40', ...limits });
  const each = logicCellsOf(topOf(netlist).module);
  return { each, all: spec.rows * spec.cols * each };
}

function sourceOf(spec: SystolicSpec): VerilogSource {
  return {
    top: systolicName(spec),
    text: Object.values(emitSystolicModules(spec)).join('\n'),
    generated: true,
  };
}

/** Each sum by the model of one element, its products in the order of the inner dimension. */
export function systolicModel({ element }: SystolicSpec, matrices: CodeMatrices): AccumulatorState[] {
  const accumulate = macModel(element);
  const { rows, inner, cols } = matrices;
  const steps = Math.ceil(inner / element.lanes);
  const pick = systolicOperands(element.lanes, widthOf(element.product.format), matrices);
  const left = indices(rows).map((row) => indices(steps).map((step) => pick.a(row, step)));
  const right = indices(cols).map((col) => indices(steps).map((step) => pick.b(col, step)));
  return left.flatMap((ofRow) =>
    right.map((ofCol) =>
      ofRow.reduce((state, a, step) => accumulate(state, a, ofCol[step] as bigint), CLEARED),
    ),
  );
}

const indices = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** The operand of a row of A or a column of B in one step: as many of the inner dimension as there are lanes, or zeros. */
export function systolicOperands(
  lanes: number,
  width: number,
  { rows, inner, cols, a, b }: CodeMatrices,
): { a: (row: number, step: number) => bigint; b: (col: number, step: number) => bigint } {
  const packed = (codeAt: (k: number) => bigint, step: number): bigint => {
    let word = 0n;
    for (let lane = lanes - 1; lane >= 0; lane--) {
      const k = step * lanes + lane;
      word = (word << BigInt(width)) | (k < inner ? codeAt(k) : 0n);
    }
    return word;
  };
  return {
    a: (row, step) => (row < rows ? packed((k) => a[row * inner + k] as bigint, step) : 0n),
    b: (col, step) => (col < cols ? packed((k) => b[k * cols + col] as bigint, step) : 0n),
  };
}

/** Runs a netlist of the array: tiles of C follow each other as closely as `systolicTiming` allows. */
export function runSystolic(
  spec: SystolicSpec,
  { json, cells }: LevelNetlist,
  matrices: CodeMatrices,
  onCycle: (cycle: number, of: number) => void = () => {},
): SystolicRun {
  const { element } = spec;
  const { rows, inner, cols } = matrices;
  const { steps, firstRow, next } = systolicTiming(spec, inner);
  const across = Math.ceil(cols / spec.cols);
  const tiles = across * Math.ceil(rows / spec.rows);
  const cycles = (tiles - 1) * next + firstRow + spec.rows;
  const simulator = simulatorOf(readNetlist(json, { cells }), { words: 4 });
  const width = element.lanes * widthOf(element.product.format);
  const pick = systolicOperands(element.lanes, widthOf(element.product.format), matrices);
  const side = (count: number, of: (at: number) => bigint): bigint =>
    joinCodes(indices(count).map(of), width);
  const sums: AccumulatorState[] = Array.from({ length: rows * cols }, () => CLEARED);

  start(simulator);
  for (let cycle = 0; cycle < cycles; cycle++) {
    const [tile, step] = [Math.floor(cycle / next), cycle % next];
    const valid = tile < tiles && step < steps;
    simulator.set('valid_i', valid ? 1n : 0n);
    simulator.set('clear_i', valid && step === 0 ? 1n : 0n);
    if (valid) {
      const [top, left] = [Math.floor(tile / across) * spec.rows, (tile % across) * spec.cols];
      simulator.set(
        'a_i',
        side(spec.rows, (row) => pick.a(top + row, step)),
      );
      simulator.set(
        'b_i',
        side(spec.cols, (col) => pick.b(left + col, step)),
      );
    }
    const done = Math.floor((cycle - firstRow) / next);
    const row = cycle - firstRow - done * next;
    const reads = done >= 0 && done < tiles && row < spec.rows;
    if (reads) simulator.set('row_i', BigInt(row));
    simulator.cycle();
    if (reads) take(spec, simulator, matrices, sums, { row, tile: done, across });
    onCycle(cycle, cycles);
  }
  const utilisation = (rows * inner * cols) / (cycles * spec.rows * spec.cols * element.lanes);
  return { sums, tiles, cycles, utilisation };
}

function start(simulator: Simulator): void {
  simulator.reset();
  for (const port of ['rst_ni', 'valid_i', 'clear_i', 'a_i', 'b_i', 'row_i']) simulator.set(port, 0n);
  simulator.cycle();
  simulator.set('rst_ni', 1n);
}

/** Puts one row of a tile in its place; what lies beyond the matrix is left out. */
function take(
  spec: SystolicSpec,
  simulator: Simulator,
  { rows, cols }: CodeMatrices,
  sums: AccumulatorState[],
  { row, tile, across }: { readonly row: number; readonly tile: number; readonly across: number },
): void {
  const at = Math.floor(tile / across) * spec.rows + row;
  if (at >= rows) return;
  const bits = accumulatorBits(spec.element);
  const word = simulator.get('c_o');
  const flags = hasInvalidFlag(spec.element) ? simulator.get('invalid_o') : 0n;
  const left = (tile % across) * spec.cols;
  for (let col = 0; col < spec.cols && left + col < cols; col++)
    sums[at * cols + left + col] = {
      acc: BigInt.asUintN(bits, word >> BigInt(col * bits)),
      invalid: ((flags >> BigInt(col)) & 1n) === 1n,
    };
}

function firstDifference(
  { cols }: CodeMatrices,
  { sums }: SystolicRun,
  expected: readonly AccumulatorState[],
): SystolicCounterexample | undefined {
  const at = expected.findIndex(
    ({ acc, invalid }, i) => sums[i]?.acc !== acc || sums[i]?.invalid !== invalid,
  );
  if (at < 0) return undefined;
  return {
    row: Math.floor(at / cols),
    col: at % cols,
    expected: expected[at] as AccumulatorState,
    got: sums[at] as AccumulatorState,
  };
}
