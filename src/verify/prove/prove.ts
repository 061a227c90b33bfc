import { availableParallelism } from 'node:os';
import { type AnySpec, isInteger, isMac } from '../../unit/index.ts';
import type { Decision } from './decide.ts';
import { integerTheorems } from './integer-theorems.ts';
import { macTheorems } from './mac-theorems.ts';
import { productTheorems } from './product-theorems.ts';
import type { SolveLimits } from './solve.ts';
import type { Theorem, TheoremOptions } from './theorem.ts';

/** What can be said of a unit of any kind. */
export function theoremsOf(spec: AnySpec, { templates }: TheoremOptions = {}): Theorem[] {
  if (isInteger(spec)) return integerTheorems(spec, templates);
  return isMac(spec) ? macTheorems(spec, templates) : productTheorems(spec, templates);
}

/** A theorem with what became of it. */
export type Proof = Decision & { readonly name: string; readonly statement: string };

export interface ProveOptions extends SolveLimits, TheoremOptions {
  /** Theorems by name. Default: all. */
  readonly only?: readonly string[];
  /** Default 60 s for each theorem. */
  readonly timeoutMs?: number;
  readonly onProof?: (proof: Proof) => void;
}

/** Puts every theorem of a unit to the solvers, one to a core: the clock of each runs while it is worked on. */
export async function proveUnit(spec: AnySpec, options: ProveOptions = {}): Promise<Proof[]> {
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
      const proof: Proof = { name, statement, ...(await decideTheorem(limits)) };
      proofs[at] = proof;
      onProof?.(proof);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return proofs;
}
