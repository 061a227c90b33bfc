import { describe, expect, it } from 'vitest';
import {
  exactMeans,
  forFractionPairs,
  type Row,
  shareOtherThanRne,
  summaryOf,
  unitOfRow,
} from './fraction-errors.ts';
import { parseRational } from './rational.ts';

/** Numerics §5 in per cent: M, product, bias, MRED, RMS, min, max, share other than RNE; a dot where it is silent. */
const TABLE = `
  1  mitchell  -2.7778  2.7778   5.5556   -11.111  0       0
  1  rne       -2.7778  2.7778   5.5556   -11.111  0       0
  1  rtz       -2.7778  2.7778   5.5556   -11.111  0       0
  1  adder     37.5     37.5     38.19    33.3     50      1
  2  mitchell  -3.5720  3.5720   5.1527   -11.111  0       .125
  2  rtz       -3.5720  3.5720   5.1527   -11.111  0       .125
  2  adder     14.6736  14.6736  15.341   6.667    25      .875
  2  equation  8.6390   11.1050  13.199   -10.204  25      .75
  2  rne       -1.9053  3.5720   5.1527   -11.111  6.667   0
  3  mitchell  -3.7790  3.7790   4.9307   -11.111  0       .3906
  3  adder     4.9299   5.2412   6.0236   -3.0303  12.5    .6094
  3  equation  -0.9650  6.8862   8.1431   -18.222  12.5    .7344
  3  rne       -0.5413  1.9013   2.4741   -5.185   4.142   0
  3  rtz       -2.9120  2.9120   4.0086   -10.490  0       .2656
  4  mitchell  -3.8313  3.8313   4.8649   -11.111  0       .
  4  adder     4.8728   5.1408   5.8713   -3.214   12.5    .
  5  adder     0.4127   2.6659   3.1114   -7.288   6.25    .
  7  mitchell  -3.8485  3.8485   4.8423   .        .       .
  7  adder     0.4085   2.6555   3.0960   .        .       .
  7  rne       -0.0037  0.1397   0.1654   .        .       .
  10 adder     0.4082   2.6548   3.0950   -7.288   6.25    .
  2  equation-rne  7.0262   12.0035  .  .  .  .
  2  equation-rtz  6.0058   13.0240  .  .  .  .
  3  equation-rne  -1.3525  7.2274   .  .  .  .
  3  equation-rtz  -2.2122  8.0871   .  .  .  .
  4  equation-rne  -2.2850  6.9811   .  .  .  .
  4  equation-rtz  -2.8846  7.5138   .  .  .  .
  5  equation-rne  -5.8914  7.3233   .  .  .  .
  5  equation-rtz  -6.1871  7.6117   .  .  .  .`;

const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/))
  .map(([manBits, row, ...figures]) => [Number(manBits), row as Row, figures] as const);

/** Whether a figure is the value rounded to as many decimals as the table prints. */
function expectPrinted(value: number, printed: string, what: string): void {
  if (printed === '.') return;
  const decimals = printed.split('.')[1]?.length ?? 0;
  expect(Math.abs(value - Number(printed)), `${what}: ${value}, printed ${printed}`).toBeLessThanOrEqual(
    0.5 * 10 ** -decimals + 1e-9,
  );
}

describe('the errors over all fraction pairs', () => {
  it.each(ROWS)('at %i mantissa bits are for %s those of the published table', (manBits, row, figures) => {
    const spec = unitOfRow(row, manBits);
    const { bias, mred, rms, min, max } = summaryOf(spec);
    const [ofBias, ofMred, ofRms, ofMin, ofMax, share] = figures as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    expectPrinted(bias, ofBias, 'bias');
    expectPrinted(mred, ofMred, 'MRED');
    expectPrinted(rms, ofRms, 'RMS');
    expectPrinted(min, ofMin, 'min');
    expectPrinted(max, ofMax, 'max');
    if (share !== '.') expectPrinted(shareOtherThanRne(spec), share, 'share');
  });

  it.each<[number, Row, string, string]>([
    [1, 'mitchell', '-1/36', '1/36'],
    [1, 'adder', '3/8', '3/8'],
    [2, 'mitchell', '-6301/176400', '6301/176400'],
    [2, 'adder', '2113/14400', '2113/14400'],
    [2, 'equation', '6773/78400', '26119/235200'],
    [3, 'adder', '51214984133/1038874636800', '54449772053/1038874636800'],
    [3, 'equation', '-57286993/5936426496', '10219883183/148410662400'],
  ])(
    'at %i mantissa bits have for %s exactly the mean %s and the mean magnitude %s',
    (manBits, row, bias, mred) => {
      const means = exactMeans(unitOfRow(row, manBits));
      expect(means).toEqual({ bias: parseRational(bias), mred: parseRational(mred) });
    },
  );

  it.each<[Row, number, number]>([
    ['adder', -1 / 33, 1 / 8],
    ['equation', -41 / 225, 1 / 8],
    ['mitchell', -1 / 9, 0],
  ])('at 3 mantissa bits reach for %s the extremes %d and %d exactly', (row, least, most) => {
    const errors: number[] = [];
    forFractionPairs(unitOfRow(row, 3), (product, real) => errors.push((product - real) / real));
    expect(Math.min(...errors)).toBeCloseTo(least, 15);
    expect(Math.max(...errors)).toBeCloseTo(most, 15);
  });

  it.each([1, 2])('at %i mantissa bits Mitchell is the truncated product, pair by pair', (manBits) => {
    const [mitchell, truncated]: [number[], number[]] = [[], []];
    forFractionPairs(unitOfRow('mitchell', manBits), (product) => mitchell.push(product));
    forFractionPairs(unitOfRow('rtz', manBits), (product) => truncated.push(product));
    expect(mitchell).toEqual(truncated);
  });
});
