import { Diagnostic } from '../../diagnostic.ts';
import type { Templates } from '../../rtl/index.ts';
import { elaborate, type VerilogSource } from '../../synth/index.ts';
import { ARCHITECTURES, latencyOf, type UnitSpec, unitSpec } from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import { decide } from './decide.ts';
import { errorBound, errorBoundHarness, hasErrorBound } from './error-bound.ts';
import { type Harness, instance, operandBits, operandPorts } from './harness.ts';
import { proveByInduction } from './induction.ts';
import { lawsOf } from './laws.ts';
import { modelProblem, pipelineProblem } from './networks.ts';
import { lineOf, specificationHarness } from './specification.ts';
import { byHarness, clockedRtl, mappedTheorems, type Theorem } from './theorem.ts';

/**
 * What can be said of a unit. Of its combinational form: RTL = gates = iCE40 netlist, = bit-true model, = its one-line
 * integer specification (L-Mul), = every other architecture (exact), its laws and its error bound (L-Mul in adder
 * form). Of a pipeline besides: it is that form, exactly `latency` cycles later, whatever came before.
 */
export function productTheorems(spec: UnitSpec, templates?: Templates): Theorem[] {
  const flat: UnitSpec = { ...spec, stages: 0 };
  const source = (of: UnitSpec): VerilogSource => generatedSource(of, templates);
  const bits = operandBits(spec);
  const harnessed = (name: string, statement: string, harness: Harness): Theorem =>
    byHarness(name, statement, harness, templates);
  return [
    ...mappedTheorems(spec, templates),
    ...(latencyOf(spec) > 0 ? pipelineTheorems(spec, flat, source, templates) : []),
    {
      name: 'RTL = model',
      statement: 'the elaborated RTL equals the bit-true model, written as gates',
      decide: async (limits) => decide(modelProblem(flat, await elaborate(source(flat))), bits, limits),
    },
    ...(flat.product === 'lmul'
      ? [harnessed('RTL = specification', lineOf(flat), specificationHarness(flat))]
      : []),
    ...otherArchitectures(flat).map((other) =>
      harnessed(`RTL = ${other.architecture}`, `the RTL equals that of architecture ${other.architecture}`, {
        units: [flat, other],
        inputs: operandPorts(flat, 'a', 'b'),
        body: [instance(flat, 'p', 'a', 'b'), instance(other, 'q', 'a', 'b'), 'assign fail = p != q;'],
      }),
    ),
    ...lawsOf(flat).map(({ name, statement, harness }) => harnessed(name, statement, harness)),
    ...(flat.product === 'lmul' && hasErrorBound(flat)
      ? [harnessed('error bound', boundText(errorBound(flat)), errorBoundHarness(flat))]
      : []),
  ];
}

function pipelineTheorems(
  spec: UnitSpec,
  flat: UnitSpec,
  source: (of: UnitSpec) => VerilogSource,
  templates: Templates | undefined,
): Theorem[] {
  const latency = latencyOf(spec);
  const statement = `in every cycle the outputs are those of the combinational unit, for what came in exactly ${latency} ${latency === 1 ? 'cycle' : 'cycles'} before and nothing else`;
  return [
    {
      name: 'latency, no leak',
      statement: `${statement}; from any state`,
      decide: async (limits) => {
        const rtl = await clockedRtl(source(spec));
        if ('kind' in rtl) return rtl;
        return decide(pipelineProblem(spec, rtl, await elaborate(source(flat))), Infinity, limits);
      },
    },
    {
      name: 'induction',
      statement: `${statement}; by induction over cycles after a reset`,
      decide: async (limits) => {
        const rtl = await clockedRtl(source(spec));
        return 'kind' in rtl ? rtl : proveByInduction(spec, templates, limits);
      },
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
