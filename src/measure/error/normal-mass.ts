const DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
/** From here on the tail itself is computed: 1/2 less a number close to it would have few places left. */
const TAIL = 3;

/** The probability that a standard normal number lies from `low` to `high`; to about 1e-13 of itself. */
export function normalMass(low: number, high: number): number {
  if (!(low < high)) return 0;
  if (high <= 0) return normalMass(-high, -low);
  if (low < 0) return fromZero(-low) + fromZero(high);
  return low < TAIL ? fromZero(high) - fromZero(low) : beyond(low) - beyond(high);
}

const density = (x: number): number => DENSITY_AT_ZERO * Math.exp(-(x * x) / 2);

/** The mass from 0 to x: density times the sum of x^(2n+1) / (1 3 5 ... (2n+1)), all terms positive. */
function fromZero(x: number): number {
  if (x >= TAIL) return 0.5 - beyond(x);
  let term = x;
  let sum = x;
  for (let odd = 3; term > 1e-18 * sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return density(x) * sum;
}

/** The mass beyond x >= TAIL: density over the continued fraction x + 1/(x + 2/(x + 3/...)) (Laplace). */
function beyond(x: number): number {
  if (x === Infinity) return 0;
  let fraction = x;
  for (let n = 100; n > 0; n--) fraction = x + n / fraction;
  return density(x) / fraction;
}
