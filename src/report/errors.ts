import {
  describeStimulus,
  type ErrorOperands,
  type ErrorReport,
  type MeasuredErrors,
  type UlpShare,
} from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import { describeExtent } from '../verify/index.ts';
import { type CsvValue, csvTable } from './csv.ts';
import { shortExtent } from './extent.ts';
import { type Column, left, markdownLine, markdownTable, percent, right, textTable } from './table.ts';

/** One line of a table: a unit's errors against one reference. */
interface Row {
  readonly report: ErrorReport;
  readonly against: 'quantised' | 'unquantised';
  readonly errors: MeasuredErrors;
}

/** Errors as text or Markdown: a table for each kind of operands, and what the columns mean. */
export function errorsText(reports: readonly ErrorReport[], style: 'text' | 'markdown'): string {
  const table = style === 'text' ? textTable : markdownTable;
  const operands = [...new Set(reports.map((report) => describeOperands(report.operands)))];
  const rowsUnder = (words: string): Row[] =>
    reports.filter((report) => describeOperands(report.operands) === words).flatMap(rowsOf);
  const notes = style === 'text' ? NOTES : NOTES.map((note) => `- ${note}`);
  return [
    ...operands.flatMap((words) => {
      const rows = rowsUnder(words);
      const ulps = rows.flatMap(ulpsOf);
      return [
        `operands ${style === 'text' ? words : markdownLine(words)}\n\n${table(COLUMNS, rows)}`,
        ...(ulps.length === 0
          ? []
          : [(style === 'text' ? ulps : ulps.map((line) => `- ${line}`)).join('\n')]),
      ];
    }),
    [...notes, `${style === 'text' ? '' : '- '}lmul-rtl ${packageVersion}`].join('\n'),
  ].join('\n\n');
}

/** The same as data, one entry a unit and kind of operands; the schema is schemas/error.json. */
export function errorsData(reports: readonly ErrorReport[]): object[] {
  return reports.map(({ unit, spec, extent, operands, ...errors }) => ({
    unit,
    spec,
    extent,
    checked: describeExtent(extent),
    operands: { ...operands, description: describeOperands(operands) },
    ...errors,
    tools: { lmul: packageVersion },
  }));
}

/** The same as CSV: fractions of one, one line a unit, kind of operands and reference. */
export function errorsCsv(reports: readonly ErrorReport[]): string {
  const rows = reports.flatMap(rowsOf);
  const titles = ['unit', 'contract', 'checked', 'operands', 'reference', 'method', 'pairs', 'seed'];
  return csvTable(
    [
      ...titles,
      ...METRICS,
      ...METRICS.map((name) => `inRange.${name}`),
      ...SHARES.map((name) => `share.${name}`),
    ],
    rows.map(({ report, against, errors }): CsvValue[] => [
      report.unit,
      report.spec.contract,
      describeExtent(report.extent),
      describeOperands(report.operands),
      against,
      errors.method.kind,
      errors.method.pairs,
      errors.method.kind === 'sampled' ? errors.method.seed : undefined,
      ...METRICS.map((name) => errors.all[name]),
      ...METRICS.map((name) => errors.inRange?.[name]),
      ...SHARES.map((name) => errors.shares[name]),
    ]),
  );
}

export function describeOperands(operands: ErrorOperands): string {
  return 'a' in operands
    ? describeStimulus(operands)
    : `${operands.name}: all pairs of one binade in mid-range`;
}

const METRICS = [
  ...(['bias', 'mred', 'rms', 'min', 'max', 'med', 'nmed', 'rmse', 'wce', 'sqnrDb', 'errorRate'] as const),
] as const;

const SHARES = [
  ...([
    'notRne',
    'inRange',
    'above',
    'below',
    'exactZero',
    'signErrors',
    'special',
    'specialMismatches',
  ] as const),
] as const;

