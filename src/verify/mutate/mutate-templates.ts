import { compile, readNetlist } from '../../../sim/index.ts';
import {
  elaborate,
  frameName,
  type ToolLimits,
  type VerilogSource,
  type YosysJson,
} from '../../synth/index.ts';
import { ToolError } from '../../tools/index.ts';
import { type AnySpec, latencyOf, type UnitSpec } from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import { cosimulate } from '../cosim.ts';
import { proveEquivalent } from '../equivalence.ts';
import { isExhaustive } from '../operands.ts';
import type { SolveLimits } from '../prove/solve.ts';
import { BLOCK_WORDS, exhaustiveStimulus } from '../stimulus.ts';
import { afterAllPairs } from './all-pairs.ts';
import type { VectorsUnderTest } from './fault-vectors.ts';
import { type MutantOptions, stimulusOf } from './mutate-netlist.ts';
import { allPairsAgree, type Mutant, type Outcome } from './outcome.ts';
import { SUM_FAULTS } from './sum-faults.ts';
import { faultyTemplates, TEMPLATE_FAULTS } from './template-faults.ts';

/** A unit made from faulty templates. */
export interface TemplateMutant {
  readonly name: string;
  readonly title: string;
  readonly source: VerilogSource;
}

/** The template faults that show in the Verilog of a unit. */
export function templateMutants(spec: AnySpec): TemplateMutant[] {
  const sound = bodyOf(generatedSource(spec));
  return [...TEMPLATE_FAULTS, ...SUM_FAULTS].flatMap((fault) => {
    const source = generatedSource(spec, faultyTemplates(fault));
    return bodyOf(source) === sound ? [] : { name: fault.name, title: fault.title, source };
  });
}

/** Without comments: those of a header name the digest of the templates. */
function bodyOf({ text }: VerilogSource): string {
  return text.replaceAll(/\/\/.*/g, '');
}

/** Generates a unit from each faulty set of templates that changes it and runs the vectors on its elaborated RTL. */
export async function mutateTemplates(
  spec: UnitSpec,
  vectors: VectorsUnderTest,
  limits: SolveLimits & MutantOptions = {},
): Promise<Mutant[]> {
  const { seed = 1, exhaustive = false, ...solveLimits } = limits;
  // The time is for the solver alone: a unit that cannot be elaborated in it is no mutant that nobody can tell.
  const { signal } = solveLimits;
  const toolLimits = signal === undefined ? {} : { signal };
  const stimulus = stimulusOf(spec, vectors);
  return Promise.all(
    templateMutants(spec).map(async ({ name, title, source }): Promise<Mutant> => {
      const named = { class: 'template', fault: `${name}: ${title}` };
      const netlist = await elaborated(source, toolLimits);
      // Verilog that does not even elaborate is noticed without any vector.
      if (netlist === undefined) return { ...named, outcome: { kind: 'killed', by: 'vectors' } };
      const simulator = compile(readNetlist(netlist), { words: BLOCK_WORDS });
      if (cosimulate(spec, simulator, stimulus, seed) !== undefined)
        return { ...named, outcome: { kind: 'killed', by: 'vectors' } };
      const outcome = await explain(spec, netlist, vectors, solveLimits);
      if (!exhaustive) return { ...named, outcome };
      return { ...named, outcome: await afterAllPairs(spec, readNetlist(netlist), outcome, signal) };
    }),
  );
}

/** The RTL of a mutant; undefined of Verilog that makes none. */
export async function elaborated(source: VerilogSource, limits: ToolLimits): Promise<YosysJson | undefined> {
  try {
    return await elaborate(source, limits);
  } catch (error) {
    if (error instanceof ToolError && error.kind === 'failed') return undefined;
    throw error;
  }
}

async function explain(
  spec: UnitSpec,
  mutant: YosysJson,
  vectors: VectorsUnderTest,
  limits: SolveLimits,
): Promise<Outcome> {
  if (latencyOf(spec) === 0 && isExhaustive(spec.format)) {
    const stimulus = exhaustiveStimulus(spec);
    if (vectors === 'all pairs') return allPairsAgree(spec);
    const simulator = compile(readNetlist(mutant), { words: BLOCK_WORDS });
    const found = cosimulate(spec, simulator, stimulus, 1);
    return found === undefined
      ? allPairsAgree(spec)
      : { kind: 'survived', shownBy: { a: found.a, b: found.b } };
  }
  const found = await proveEquivalent(generatedSource(spec), mutant, 'gates', limits);
  if (found.kind === 'proved') return { kind: 'equivalent', how: `proved, ${found.solver}` };
  if (found.kind === 'unknown') return { kind: 'unknown', reason: found.reason };
  const operand = (port: string): bigint => found.inputs[frameName(port, latencyOf(spec))] ?? 0n;
  return { kind: 'survived', shownBy: { a: operand('a_i'), b: operand('b_i') } };
}
