import type { AccumulatorState } from '../model/index.ts';
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
import { macName, type SystolicSpec, systolicName } from '../unit/index.ts';
import { nowAndThen } from './now-and-then.ts';
import { runSystolic, type SystolicRun } from './run-systolic.ts';
import { type CodeMatrices, systolicModel } from './systolic-model.ts';
import type { BaseLevel } from './verdict.ts';

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
  const tell = nowAndThen((cycle: number, of: number) =>
    onProgress(`${name}: cycle ${cycle.toLocaleString('en')} of ${of.toLocaleString('en')}`),
  );
  const run = runSystolic(spec, { level, json: netlist, cells: [] }, matrices, tell);
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
