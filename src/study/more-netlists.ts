import { compile, packLanes, readNetlist } from '../../sim/index.ts';
import { integerStages, type MacStages, macStages, type StageEnd, stageEnds } from '../measure/index.ts';
import { synthesize, type ToolLimits, type YosysJson } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { type AnySpec, accumulates, isInteger, isMac, nameOf } from '../unit/index.ts';
import { type CheckedUnit, cellKindsOf, checkAnyUnit, effortOf, type MappedUnit } from '../verify/index.ts';
import { operandsOf, runningOf, stimulusFor } from './running.ts';

interface Limits extends ToolLimits {
  readonly onProgress?: (text: string) => void;
}

/** A netlist with the ends of stages kept. */
export interface Kept {
  readonly mapped: MappedUnit;
  readonly ends: readonly StageEnd[];
  /** The same in two-input gates. */
  readonly gates: YosysJson;
  readonly costs: CheckedUnit['costs'];
}

/** The unit once more, its stages apart: built and checked as any other. Undefined where the Verilog names no stages. */
export async function keptNetlist(
  { spec, source }: CheckedUnit<AnySpec>,
  { technology }: MappedUnit,
  { onProgress, timeoutMs, signal }: Limits,
): Promise<Kept | undefined> {
  const { ends, keep } = stagesOf(spec, source.text);
  if (ends.length === 0) return undefined;
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  const options = {
    source: { ...source, keep },
    technologies: [technology],
    ...(onProgress && { onProgress }),
    ...limits,
  };
  const result = await checkAnyUnit(spec, accumulates(spec) ? { ...options, prove: false } : options);
  if (result.kind === 'failed') throw new Error(`${nameOf(spec)} differs once its stages are kept apart`);
  const { mapped, netlists, costs } = result.unit;
  return { mapped: mapped[0]!, ends, gates: netlists.gates, costs };
}

function stagesOf(spec: AnySpec, verilog: string): MacStages {
  if (isInteger(spec)) return integerStages(spec, verilog);
  if (isMac(spec)) return macStages(spec, verilog);
  const ends = stageEnds(verilog);
  return { ends, keep: [...new Set(ends.flatMap(({ signals }) => signals))] };
}

/** The netlists of the recipes that were not the best. Each has to give what the checked one gives, on 4,096 random pairs. */
export async function otherNetlists(
  { spec, source }: CheckedUnit<AnySpec>,
  { technology, netlist, cost }: MappedUnit,
  { timeoutMs, signal }: Limits,
): Promise<YosysJson[]> {
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  const others = cost.recipes.filter(({ recipe }) => recipe !== cost.recipe);
  const netlists = await Promise.all(
    others.map(async ({ recipe }) => {
      const made = await synthesize(source, {
        ...{ target: 'cells', technology, recipe, effort: effortOf(spec) },
        ...limits,
      });
      return made.netlist;
    }),
  );
  const expected = resultsOf(spec, netlist, technology);
  netlists.forEach((each, index) => {
    const differs = resultsOf(spec, each, technology).some((word, at) => word !== expected[at]);
    if (differs) throw new Error(`${nameOf(spec)} by recipe ${others[index]!.recipe} gives other results`);
  });
  return netlists;
}

const WORDS = 128;

/** Of an accumulator: its sums after so many operations. */
const OPERATIONS = 8;

function resultsOf(spec: AnySpec, netlist: YosysJson, technology: Technology): Int32Array {
  const simulator = compile(readNetlist(netlist, { cells: cellKindsOf(technology) }), { words: WORDS });
  const { clearEvery, latency = 0, constants = {} } = runningOf(spec);
  const stream = operandsOf(spec, stimulusFor(spec, 'uniform'));
  for (const [name, value] of Object.entries(constants)) simulator.set(name, value);
  const operate = (first: number): void => {
    const { a, b } = stream.pairs(first, simulator.lanes);
    simulator.setBits('a_i', packLanes(a, stream.width, WORDS));
    simulator.setBits('b_i', packLanes(b, stream.widthB ?? stream.width, WORDS));
  };
  if (clearEvery === undefined) {
    operate(0);
    if (latency === 0) simulator.settle();
    else simulator.cycle(latency);
    return simulator.getBits('p_o');
  }
  for (let operation = 0; operation < OPERATIONS; operation += 1) {
    simulator.set('clear_i', operation === 0 ? 1n : 0n);
    operate(operation * simulator.lanes);
    simulator.cycle();
  }
  simulator.set('valid_i', 0n);
  simulator.cycle(latency);
  return simulator.getBits('acc_o');
}
