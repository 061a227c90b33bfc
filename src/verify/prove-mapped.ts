import { modelOf } from '../model/index.ts';
import { frameName } from '../synth/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import type { BuiltUnit } from './build.ts';
import { type EquivalenceOptions, proveEquivalent } from './equivalence.ts';
import { type Counterexample, LEVEL_NAMES } from './verdict.ts';

type Mapped = 'gates' | 'ice40';
export type ProofOutcome = Readonly<Record<Mapped, 'proved' | 'unknown'>>;

/** What SAT says of both mapped netlists against the RTL: proved or unknown for each, or the pair that tells them apart. */
export async function proveMapped(
  spec: UnitSpec,
  { source, netlists }: BuiltUnit,
  {
    onProgress = () => {},
    timeoutMs,
    signal,
  }: EquivalenceOptions & { readonly onProgress?: (text: string) => void },
): Promise<ProofOutcome | { readonly counterexample: Counterexample }> {
  const prove = async (level: Mapped): Promise<'proved' | 'unknown' | Counterexample> => {
    onProgress(`${shortName(spec)}: SAT proof that the ${LEVEL_NAMES[level]} equals the RTL`);
    const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
    const found = await proveEquivalent(source, netlists[level], level, limits);
    return found.kind === 'different'
      ? counterexampleOf(spec, level, found.inputs, found.outputs.netlist)
      : found.kind;
  };
  const [gates, ice40] = await Promise.all([prove('gates'), prove('ice40')]);
  for (const outcome of [gates, ice40]) if (typeof outcome === 'object') return { counterexample: outcome };
  return { gates: gates as 'proved' | 'unknown', ice40: ice40 as 'proved' | 'unknown' };
}

/** The solver's assignment as a counterexample; in a pipeline the operands are those of `latency` cycles before. */
function counterexampleOf(
  spec: UnitSpec,
  level: Mapped,
  inputs: Readonly<Record<string, bigint>>,
  outputs: Readonly<Record<string, bigint>>,
): Counterexample {
  const operand = (port: string): bigint => inputs[frameName(port, spec.stages)] ?? 0n;
  const [a, b] = [operand('a_i'), operand('b_i')];
  return { level, a, b, port: 'p_o', expected: modelOf(spec)(a, b), got: outputs.p_o ?? 0n };
}
