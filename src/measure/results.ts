import {
  compile,
  counterPort,
  packLanes,
  readNetlist,
  type Simulator,
  unpackLanes,
  unpackNumbers,
} from '../../sim/index.ts';
import { widthOf } from '../format/index.ts';
import { resultFormat, type UnitSpec } from '../unit/index.ts';
import { type CheckedUnit, EXHAUSTIVE_OPERAND_BITS, type OperandPairs } from '../verify/index.ts';

const WORDS = 256;

/** What the gate netlist of a unit puts out, pair by pair; a pipeline is clocked until each block has come through. */
export function resultsOf(unit: CheckedUnit, { a, b }: OperandPairs): bigint[] {
  const { spec } = unit;
  const simulator = simulatorFor(unit);
  const width = widthOf(spec.format);
  const results: bigint[] = [];
  for (let base = 0; base < a.length; base += simulator.lanes) {
    simulator.setBits('a_i', packLanes(a.slice(base, base + simulator.lanes), width, WORDS));
    simulator.setBits('b_i', packLanes(b.slice(base, base + simulator.lanes), width, WORDS));
    runUnit(simulator, spec);
    const lanes = unpackLanes(simulator.getBits('p_o'), widthOf(resultFormat(spec)), WORDS);
    for (let lane = 0; lane < lanes.length && base + lane < a.length; lane++)
      results.push(lanes[lane] as bigint);
  }
  return results;
}

/** Formats whose pairs are few enough for a table of all results: up to 10 bits. */
export function hasResultTable({ format }: UnitSpec): boolean {
  return widthOf(format) <= EXHAUSTIVE_OPERAND_BITS;
}

const tables = new WeakMap<CheckedUnit, Uint32Array>();

/**
 * Every result of a unit of a small format, from its gate netlist: entry a * 2^width + b. Made once for each unit.
 * @throws RangeError for a format without `hasResultTable`
 */
export function resultTable(unit: CheckedUnit): Uint32Array {
  const { spec } = unit;
  if (!hasResultTable(spec)) throw new RangeError(`${spec.format.name} has too many pairs for a table`);
  const table = tables.get(unit) ?? makeTable(unit);
  tables.set(unit, table);
  return table;
}

function makeTable(unit: CheckedUnit): Uint32Array {
  const { spec } = unit;
  const simulator = simulatorFor(unit);
  const [width, resultWidth] = [widthOf(spec.format), widthOf(resultFormat(spec))];
  const table = new Uint32Array(2 ** (2 * width));
  for (let base = 0; base < table.length; base += simulator.lanes) {
    simulator.setBits('a_i', counterPort(width, width, base, WORDS));
    simulator.setBits('b_i', counterPort(0, width, base, WORDS));
    runUnit(simulator, spec);
    const block = unpackNumbers(simulator.getBits('p_o'), resultWidth, WORDS);
    table.set(block.subarray(0, table.length - base), base);
  }
  return table;
}

/** The gate netlist of a unit, ready for operands: out of reset, every one valid. */
export function simulatorFor({ spec, netlists }: CheckedUnit, words: number = WORDS): Simulator {
  const simulator = compile(readNetlist(netlists.gates), { words });
  if (spec.stages > 0) {
    simulator.set('rst_ni', 1n);
    simulator.set('valid_i', 1n);
  }
  return simulator;
}

/** Lets results appear: a pipeline is clocked until they have come through. */
export function runUnit(simulator: Simulator, { stages }: UnitSpec): void {
  if (stages > 0) simulator.cycle(stages);
  else simulator.settle();
}