function rowsOf(report: ErrorReport): Row[] {
  const { quantised, unquantised } = report;
  return [
    { report, against: 'quantised', errors: quantised },
    ...(unquantised === undefined ? [] : [{ report, against: 'unquantised', errors: unquantised } as const]),
  ];
}

const COLUMNS: readonly Column<Row>[] = [
  left('unit', ({ report }) => report.unit),
  left('checked', ({ report }) => shortExtent(report.extent)),
  left('against', ({ against }) => against),
  right('pairs', ({ errors }) => `${errors.method.pairs.toLocaleString('en')} ${errors.method.kind}`),
  right('bias', ({ errors: { all } }) => withHalf(all.bias, all.halfWidth95?.bias)),
  right('MRED', ({ errors: { all } }) => withHalf(all.mred, all.halfWidth95?.mred)),
  right('RMS', ({ errors }) => percent(errors.all.rms)),
  right('min', ({ errors }) => percent(errors.all.min)),
  right('max', ({ errors }) => percent(errors.all.max)),
  right('in range', ({ errors }) => percent(errors.shares.inRange, 1)),
  right('bias there', ({ errors }) => optional(errors.inRange?.bias)),
  right('MRED there', ({ errors }) => optional(errors.inRange?.mred)),
  right('MED', ({ errors }) => short(errors.all.med)),
  right('NMED', ({ errors }) => errors.all.nmed.toExponential(2)),
  right('RMSE', ({ errors }) => short(errors.all.rmse)),
  right('WCE', ({ errors }) => short(errors.all.wce)),
  right('SQNR dB', ({ errors }) =>
    Number.isFinite(errors.all.sqnrDb) ? errors.all.sqnrDb.toFixed(2) : 'inf',
  ),
  right('wrong', ({ errors }) => percent(errors.all.errorRate, 1)),
  right('not RNE', ({ errors }) => optional(errors.shares.notRne, 1)),
  right('signs', ({ errors }) => share(errors.shares.signErrors)),
  right('special', ({ errors: { shares } }) => `${share(shares.specialMismatches)}/${share(shares.special)}`),
];

/** How far results are from the correctly rounded code, in one line: the histogram of a unit that rounds. */
function ulpsOf({ report, against, errors: { ulps = [] } }: Row): string[] {
  if (against !== 'quantised' || ulps.length === 0) return [];
  const range = ({ from, to }: UlpShare): string => (from === to ? `${from}` : `${from} to ${to}`);
  const shares = ulps.map((each) => `${range(each)}: ${percent(each.share, each.share < 0.001 ? 3 : 1)}`);
  return [`${report.unit}, ulps off: ${shares.join(', ')}`];
}

const optional = (value: number | undefined, places = 2): string =>
  value === undefined ? '-' : percent(value, places);
const share = (value: number): string => (value === 0 ? '0' : percent(value, 2));
const short = (value: number): string => String(Number(value.toPrecision(4)));
const withHalf = (value: number, half: number | undefined): string =>
  half === undefined || !Number.isFinite(half)
    ? percent(value)
    : `${percent(value)} +- ${(100 * half).toFixed(2)}`;

const NOTES: readonly string[] = [
  'results: of the gate netlist; against quantised: the real product (of add: sum) of the operands as the unit gets them; unquantised: of the real operands before rounding',
  'weighted: every pair of codes, with the share it has among the operands, exactly; sampled: seeded draws, +- half the 95 % interval',
  'bias, MRED, RMS, min, max: relative, where the exact result is not zero; in range: exact results that are normal numbers of the format; bias and MRED there alone',
  'MED, RMSE, WCE: distances, mean, root mean square and largest; NMED: MED over the largest exact magnitude; ulps off: codes from the correctly rounded one; wrong: another number than the exact one; not RNE: another code than the correctly rounded one',
  'signs: results of the wrong sign; special: not what is due / all where a NaN or infinity is met; both are in no average',
];
