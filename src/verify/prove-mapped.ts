import type { Compute } from '../model/index.ts';
import { frameName, type YosysJson } from '../synth/index.ts';
import { type BuiltUnit, levelsOf, netlistAt } from './build.ts';
import { type Equivalence, type EquivalenceOptions, proveEquivalent } from './equivalence.ts';
import { lowerCells } from './lower-cells.ts';
import { type Counterexample, levelName, type MappedLevel } from './verdict.ts';

export type ProofOutcome = Readonly<Record<MappedLevel, 'proved' | 'unknown'>>;

type Limits = EquivalenceOptions & { readonly onProgress?: (text: string) => void };

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
  options: Limits,
): Promise<ProofOutcome | { readonly counterexample: Counterexample }> {
  const found = await proofs(unit.name, built, options);
  for (const [level, outcome] of found)
    if (outcome.kind === 'different')
      return { counterexample: counterexampleOf(unit, level, outcome.inputs, outcome.outputs.netlist) };
  return outcomeOf(found);
}

/** The same for a unit with a state, step by step: what is not proved is unknown. */
export async function proveSteps(name: string, built: BuiltUnit, options: Limits): Promise<ProofOutcome> {
  return outcomeOf(await proofs(name, built, options));
}

type Proofs = readonly (readonly [MappedLevel, Equivalence])[];

function proofs(
  name: string,
  built: BuiltUnit,
  { onProgress = () => {}, timeoutMs, signal }: Limits,
): Promise<Proofs> {
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  return Promise.all(
    mappedLevelsOf(built).map(async (level) => {
      onProgress(`${name}: SAT proof that the ${levelName(level)} equals the RTL`);
      const kind = level === 'ice40' ? 'ice40' : 'gates';
      return [level, await proveEquivalent(built.source, genericAt(built, level), kind, limits)] as const;
    }),
  );
}

function outcomeOf(found: Proofs): ProofOutcome {
  return Object.fromEntries(
    found.map(([level, { kind }]) => [level, kind === 'proved' ? kind : 'unknown']),
  ) as ProofOutcome;
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
