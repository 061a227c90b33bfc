/** Two-sided 95 % quantiles of Student's t by degrees of freedom, from 1; beyond the last one, see `quantile`. */
const T_95 = [
  ...[
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  ],
  ...[2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
];

function quantile(freedom: number): number {
  // First term of the expansion in 1 / freedom: (z + z³) / 4 = 2.37.
  return T_95[freedom - 1] ?? 1.96 + 2.37 / freedom;
}

/** Half the width of the 95 % confidence interval of the mean of independent batches; infinite below two. */
export function halfWidth95(batchMeans: readonly number[]): number {
  const n = batchMeans.length;
  if (n < 2) return Infinity;
  const mean = batchMeans.reduce((sum, value) => sum + value, 0) / n;
  const squares = batchMeans.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
}
