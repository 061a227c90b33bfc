/** A figure over the least of the exact rows of the same group; undefined where either is missing. */
export function overExact<Row extends { readonly group: string }>(
  rows: readonly Row[],
  row: Row,
  of: (row: Row) => number | undefined,
  isExact: (row: Row) => boolean,
): number | undefined {
  const exact = rows.filter((each) => each.group === row.group && isExact(each));
  const best = Math.min(...exact.flatMap((each) => of(each) ?? []));
  const mine = of(row);
  return mine === undefined || !Number.isFinite(best) ? undefined : mine / best;
}

/** A figure as text, and behind it how many times another it is, where that is known. */
export const withRatio = (figure: string, ratio: number | undefined): string =>
  ratio === undefined ? figure : `${figure} x${ratio.toFixed(2)}`;
