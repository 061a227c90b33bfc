import { availableParallelism } from 'node:os';
import { Diagnostic } from '../../diagnostic.ts';
import type { Templates } from '../../rtl/index.ts';
import { elaborate, synthesize, type VerilogSource, type YosysJson } from '../../synth/index.ts';
import { ARCHITECTURES, latencyOf, type UnitSpec, unitSpec } from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import { type Equivalence, proveEquivalent } from '../equivalence.ts';
import { type Decision, decide } from './decide.ts';
import { errorBound, errorBoundHarness, hasErrorBound } from './error-bound.ts';
import { type Harness, instance, operandBits, operandPorts, problemOf } from './harness.ts';
import { proveByInduction } from './induction.ts';
import { lawsOf } from './laws.ts';
import { modelProblem, otherwiseClocked, pipelineProblem } from './networks.ts';
import type { SolveLimits } from './solve.ts';
import { hasLine, lineOf, specificationHarness } from './specification.ts';

/** A statement about a unit, and how it is put to a solver. */
export interface Theorem {
  readonly name: string;
  readonly statement: string;
  decide(limits: SolveLimits): Promise<Decision>;
}

export interface TheoremOptions {
  /** Default: the templates shipped with the package. */
  readonly templates?: Templates;
}

/**
 * What can be said of a unit. Of its combinational form: RTL = gates = iCE40 netlist, = bit-true model, = its one-line
 * integer specification (L-Mul), = every other architecture (exact), its laws and its error bound (L-Mul in adder
 * form). Of a pipeline besides: it is that form, exactly `latency` cycles later, whatever came before.
 */
export function theoremsOf(spec: UnitSpec, options: TheoremOptions = {}): Theorem[] {
  const { templates } = options;
  const flat: UnitSpec = { ...spec, stages: 0 };
  const source = (of: UnitSpec): VerilogSource => generatedSource(of, templates);
  const bits = operandBits(spec);
  const byHarness = (name: string, statement: string, harness: Harness): Theorem => ({
    name,
    statement,
    decide: (limits) =>
      decide(
        problemOf(harness, templates),
        harness.inputs.reduce((sum, { width }) => sum + width, 0),
        limits,
      ),
  });
  const mapped = (target: 'gates' | 'ice40'): Theorem => ({
    name: `${target} = RTL`,
    statement: `the ${target === 'gates' ? 'gate' : 'iCE40'} netlist equals the elaborated RTL`,
    decide: async (limits) =>
      decisionOf(
        await proveEquivalent(source(spec), (await netlistOf(source(spec), target)).netlist, target, limits),
      ),
  });
  return [
    mapped('gates'),
    mapped('ice40'),
    ...(latencyOf(spec) > 0 ? pipelineTheorems(spec, flat, source, templates) : []),
    {
      name: 'RTL = model',
      statement: 'the elaborated RTL equals the bit-true model, written as gates',
      decide: async (limits) => decide(modelProblem(flat, await elaborate(source(flat))), bits, limits),
    },
    ...(flat.product === 'lmul' && hasLine(flat)
      ? [byHarness('RTL = specification', lineOf(flat), specificationHarness(flat))]
      : []),
    ...otherArchitectures(flat).map((other) =>
      byHarness(`RTL = ${other.architecture}`, `the RTL equals that of architecture ${other.architecture}`, {
        units: [flat, other],
        inputs: operandPorts(flat, 'a', 'b'),
        body: [instance(flat, 'p', 'a', 'b'), instance(other, 'q', 'a', 'b'), 'assign fail = p != q;'],
      }),
    ),
    ...lawsOf(flat).map(({ name, statement, harness }) => byHarness(name, statement, harness)),
    ...(flat.product === 'lmul' && hasErrorBound(flat)
      ? [byHarness('error bound', boundText(errorBound(flat)), errorBoundHarness(flat))]
      : []),
  ];
}

function netlistOf(source: VerilogSource, target: 'gates' | 'ice40') {
  return synthesize(source, { target });
}

