import { compile, packLanes, readNetlist } from '../../sim/index.ts';
import { operandStream, type StageEnd, stageEnds, stimulusSpec } from '../measure/index.ts';
import { synthesize, type ToolLimits, type YosysJson } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import { type CheckedUnit, cellKindsOf, checkUnit, type MappedUnit } from '../verify/index.ts';

interface Limits extends ToolLimits {
  readonly onProgress?: (text: string) => void;
}

/** A netlist with the ends of stages kept. */
export interface Kept {
  readonly mapped: MappedUnit;
  readonly ends: readonly StageEnd[];
}

/** The unit once more, its stages apart: built and checked as any other. Undefined where the Verilog names no stages. */
export async function keptNetlist(
  { spec, source }: CheckedUnit,
  { technology }: MappedUnit,
  { onProgress, timeoutMs, signal }: Limits,
): Promise<Kept | undefined> {
  const ends = stageEnds(source.text);
  if (ends.length === 0) return undefined;
  const keep = [...new Set(ends.flatMap(({ signals }) => signals))];
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  const result = await checkUnit(spec, {
    source: { ...source, keep },
    technologies: [technology],
    ...(onProgress && { onProgress }),
    ...limits,
  });
  if (result.kind === 'failed') throw new Error(`${shortName(spec)} differs once its stages are kept apart`);
  return { mapped: result.unit.mapped[0]!, ends };
}

/** The netlists of the recipes that were not the best. Each has to give what the checked one gives, on 4,096 random pairs. */
export async function otherNetlists(
  { spec, source }: CheckedUnit,
  { technology, netlist, cost }: MappedUnit,
  { timeoutMs, signal }: Limits,
): Promise<YosysJson[]> {
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  const others = cost.recipes.filter(({ recipe }) => recipe !== cost.recipe);
  const netlists = await Promise.all(
    others.map(async ({ recipe }) => {
      const made = await synthesize(source, { target: 'cells', technology, recipe, ...limits });
      return made.netlist;
    }),
  );
  const expected = resultsOf(spec, netlist, technology);
  netlists.forEach((each, index) => {
    const differs = resultsOf(spec, each, technology).some((word, at) => word !== expected[at]);
    if (differs) throw new Error(`${shortName(spec)} by recipe ${others[index]!.recipe} gives other results`);
  });
  return netlists;
}

const WORDS = 128;

function resultsOf(spec: UnitSpec, netlist: YosysJson, technology: Technology): Int32Array {
  const simulator = compile(readNetlist(netlist, { cells: cellKindsOf(technology) }), { words: WORDS });
  const stream = operandStream(stimulusSpec('uniform', spec.format), spec.format);
  const { a, b } = stream.pairs(0, simulator.lanes);
  if (spec.stages > 0) for (const port of ['rst_ni', 'valid_i']) simulator.set(port, 1n);
  simulator.setBits('a_i', packLanes(a, stream.width, WORDS));
  simulator.setBits('b_i', packLanes(b, stream.width, WORDS));
  if (spec.stages > 0) simulator.cycle(spec.stages);
  else simulator.settle();
  return simulator.getBits('p_o');
}
