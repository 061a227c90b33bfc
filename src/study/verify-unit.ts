import { keep, recall } from '../tools/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import {
  checkUnit,
  coveringPairs,
  type Extent,
  isExhaustive,
  type Mutant,
  type Mutation,
  mutateUnit,
  type OutcomeKind,
  type Proof,
  proveUnit,
  type StuckAtCoverage,
  stuckAtCoverage,
  TEMPLATE_FAULTS,
} from '../verify/index.ts';
import { unitKey } from './unit-key.ts';

/** Everything that was done to show that one unit is what its specification says. */
export interface UnitVerification {
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly mutations: readonly Mutants[];
  /** Pairs in the small set of vectors made for coverage, and what they cover. */
  readonly coveringPairs: number;
  readonly coverage: StuckAtCoverage;
  readonly proofs: readonly Proof[];
}

/** Mutants of a netlist, or of the templates. */
export interface Mutants {
  readonly where: string;
  readonly mutants: readonly JudgedMutant[];
}

/** A mutant and what became of it, without the operands that show it. */
export type JudgedMutant = Pick<Mutant, 'class' | 'fault'> & { readonly outcome: OutcomeKind };

/** Checks, breaks, covers and proves one unit; or recalls it. */
export async function verifyUnit(
  spec: UnitSpec,
  timeoutMs: number,
  onProgress: (text: string) => void,
): Promise<UnitVerification> {
  const key = verificationKey(spec, timeoutMs);
  const known = await recall<UnitVerification>(key);
  if (known !== undefined) return known;
  const exhaustive = !isExhaustive(spec.format);
  const result = await checkUnit(spec, { ...(exhaustive ? { exhaustive } : {}), onProgress });
  if (result.kind === 'failed')
    throw new Error(`${shortName(spec)} failed its check: lmul cosim shows where`);
  const { unit } = result;
  const { groups } = await mutateUnit(unit, {
    levels: ['gates', 'ice40'],
    exhaustive,
    timeoutMs,
    onProgress,
  });
  const pairs = await coveringPairs(unit, { timeoutMs });
  const coverage = await stuckAtCoverage(unit, pairs, { timeoutMs });
  onProgress(`${shortName(spec)}: proofs`);
  const proofs = await proveUnit(spec, { timeoutMs });
  const mutations = judgedMutants(groups);
  const { extent } = unit.verdict;
  const verified = { spec, extent, mutations, coveringPairs: pairs.a.length, coverage, proofs };
  // What is wrong is to be seen again, and what time ran out on to be tried again.
  if (proofs.every(({ kind }) => kind === 'proved')) await keep(key, verified);
  return verified;
}

/** Of a mutation what the page shows. */
export function judgedMutants(groups: Mutation['groups']): Mutants[] {
  return groups.map(({ where, mutants }) => ({ where, mutants: mutants.map(judged) }));
}

function judged({ class: name, fault, outcome }: Mutant): JudgedMutant {
  const { kind } = outcome;
  return { class: name, fault, outcome: kind === 'killed' ? { kind, by: outcome.by } : { kind } };
}

const WORK = { of: 'verification', revision: 3 };

/** A digest of everything the verification of one unit depends on, but not of the other units. */
function verificationKey(spec: UnitSpec, timeoutMs: number): string {
  return unitKey(WORK, spec, { faults: TEMPLATE_FAULTS, spec, timeoutMs });
}