function pipelineTheorems(
  spec: UnitSpec,
  flat: UnitSpec,
  source: (of: UnitSpec) => VerilogSource,
  templates: Templates | undefined,
): Theorem[] {
  const latency = latencyOf(spec);
  const statement = `in every cycle the outputs are those of the combinational unit, for what came in exactly ${latency} ${latency === 1 ? 'cycle' : 'cycles'} before and nothing else`;
  const clocked = async (prove: (pipeline: YosysJson) => Promise<Decision>): Promise<Decision> => {
    const pipeline = await elaborate(source(spec));
    const register = otherwiseClocked(pipeline);
    if (register === undefined) return prove(pipeline);
    const reason = `register ${register} is not clocked by the rising edge of clk_i`;
    return { kind: 'unknown', reason, andNodes: 0 };
  };
  return [
    {
      name: 'latency, no leak',
      statement: `${statement}; from any state`,
      decide: (limits) =>
        clocked(async (pipeline) =>
          decide(pipelineProblem(spec, pipeline, await elaborate(source(flat))), Infinity, limits),
        ),
    },
    {
      name: 'induction',
      statement: `${statement}; by induction over cycles after a reset`,
      decide: (limits) => clocked(() => proveByInduction(spec, templates, limits)),
    },
  ];
}

/** The other architectures in which this unit can be had. */
function otherArchitectures(spec: UnitSpec): Extract<UnitSpec, { product: 'exact' }>[] {
  if (spec.product !== 'exact') return [];
  const { format, contract, rounding, output, overflow } = spec;
  const saturate = overflow === 'saturate';
  return ARCHITECTURES.filter((architecture) => architecture !== spec.architecture).flatMap(
    (architecture) => {
      try {
        const other = unitSpec('exact', format, { contract, rounding, output, saturate, architecture });
        return other.product === 'exact' ? other : [];
      } catch (error) {
        if (error instanceof Diagnostic) return [];
        throw error;
      }
    },
  );
}

function boundText({ min, max }: ReturnType<typeof errorBound>): string {
  const share = ([numerator, denominator]: readonly [bigint, bigint]): string => {
    const common = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
    return denominator === common ? `${numerator / common}` : `${numerator / common}/${denominator / common}`;
  };
  return `relative error from ${share(min)} to ${share(max)}, two binades within the range`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function decisionOf(found: Equivalence): Decision {
  switch (found.kind) {
    case 'proved':
      return { kind: 'proved', solver: found.solver, andNodes: found.andNodes };
    case 'different':
      return { kind: 'refuted', inputs: found.inputs, andNodes: 0 };
    case 'unknown':
      return { kind: 'unknown', reason: found.reason, andNodes: 0 };
  }
}

/** A theorem with what became of it. */
export type Proof = Decision & {
  readonly name: string;
  readonly statement: string;
  /** Apart from the result: it differs from run to run. */
  readonly timing: { readonly seconds: number };
};

export interface ProveOptions extends SolveLimits, TheoremOptions {
  /** Theorems by name. Default: all. */
  readonly only?: readonly string[];
  /** Default 60 s for each theorem. */
  readonly timeoutMs?: number;
  readonly onProof?: (proof: Proof) => void;
}

/** Puts every theorem of a unit to the solvers, one to a core: the clock of each runs while it is worked on. */
export async function proveUnit(spec: UnitSpec, options: ProveOptions = {}): Promise<Proof[]> {
  const { timeoutMs = 60_000, signal, templates, only, onProof } = options;
  const theorems = theoremsOf(spec, templates === undefined ? {} : { templates }).filter(
    ({ name }) => only === undefined || only.includes(name),
  );
  const limits = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
  const proofs: Proof[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < theorems.length; at = next++) {
      const { name, statement, decide: decideTheorem } = theorems[at] as Theorem;
      const start = performance.now();
      const decision = await decideTheorem(limits);
      const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
      const proof: Proof = { name, statement, ...decision, timing: { seconds } };
      proofs[at] = proof;
      onProof?.(proof);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return proofs;
}
