import { parseFormat, ROUNDINGS } from '../format/index.ts';
import { type AnySpec, FORMS, nameOf, shortName, type UnitSpec, unitSpec } from '../unit/index.ts';
import {
  faultyTemplates,
  type Proof,
  proveUnit,
  SUM_FAULTS,
  TEMPLATE_FAULTS,
  type TemplateFault,
  theoremsOf,
} from '../verify/index.ts';
import { canonicalUnits } from './canonical.ts';
import { type Everywhere, provedEverywhere } from './everywhere.ts';
import { type OtherVerification, verifyOthers } from './verify-others.ts';
import { type Mutants, type UnitVerification, verifyUnit } from './verify-unit.ts';

/** One seeded fault: where it shows, and which layers notice. */
export interface SeededFault {
  readonly fault: TemplateFault;
  /** Units whose Verilog it changes, and those of them whose check notices. */
  readonly shows: number;
  readonly killed: number;
  /** What becomes of a theorem about one of them. */
  readonly proof?: { readonly unit: string; readonly theorem: string; readonly outcome: Proof['kind'] };
}

export interface Verification {
  readonly units: readonly UnitVerification[];
  /** Theorems beyond the canonical units: see `moreTheorems`. */
  readonly more: readonly { readonly unit: string; readonly proof: Proof }[];
  /** L-Mul of every format up to fp32 against its one-line specification: see `provedEverywhere`. */
  readonly everywhere: readonly Everywhere[];
  /** Units that accumulate or compute on integers: see `verifyOthers`. */
  readonly others: readonly OtherVerification[];
  readonly faults: readonly SeededFault[];
}

export interface VerificationOptions {
  /** These units in place of the canonical ones, two pipelines, and the theorems beyond them. */
  readonly units?: readonly UnitSpec[];
  /** For each theorem. Default 10 minutes. */
  readonly timeoutMs?: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * The whole of it: canonical units and two pipelines, checked, mutated, covered and proved; the theorems beyond them;
 * and every seeded fault against every layer. Unit after unit, since each takes every core; an hour. What is done of a unit
 * is kept: stopped, it goes on with the unit it was at.
 */
export async function verifyAll(options: VerificationOptions = {}): Promise<Verification> {
  const { timeoutMs = 600_000, onProgress = () => {}, units: given } = options;
  const units: UnitVerification[] = [];
  for (const spec of given ?? [...canonicalUnits(), ...PIPELINES])
    units.push(await verifyUnit(spec, timeoutMs, onProgress));
  const more: { unit: string; proof: Proof }[] = [];
  for (const { spec, only } of given === undefined ? moreTheorems() : []) {
    onProgress(`${shortName(spec)}: ${only.join(', ')}`);
    const proofs = await proveUnit(spec, { only, timeoutMs });
    more.push(...proofs.map((proof) => ({ unit: shortName(spec), proof })));
  }
  const everywhere: Everywhere[] = [];
  for (const form of given === undefined ? FORMS : [])
    everywhere.push(await provedEverywhere(form, timeoutMs, onProgress));
  const others = given === undefined ? await verifyOthers(timeoutMs, onProgress) : [];
  const faults: SeededFault[] = [];
  for (const fault of [...TEMPLATE_FAULTS, ...(others.length > 0 ? SUM_FAULTS : [])]) {
    onProgress(`fault ${fault.name}: proofs`);
    faults.push(await seededFault(fault, [...units, ...others], timeoutMs));
  }
  return { units, more, everywhere, others, faults };
}

const PIPELINES: readonly UnitSpec[] = [
  unitSpec('lmul', parseFormat('e4m3'), { stages: 2 }),
  unitSpec('exact', parseFormat('e4m3'), { architecture: 'carry-in', contract: 'full', stages: 3 }),
];

/**
 * Carry-in = multiply in every rounding mode of e4m3 and e5m2; L-Mul = its one-line specification in formats up to fp32
 * and the widest there is; its error bounds for every mantissa up to 10 bits.
 */
function moreTheorems(): { readonly spec: UnitSpec; readonly only: readonly string[] }[] {
  const architectures = ['e4m3', 'e5m2'].flatMap((name) =>
    (['flush', 'full'] as const).flatMap((contract) =>
      ROUNDINGS.map((rounding) => ({
        spec: unitSpec('exact', parseFormat(name), { architecture: 'carry-in', contract, rounding }),
        only: ['RTL = multiply'],
      })),
    ),
  );
  const wide = ['tf32', 'fp32', 'e11m23'].flatMap((name) =>
    (['adder', 'equation'] as const).map((form) => ({
      spec: unitSpec('lmul', parseFormat(name), { form }),
      only: ['RTL = specification'],
    })),
  );
  const bounds = Array.from({ length: 10 }, (_, index) => ({
    spec: unitSpec('lmul', parseFormat(`e3m${index + 1}`)),
    only: ['error bound'],
  }));
  return [...architectures, ...wide, ...bounds];
}

async function seededFault(
  fault: TemplateFault,
  units: readonly { readonly spec: AnySpec; readonly mutations: readonly Mutants[] }[],
  timeoutMs: number,
): Promise<SeededFault> {
  const places = units.flatMap(({ spec, mutations }) =>
    mutations
      .flatMap(({ mutants }) => mutants)
      .filter((mutant) => mutant.fault.startsWith(`${fault.name}: `))
      .map(({ outcome }) => ({ spec, outcome })),
  );
  const counts = {
    shows: places.filter(({ outcome }) => outcome.kind !== 'equivalent').length,
    killed: places.filter(({ outcome }) => outcome.kind === 'killed').length,
  };
  const place = places.find(({ spec, outcome }) => outcome.kind !== 'equivalent' && hasTheorem(spec));
  if (place === undefined) return { fault, ...counts };
  const theorem = theoremFor(place.spec);
  const templates = faultyTemplates(fault);
  const [proof] = await proveUnit(place.spec, { templates, only: [theorem], timeoutMs });
  const outcome = proof?.kind ?? 'unknown';
  return { fault, ...counts, proof: { unit: nameOf(place.spec), theorem, outcome } };
}

/** The theorem that a fault of a unit is put to. */
function theoremFor(spec: AnySpec): string {
  return 'stages' in spec && spec.stages > 0 ? 'latency, no leak' : 'RTL = model';
}

function hasTheorem(spec: AnySpec): boolean {
  return theoremsOf(spec).some(({ name }) => name === theoremFor(spec));
}
