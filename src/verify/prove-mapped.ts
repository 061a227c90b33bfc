import type { Compute } from '../model/index.ts';
import { frameName, type YosysJson } from '../synth/index.ts';
import { type BuiltUnit, levelsOf, netlistAt } from './build.ts';
import { type EquivalenceOptions, proveEquivalent } from './equivalence.ts';
import { lowerCells } from './lower-cells.ts';
import { type Counterexample, levelName, type MappedLevel } from './verdict.ts';

export type ProofOutcome = Readonly<Record<MappedLevel, 'proved' | 'unknown'>>;

/** A unit with two operands, as far as a proof of its netlists is concerned. */
export interface Provable {
  readonly name: string;
  readonly stages: number;
  readonly compute: Compute;
}

/** What SAT says of all mapped netlists against the RTL: proved or unknown for each, or the pair that tells them apart. */
export async function proveMapped(
  unit: Provable,
  built: BuiltUnit,
  {
    onProgress = () => {},
    timeoutMs,
    signal,
  }: EquivalenceOptions & { readonly onProgress?: (text: string) => void },
): Promise<ProofOutcome | { readonly counterexample: Counterexample }> {
  const prove = async (level: MappedLevel): Promise<'proved' | 'unknown' | Counterexample> => {
    onProgress(`${unit.name}: SAT proof that the ${levelName(level)} equals the RTL`);
    const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
    const found = await proveEquivalent(
      built.source,
      genericAt(built, level),
      level === 'ice40' ? 'ice40' : 'gates',
      limits,
    );
    return found.kind === 'different'
      ? counterexampleOf(unit, level, found.inputs, found.outputs.netlist)
      : found.kind;
  };
  const levels = mappedLevelsOf(built);
  const outcomes = await Promise.all(levels.map(prove));
  for (const outcome of outcomes) if (typeof outcome === 'object') return { counterexample: outcome };
  return Object.fromEntries(levels.map((level, i) => [level, outcomes[i]])) as ProofOutcome;
}

export function notProved(built: BuiltUnit): ProofOutcome {
  return Object.fromEntries(mappedLevelsOf(built).map((level) => [level, 'unknown'])) as ProofOutcome;
}

function mappedLevelsOf(built: BuiltUnit): MappedLevel[] {
  return levelsOf(built).filter((level) => level !== 'rtl');
}

/** Standard cells as generic gates; the other levels as they are. */
function genericAt(built: BuiltUnit, level: MappedLevel): YosysJson {
  const { json, cells } = netlistAt(built, level);
  return level === 'gates' || level === 'ice40' ? json : lowerCells(json, cells);
}

/** The solver's assignment as a counterexample; in a pipeline the operands are those of `latency` cycles before. */
function counterexampleOf(
  { stages, compute }: Provable,
  level: MappedLevel,
  inputs: Readonly<Record<string, bigint>>,
  outputs: Readonly<Record<string, bigint>>,
): Counterexample {
  const operand = (port: string): bigint => inputs[frameName(port, stages)] ?? 0n;
  const [a, b] = [operand('a_i'), operand('b_i')];
  return { level, a, b, port: 'p_o', expected: compute(a, b), got: outputs.p_o ?? 0n };
}
