/** A range of distances from the correctly rounded code, and the share of results that lie in it. */
export interface UlpShare {
  /** In steps from code to code, away from zero positive; both ends belong to the range. */
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** A histogram of distances in ulps: 0, 1, 2, 3 to 4, 5 to 8, and so on to both sides. */
export class UlpHistogram {
  readonly #weights = new Map<number, number>();
  #all = 0;

  add(weight: number, ulps: number): void {
    const range = rangeOf(ulps);
    this.#all += weight;
    this.#weights.set(range, (this.#weights.get(range) ?? 0) + weight);
  }

  /** Ranges that something lies in, from the most negative to the most positive. */
  shares(): UlpShare[] {
    return [...this.#weights]
      .filter(([, weight]) => weight > 0)
      .sort(([a], [b]) => a - b)
      .map(([range, weight]) => ({ ...endsOf(range), share: weight / this.#all }));
  }
}

/** 0 for 0; else the number of the range, with the sign of the distance: |ulps| lies above 2^(n-2), up to 2^(n-1). */
function rangeOf(ulps: number): number {
  return ulps === 0 ? 0 : Math.sign(ulps) * (Math.ceil(Math.log2(Math.abs(ulps))) + 1);
}

function endsOf(range: number): { readonly from: number; readonly to: number } {
  if (range === 0) return { from: 0, to: 0 };
  const size = Math.abs(range);
  const [near, far] = [size === 1 ? 1 : 2 ** (size - 2) + 1, 2 ** (size - 1)];
  return range < 0 ? { from: -far, to: -near } : { from: near, to: far };
}
