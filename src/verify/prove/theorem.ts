import type { Templates } from '../../rtl/index.ts';
import { elaborate, synthesize, type VerilogSource, type YosysJson } from '../../synth/index.ts';
import type { AnySpec } from '../../unit/index.ts';
import { effortOf, generatedSource } from '../build.ts';
import { type Equivalence, proveEquivalent } from '../equivalence.ts';
import { type Decision, decide } from './decide.ts';
import { type Harness, problemOf } from './harness.ts';
import { otherwiseClocked } from './networks.ts';
import type { SolveLimits } from './solve.ts';

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

/** That `fail` of a harness is never 1. */
export function byHarness(name: string, statement: string, harness: Harness, templates?: Templates): Theorem {
  const bits = harness.inputs.reduce((sum, { width }) => sum + width, 0);
  return { name, statement, decide: (limits) => decide(problemOf(harness, templates), bits, limits) };
}

/** That the netlists synthesised from a unit of any kind are its RTL. */
export function mappedTheorems(spec: AnySpec, templates?: Templates): Theorem[] {
  const source = generatedSource(spec, templates);
  return (['gates', 'ice40'] as const).map((target) => ({
    name: `${target} = RTL`,
    statement: `the ${target === 'gates' ? 'gate' : 'iCE40'} netlist equals the elaborated RTL`,
    decide: async (limits) => {
      const { netlist } = await synthesized(source, target, spec);
      return decisionOf(await proveEquivalent(source, netlist, target, limits));
    },
  }));
}

function synthesized(source: VerilogSource, target: 'gates' | 'ice40', spec: AnySpec) {
  return synthesize(source, { target, effort: effortOf(spec) });
}

/** The RTL of a unit for a proof over cycles, or why there is none. */
export async function clockedRtl(source: VerilogSource): Promise<YosysJson | Decision> {
  const rtl = await elaborate(source);
  const register = otherwiseClocked(rtl);
  if (register === undefined) return rtl;
  const reason = `register ${register} is not clocked by the rising edge of clk_i`;
  return { kind: 'unknown', reason, andNodes: 0, seconds: 0 };
}

export function decisionOf(found: Equivalence): Decision {
  const { andNodes, seconds } = found;
  const effort = { andNodes, seconds };
  switch (found.kind) {
    case 'proved':
      return { kind: 'proved', solver: found.solver, ...effort };
    case 'different':
      return { kind: 'refuted', inputs: found.inputs, ...effort };
    case 'unknown':
      return { kind: 'unknown', reason: found.reason, ...effort };
  }
}
