import type { Trial, TrialRow } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import { describeExtent } from '../verify/index.ts';
import { type CsvValue, csvTable } from './csv.ts';
import { shortExtent } from './extent.ts';
import { type Column, left, markdownTable, percent, right, textTable } from './table.ts';

/** What was computed, with what: `attention`, and its tensors in words. */
export interface TrialHead {
  readonly computation: 'attention' | 'linear';
  readonly tensors: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, boolean>>;
}

/** A trial as text or Markdown. */
export function trialText(head: TrialHead, trial: Trial, style: 'text' | 'markdown'): string {
  const table = style === 'text' ? textTable : markdownTable;
  const notes = notesOf(trial);
  return [
    titleOf(head, trial),
    table(COLUMNS, trial.rows),
    (style === 'text' ? notes : notes.map((note) => `- ${note}`)).join('\n'),
  ].join('\n\n');
}

/** The same as data; the schema is schemas/trial.json. */
export function trialData(head: TrialHead, { rows, ...trial }: Trial): object {
  return {
    ...head,
    ...trial,
    rows: rows.map((row) =>
      row.extent === undefined ? row : { ...row, checked: describeExtent(row.extent) },
    ),
    tools: { lmul: packageVersion },
  };
}

/** The same as CSV: a line a way of computing and reference. */
export function trialCsv(trial: Trial): string {
  return csvTable(
    ['computed', 'name', 'scaling', 'checked', 'against', ...FIGURES],
    trial.rows.flatMap((row) =>
      (['Float64', 'Float32'] as const).map((reference): CsvValue[] => [
        row.kind,
        row.name,
        row.kind === 'float32' ? 'none' : trial.scaling,
        row.extent === undefined ? undefined : describeExtent(row.extent),
        reference.toLowerCase(),
        ...FIGURES.map((figure) => row[`against${reference}`][figure]),
      ]),
    ),
  );
}

const FIGURES = [
  ...(['relativeError', 'sqnrDb', 'maxAbsError', 'meanAbsError', 'cosine', 'notFinite'] as const),
] as const;

function titleOf({ computation, tensors, options }: TrialHead, { outputs }: Trial): string {
  const given = Object.entries(tensors).map(([name, tensor]) => `${name} ${tensor}`);
  const chosen = Object.entries(options).flatMap(([name, on]) => (on ? [name] : []));
  return `${computation}: ${[...given, ...chosen].join(', ')}; ${outputs.toLocaleString('en')} outputs`;
}

/** What does not exist is a dash; `noteOfNone` says why. */
const figure = (value: number, text: (value: number) => string): string =>
  Number.isNaN(value) ? '-' : text(value);
const decibels = (value: number): string =>
  figure(value, () => (Number.isFinite(value) ? value.toFixed(2) : 'inf'));

const COLUMNS: readonly Column<TrialRow>[] = [
  left('computed', ({ kind, name }) => (kind === 'quantised' ? `quantised to ${name}` : name)),
  left('checked', ({ extent }) => (extent === undefined ? '-' : shortExtent(extent))),
  right('error', (row) => percent(row.againstFloat64.relativeError, 4)),
  right('SQNR dB', (row) => decibels(row.againstFloat64.sqnrDb)),
  right('largest', (row) => row.againstFloat64.maxAbsError.toExponential(2)),
  right('mean', (row) => figure(row.againstFloat64.meanAbsError, (mean) => mean.toExponential(2))),
  right('cosine', (row) => figure(row.againstFloat64.cosine, (cosine) => cosine.toFixed(6))),
  right('error to float32', (row) => percent(row.againstFloat32.relativeError, 4)),
  right('not finite', (row) => String(row.againstFloat64.notFinite)),
];

const SCALINGS = {
  none: 'operands as they are',
  tensor: 'each operand of a product with one scale, as large as products in range allow',
  block32:
    'operands in blocks of 32 along the sum, scaled by powers of two (OCP MX) as large as products in range allow; blocks are added in float32',
} as const;

function notesOf({ scaling, rows }: Trial): string[] {
  return [
    ...noteOfNone(rows),
    'error, SQNR, largest, mean, cosine: against float64 from the unquantised tensors; error: length of the difference over that of the output',
    'quantised: real products of the rounded operands, sums in float64: what the format alone costs; units: from their gate netlists',
    `scaling ${scaling}: ${SCALINGS[scaling]}; beyond the largest number operands stay there`,
    'products of a sum are added first to last; scores, softmax in float64, its weights and all outputs rounded to float32',
    `lmul-rtl ${packageVersion}`,
  ];
}

/** Why figures are missing, where any are. */
function noteOfNone(rows: readonly TrialRow[]): string[] {
  const errors = rows.flatMap(({ againstFloat64, againstFloat32 }) => [againstFloat64, againstFloat32]);
  if (!errors.some(({ meanAbsError, cosine }) => Number.isNaN(meanAbsError) || Number.isNaN(cosine)))
    return [];
  const isZero = rows.some(
    ({ againstFloat64: { relativeError, notFinite } }) => Number.isNaN(relativeError) && notFinite === 0,
  );
  return [
    isZero
      ? '-: the reference output is zero everywhere, and no figure is relative to it'
      : '-: of an output that is zero everywhere, or that holds no finite number',
  ];
}
