/** Error of sums of one length against the real sums of the same operands. Shares of one, not per cent. */
export interface LengthError {
  /** Products in a sum. */
  readonly length: number;
  /** Sums that count: those that are numbers, on both sides. */
  readonly sums: number;
  /** Mean error, over the root mean square of the real sums; and how many of its standard errors that is. */
  readonly bias: number;
  readonly biasInErrors: number;
  /**
   * What share of the real sum the error is, by least squares through zero: the bias that follows the sign of the sum. 0.05
   * are sums five per cent too large. And how many of its standard errors that is.
   */
  readonly gainError: number;
  readonly gainInErrors: number;
  /** Root mean square error over the root mean square of the real sums. */
  readonly rms: number;
  /** Half the 95 % interval of that, from the spread of the squares. */
  readonly rmsHalfWidth95: number;
  /** The largest error of any of the sums, either way, over the same. It grows with their number. */
  readonly largest: number;
  /** `rms` in decibels, as signal over error; Infinity where no sum has any. */
  readonly sqnrDb: number;
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const NORMAL_95 = 1.96;

/** Statistics of many sums of one length; undefined figures (no sum, or all zero) are NaN. */
export function lengthError(length: number, got: readonly number[], real: readonly number[]): LengthError {
  let [n, signal, error, square, cross, largest] = [0, 0, 0, 0, 0, 0];
  const each = (use: (s: number, e: number) => void): void =>
    real.forEach((s, i) => {
      const e = (got[i] as number) - s;
      if (Number.isFinite(e)) use(s, e);
    });
  each((s, e) => {
    n += 1;
    signal += s * s;
    error += e;
    square += e * e;
    cross += s * e;
    largest = Math.max(largest, Math.abs(e));
  });
  const mean = error / n;
  const gainError = cross / signal;
  const share = square / signal;
  let [spread, residue, squares] = [0, 0, 0];
  each((s, e) => {
    spread += (e - mean) ** 2;
    residue += ((e - gainError * s) * s) ** 2;
    squares += (e * e - share * s * s) ** 2;
  });
  const rmsSignal = Math.sqrt(signal / n);
  const rms = Math.sqrt(share);
  return {
    length,
    sums: n,
    bias: mean / rmsSignal,
    biasInErrors: inErrors(mean, Math.sqrt(spread / (n - 1) / n)),
    gainError,
    // Sums differ in size, and their errors with them: the standard error of White (1980).
    gainInErrors: inErrors(gainError, Math.sqrt(residue) / signal),
    rms,
    // That of a ratio of means, halved by the root.
    rmsHalfWidth95: rms === 0 ? 0 : (NORMAL_95 * Math.sqrt(squares)) / signal / (2 * rms),
    largest: largest / rmsSignal,
    sqnrDb: 10 * Math.log10(signal / square),
  };
}

/** A figure in its standard errors; none is none, whatever the error. */
function inErrors(figure: number, standardError: number): number {
  return figure === 0 ? 0 : figure / standardError;
}
