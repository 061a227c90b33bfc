import type { LengthError, StimulusSpec } from '../measure/index.ts';
import { describeStimulus } from '../measure/index.ts';
import { type AnySpec, nameOf } from '../unit/index.ts';
import { describeExtent, type Extent } from '../verify/index.ts';
import { type CsvValue, csvTable } from './csv.ts';
import { percent, right, textTable } from './table.ts';

/** The errors of one unit by length of sum. */
export interface UnitAlong {
  readonly spec: AnySpec;
  readonly extent: Extent;
  readonly lengths: readonly LengthError[];
}

/** A unit, and beside it the exact product before the same accumulator; none beside a unit that is exact. */
export interface AlongComparison {
  readonly unit: UnitAlong;
  readonly exact?: UnitAlong;
  readonly stimulus: StimulusSpec;
}

/** Beyond so many standard errors a mean is not taken for chance. */
const SURE = 4;

/** One line of each length, the exact product in the right half; above it what the longest sums say. */
export function alongText({ unit, exact, stimulus }: AlongComparison): string {
  const rows = unit.lengths.map((own, i) => ({ own, beside: exact?.lengths[i] }));
  type Row = (typeof rows)[number];
  const columns = (title: string, of: (row: Row) => LengthError | undefined) =>
    FIGURES.map(({ name, text }) =>
      right<Row>(`${title}${name}`, (row) => {
        const figures = of(row);
        return figures === undefined ? '' : text(figures);
      }),
    );
  const table = textTable<Row>(
    [
      right('products', ({ own }) => own.length.toLocaleString('en')),
      right('sums', ({ own }) => own.sums.toLocaleString('en')),
      ...columns('', ({ own }) => own),
      ...(exact === undefined ? [] : columns('exact: ', ({ beside }) => beside)),
    ],
    rows,
  );
  return [
    `${nameOf(unit.spec)}  checked: ${describeExtent(unit.extent)}`,
    ...(exact === undefined
      ? []
      : [`exact: ${nameOf(exact.spec)}  checked: ${describeExtent(exact.extent)}`]),
    `operands ${describeStimulus(stimulus)}`,
    '',
    table,
    '',
    ...[unit, ...(exact === undefined ? [] : [exact])].map(verdict),
    ...NOTES,
  ].join('\n');
}

const NOTES = [
  '- gain: share of the real sum that the error is, by least squares; in se: in its standard errors (White)',
  '- bias: mean error, RMS: root mean square error, largest: that of any sum, each over the root mean square of the real sums; SQNR: inverse of RMS in dB',
] as const;

const FIGURES: readonly { readonly name: string; readonly text: (figures: LengthError) => string }[] = [
  { name: 'gain', text: ({ gainError }) => share(gainError) },
  { name: 'in se', text: ({ gainInErrors }) => tenths(gainInErrors) },
  { name: 'bias', text: ({ bias }) => share(bias) },
  { name: 'in se', text: ({ biasInErrors }) => tenths(biasInErrors) },
  { name: 'RMS', text: ({ rms }) => share(rms) },
  { name: 'largest', text: ({ largest }) => share(largest) },
  { name: 'SQNR', text: ({ sqnrDb }) => (sqnrDb === Infinity ? 'exact' : tenths(sqnrDb)) },
];

const share = (value: number): string => (Number.isNaN(value) ? '-' : percent(value));
const tenths = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : '-');

/** Whether a bias is left in the longest sums. */
function verdict({ spec, lengths }: UnitAlong): string {
  const last = lengths.at(-1);
  if (last === undefined || last.sums < 2) return `- ${nameOf(spec)}: too few sums are numbers`;
  const { length, gainError, gainInErrors } = last;
  const products = `${length.toLocaleString('en')} products`;
  const found = `the gain error of sums of ${products} is ${share(gainError)}, ${tenths(Math.abs(gainInErrors))} standard errors`;
  if (gainError === 0) return `- ${nameOf(spec)}: no gain error in sums of ${products}`;
  return Math.abs(gainInErrors) > SURE
    ? `- ${nameOf(spec)}: ${found}: it does not average out`
    : `- ${nameOf(spec)}: ${found}: not told apart from chance`;
}

/** As data: figures are shares of one, and null where there is none. */
export function alongData({ unit, exact, stimulus }: AlongComparison): object {
  const of = ({ spec, extent, lengths }: UnitAlong): object => ({
    unit: nameOf(spec),
    spec,
    check: extent,
    lengths,
  });
  return { ...of(unit), stimulus, ...(exact === undefined ? {} : { exact: of(exact) }) };
}

const CSV_FIGURES = [
  'length',
  'sums',
  'gainError',
  'gainInErrors',
  'bias',
  'biasInErrors',
  'rms',
  'rmsHalfWidth95',
  'largest',
  'sqnrDb',
] as const;

/** A line a unit and length, the header first. */
export function alongCsv(all: readonly AlongComparison[]): string {
  const rows = all.flatMap(({ unit, exact, stimulus }) =>
    [unit, ...(exact === undefined ? [] : [exact])].flatMap(({ spec, lengths }) =>
      lengths.map((figures): CsvValue[] => [
        nameOf(spec),
        stimulus.name,
        stimulus.seed,
        ...CSV_FIGURES.map((name) => figures[name]),
      ]),
    ),
  );
  // An exact unit that stands beside several others has its lines once.
  const once = new Map(rows.map((row) => [row.join(), row]));
  return csvTable(['unit', 'stimulus', 'seed', ...CSV_FIGURES], [...once.values()]);
}
