/**
 * How wrong results are, over operand pairs of given weights. Shares and relative errors are fractions of one, not per
 * cent. ED is the distance |result - exact|, RED that over |exact|.
 */
export interface ErrorMetrics {
  /** Mean signed relative error, over pairs whose exact result is not zero; so are the next four. */
  readonly bias: number;
  /** Mean RED. */
  readonly mred: number;
  /** Root mean square relative error. */
  readonly rms: number;
  /** Least and largest signed relative error. */
  readonly min: number;
  readonly max: number;
  /** Mean ED. */
  readonly med: number;
  /** Mean ED over the largest magnitude an exact result can have. */
  readonly nmed: number;
  /** Root mean square ED. */
  readonly rmse: number;
  /** Worst ED. */
  readonly wce: number;
  /** Mean square of exact results over that of the errors, in dB; infinite (null in JSON) where no result is wrong. */
  readonly sqnrDb: number;
  /** Share of results that are another number than the exact one. */
  readonly errorRate: number;
  /** Half the 95 % confidence interval of the means, where pairs are a sample. */
  readonly halfWidth95?: HalfWidths;
}

export type HalfWidths = Readonly<Record<'bias' | 'mred' | 'med' | 'errorRate', number>>;

/** Sums over weighted pairs, from which the metrics come. This is the one place where an error is averaged. */
export class ErrorTally {
  /** Weight of all pairs; of those with an exact result other than zero. */
  #weight = 0;
  #relativeWeight = 0;
  #signed = 0;
  #absolute = 0;
  #squares = 0;
  #min = Infinity;
  #max = -Infinity;
  #distance = 0;
  #squareDistance = 0;
  #worst = 0;
  #signal = 0;
  #wrong = 0;

  get weight(): number {
    return this.#weight;
  }

  /** One pair; both numbers are finite. */
  add(weight: number, exact: number, result: number): void {
    const difference = result - exact;
    const distance = Math.abs(difference);
    this.#weight += weight;
    this.#distance += weight * distance;
    this.#squareDistance += weight * difference * difference;
    this.#signal += weight * exact * exact;
    if (distance > this.#worst) this.#worst = distance;
    if (distance !== 0) this.#wrong += weight;
    if (exact === 0) return;
    const error = difference / exact;
    this.#relativeWeight += weight;
    this.#signed += weight * error;
    this.#absolute += weight * Math.abs(error);
    this.#squares += weight * error * error;
    if (error < this.#min) this.#min = error;
    if (error > this.#max) this.#max = error;
  }

  /** `largest`: the largest magnitude an exact result can have. `sampled`: each pair is a draw of weight 1. */
  metrics(largest: number, sampled = false): ErrorMetrics {
    const [all, relative] = [this.#weight, this.#relativeWeight];
    const [bias, mred, meanSquare] = [this.#signed, this.#absolute, this.#squares].map(
      (sum) => sum / relative,
    ) as [number, number, number];
    const med = this.#distance / all;
    const meanSquareDistance = this.#squareDistance / all;
    const errorRate = this.#wrong / all;
    return {
      bias,
      mred,
      rms: Math.sqrt(meanSquare),
      min: this.#min,
      max: this.#max,
      med,
      nmed: med / largest,
      rmse: Math.sqrt(meanSquareDistance),
      wce: this.#worst,
      sqnrDb: 10 * Math.log10(this.#signal / this.#squareDistance),
      errorRate,
      ...(sampled
        ? {
            halfWidth95: {
              bias: halfWidth(meanSquare, bias, relative),
              mred: halfWidth(meanSquare, mred, relative),
              med: halfWidth(meanSquareDistance, med, all),
              errorRate: halfWidth(errorRate, errorRate, all),
            },
          }
        : {}),
    };
  }
}

/** Of a mean over many draws, from the mean of the squares: normal, as by the central limit theorem. */
function halfWidth(meanSquare: number, mean: number, draws: number): number {
  return 1.96 * Math.sqrt(Math.max(0, meanSquare - mean * mean) / (draws - 1));
}
