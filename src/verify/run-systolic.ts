import { readNetlist, type Simulator, simulatorOf } from '../../sim/index.ts';
import { joinCodes, widthOf } from '../format/index.ts';
import { type AccumulatorState, CLEARED } from '../model/index.ts';
import { accumulatorBits, hasInvalidFlag, type SystolicSpec, systolicTiming } from '../unit/index.ts';
import type { LevelNetlist } from './build.ts';
import { type CodeMatrices, indices, systolicOperands } from './systolic-model.ts';

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
