/** How far computed outputs lie from wanted ones. What is relative is NaN (null in JSON) where all wanted ones are zero. */
export interface OutputError {
  /** Length of the difference over length of the wanted output, as vectors. */
  readonly relativeError: number;
  /** The same as signal to noise, in dB; infinite (also null) where nothing differs. */
  readonly sqnrDb: number;
  readonly maxAbsError: number;
  readonly meanAbsError: number;
  /** Of the angle between the two; NaN where either is zero everywhere. */
  readonly cosine: number;
  /** Outputs that are no finite numbers: in none of the others. */
  readonly notFinite: number;
}

export function outputError(got: Float64Array, wanted: Float64Array): OutputError {
  let [difference, signal, own, product, most, sum, notFinite] = [0, 0, 0, 0, 0, 0, 0];
  for (const [at, want] of wanted.entries()) {
    const have = got[at] as number;
    if (!Number.isFinite(have)) {
      notFinite += 1;
      continue;
    }
    const distance = Math.abs(have - want);
    difference += distance ** 2;
    signal += want ** 2;
    own += have ** 2;
    product += have * want;
    most = Math.max(most, distance);
    sum += distance;
  }
  // Of nothing there is no share, not even an infinite one.
  const whole = signal === 0 ? Number.NaN : signal;
  return {
    relativeError: Math.sqrt(difference / whole),
    sqnrDb: 10 * Math.log10(whole / difference),
    maxAbsError: most,
    meanAbsError: sum / (wanted.length - notFinite),
    cosine: product / Math.sqrt(signal * own),
    notFinite,
  };
}
