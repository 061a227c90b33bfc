import type { Proof } from '../../verify/index.ts';

export const isProved = ({ kind }: Proof): boolean => kind === 'proved';

/** AIG nodes of the largest problem. */
export function largest(proofs: readonly Proof[]): string {
  return Math.max(0, ...proofs.map(({ andNodes }) => andNodes)).toLocaleString('en');
}

/** What all of them took together. */
export function seconds(proofs: readonly Proof[]): string {
  return proofs.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1);
}

/** What proved them, each once. */
export function solvers(proofs: readonly Proof[]): string {
  const names = proofs.flatMap((proof) => (proof.kind === 'proved' ? proof.solver : []));
  return [...new Set(names)].sort().join('; ');
}

/** The theorems that are open, each with the reason. */
export function openProofs(name: string, proofs: readonly Proof[]): string[] {
  return proofs.flatMap((proof) =>
    proof.kind === 'unknown' ? `* ${name}: ${proof.name} is open: ${proof.reason}` : [],
  );
}
