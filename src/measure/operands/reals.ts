import type { Random } from '../../random.ts';

/**
 * Distributions of real operands:
 * `gaussian`   mean 0, standard deviation `sigma`;
 * `lognormal`  a random sign, and `sigma` times e to a standard normal;
 * `relu`       the positive half of `gaussian`: every other number is 0;
 * `ar1`        as `gaussian`, each number correlated with the one before: autoregressive of order 1, rho 0.95;
 * `binade`     uniform from `sigma` up to, and without, twice that: a mantissa of any length.
 */
export const DISTRIBUTIONS = ['gaussian', 'lognormal', 'relu', 'ar1', 'binade'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export const AR1_RHO = 0.95;

/** An endless stream of reals. */
export function reals(distribution: Distribution, sigma: number, random: Random): () => number {
  if (distribution === 'binade') return () => sigma * (1 + random.next32() / 2 ** 32);
  const normal = normals(random);
  switch (distribution) {
    case 'gaussian':
      return () => sigma * normal();
    case 'lognormal':
      return () => sigma * Math.exp(normal()) * (random.next32() >= 2 ** 31 ? -1 : 1);
    case 'relu':
      return () => Math.max(0, sigma * normal());
    case 'ar1': {
      let last = normal();
      return () => {
        const now = last;
        last = AR1_RHO * last + Math.sqrt(1 - AR1_RHO ** 2) * normal();
        return sigma * now;
      };
    }
  }
}

/** Standard normal numbers (Box and Muller, 1958). */
function normals(random: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log((random.next32() + 1) / 2 ** 32));
    const angle = (2 * Math.PI * random.next32()) / 2 ** 32;
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
