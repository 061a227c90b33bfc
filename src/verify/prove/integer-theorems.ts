import { emitText, type Templates } from '../../rtl/index.ts';
import { elaborate } from '../../synth/index.ts';
import {
  activationBits,
  INTEGER_ARCHITECTURES,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerSpec,
  integerName,
  integerProductOf,
  integerWidths,
  isIntegerMac,
} from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import { proveEquivalent } from '../equivalence.ts';
import type { Harness } from './harness.ts';
import { macReference, productReference, REFERENCE } from './integer-reference.ts';
import { stepTheorems } from './step-theorems.ts';
import { byHarness, decisionOf, mappedTheorems, type Theorem } from './theorem.ts';

/**
 * What can be said of a unit that computes on integers: its netlists equal the RTL, and the RTL equals plain Verilog
 * arithmetic, written from the definition. Of products besides: the other architectures, and that they commute. Of
 * registers: what their lanes multiply with, and the laws of their steps.
 */
export function integerTheorems(spec: IntegerSpec, templates?: Templates): Theorem[] {
  return [
    ...mappedTheorems(spec, templates),
    ...(isIntegerMac(spec) ? registerTheorems(spec, templates) : productTheorems(spec, templates)),
  ];
}

function productTheorems(spec: IntegerProductSpec, templates: Templates | undefined): Theorem[] {
  const others = INTEGER_ARCHITECTURES.filter((architecture) => architecture !== spec.architecture);
  return [
    productTheorem(spec, templates),
    ...others.map((architecture) => {
      const other = { ...spec, architecture };
      const modules = modulesOf([spec, other], templates);
      const statement = `the RTL equals that of architecture ${architecture}`;
      return byHarness(`RTL = ${architecture}`, statement, beside(spec, integerName(other), modules));
    }),
    byHarness(
      'commutative',
      'a x b = b x a',
      beside(spec, integerName(spec), modulesOf([spec], templates), ['b', 'a']),
    ),
  ];
}

/** That a product is what `*` says of signed integers. */
function productTheorem(
  spec: IntegerProductSpec,
  templates: Templates | undefined,
  name = 'RTL = specification',
): Theorem {
  const modules = { ...modulesOf([spec], templates), [REFERENCE]: productReference(spec) };
  const statement = `${integerName(spec)} equals plain Verilog arithmetic on signed integers`;
  return byHarness(name, statement, beside(spec, REFERENCE, modules));
}

function modulesOf(
  specs: readonly IntegerProductSpec[],
  templates: Templates | undefined,
): Record<string, string> {
  return Object.fromEntries(specs.map((spec) => [integerName(spec), emitText(spec, templates)]));
}

/** A product and another module with its ports on one pair of operands; the other may have them the other way round. */
function beside(
  spec: IntegerProductSpec,
  other: string,
  modules: Readonly<Record<string, string>>,
  [first, second]: readonly [string, string] = ['a', 'b'],
): Harness {
  const { a, b, result } = integerWidths(spec);
  return {
    units: [],
    modules,
    inputs: [
      { name: 'a', width: a },
      { name: 'b', width: b },
    ],
    body: [
      `wire [${result - 1}:0] p, q;`,
      `${integerName(spec)} u_p (.a_i(a), .b_i(b), .p_o(p));`,
      `${other} u_q (.a_i(${first}), .b_i(${second}), .p_o(q));`,
      'assign fail = p != q;',
    ],
  };
}

function registerTheorems(spec: IntegerMacSpec, templates: Templates | undefined): Theorem[] {
  const source = generatedSource(spec, templates);
  const product = integerProductOf(spec);
  const aBits = activationBits(spec);
  const isTernary = spec.kind === 'ternary-mac';
  const around = product === undefined ? '' : ` around ${integerName(product)}`;
  const reference = {
    top: REFERENCE,
    text: [macReference(spec), ...(product === undefined ? [] : [emitText(product, templates)])].join('\n'),
  };
  return [
    {
      name: 'RTL = specification',
      statement: `a step equals plain Verilog arithmetic on signed integers${around}, from any state`,
      decide: async (limits) =>
        decisionOf(await proveEquivalent(reference, await elaborate(source), 'gates', limits)),
    },
    ...(product === undefined ? [] : [productTheorem(product, templates, 'product = specification')]),
    ...stepTheorems({
      source,
      latency: 1,
      // Of integers it follows from the specification; SAT does not see it through a tree of adders.
      isCommutative: false,
      // Weights that share a byte have no bits of their own.
      ...(isTernary && spec.packed
        ? {}
        : { lane: { lanes: spec.lanes, aBits, bBits: isTernary ? 2 : aBits } }),
    }),
  ];
}
