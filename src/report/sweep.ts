import { createPlan, type Plan } from '../rtl/index.ts';
import {
  COST_KINDS,
  type CostKind,
  type FrontMarks,
  frontsOf,
  isMeasured,
  type MeasuredPoint,
  type PointOutcome,
  productOf,
  type SweepResults,
} from '../study/index.ts';
import { crossingsData } from './crossings.ts';
import { type CsvValue, csvTable } from './csv.ts';
import { shortExtent } from './extent.ts';
import { type Fronts, sweepMarkdown } from './sweep-markdown.ts';

/** `results.json`, `results.csv` and `results.md`: same study, same tools, same bytes. */
export function planOfSweep(results: SweepResults): Plan {
  const fronts = frontsOfResults(results);
  return createPlan({
    'results.json': `${JSON.stringify(sweepData(results, fronts), null, 2)}\n`,
    'results.csv': sweepCsv(results, fronts),
    'results.md': `${sweepMarkdown(results, fronts)}\n`,
  });
}

/** Which points are on which fronts; of a shard none, since others may beat them. */
export function frontsOfResults({ points, shard }: SweepResults): Fronts {
  return shard === undefined ? frontsOf(points.filter(isMeasured)) : new Map();
}

/** Results as data, each measured point marked as on the fronts or not. */
export function sweepData(results: SweepResults, fronts: Fronts = frontsOfResults(results)): object {
  return {
    ...results,
    ...crossingsData(results),
    points: results.points.map((point) => {
      const onFront = fronts.get(point.index);
      return onFront === undefined ? point : { ...point, onFront };
    }),
  };
}

interface Row {
  readonly point: PointOutcome;
  readonly onFront: FrontMarks;
  /** Which of the stimuli. */
  readonly stimulus: number;
}

const ofMeasured =
  (cell: (point: MeasuredPoint, row: Row) => CsvValue): ((row: Row) => CsvValue) =>
  (row) =>
    isMeasured(row.point) ? cell(row.point, row) : undefined;

const energyOf = ({ energies }: MeasuredPoint, { stimulus }: Row) => energies?.[stimulus];
const errorOf = ({ operandErrors }: MeasuredPoint, { stimulus }: Row) => operandErrors[stimulus];

const COLUMNS: Readonly<Record<string, (row: Row) => CsvValue>> = {
  index: ({ point }) => point.index,
  unit: ({ point }) => point.unit,
  level: ({ point }) => point.level,
  format: ({ point }) => productOf(point.spec).format.name,
  expBits: ({ point }) => productOf(point.spec).format.expBits,
  manBits: ({ point }) => productOf(point.spec).format.manBits,
  product: ({ point }) => productOf(point.spec).product,
  contract: ({ point }) => productOf(point.spec).contract,
  target: ({ point }) => point.target,
  recipe: ({ point }) => point.recipe,
  outcome: ({ point }) => point.kind,
  checked: ofMeasured(({ extent }) => shortExtent(extent)),
  bias: ofMeasured(({ error }) => error.bias),
  mred: ofMeasured(({ error }) => error.mred),
  rms: ofMeasured(({ error }) => error.rms),
  minError: ofMeasured(({ error }) => error.min),
  maxError: ofMeasured(({ error }) => error.max),
  notRne: ofMeasured(({ error }) => error.notRne),
  aigNodes: ofMeasured(({ costs }) => costs.aigNodes),
  nand2Equivalents: ofMeasured(({ costs }) => costs.nand2Equivalents),
  depthGates: ofMeasured(({ costs }) => costs.depthGates),
  lut4: ofMeasured(({ costs }) => costs.lut4),
  depthLut4: ofMeasured(({ costs }) => costs.depthLut4),
  fmaxMHz: ofMeasured(({ costs }) => costs.fmaxMHz),
  areaUm2: ofMeasured(({ costs }) => costs.areaUm2),
  delayPs: ofMeasured(({ costs }) => costs.delayPs),
  chosenRecipe: ofMeasured(({ chosenRecipe }) => chosenRecipe),
  stimulus: ofMeasured((point, row) => errorOf(point, row)?.stimulus),
  stimulusBias: ofMeasured((point, row) => errorOf(point, row)?.error.bias),
  stimulusMred: ofMeasured((point, row) => errorOf(point, row)?.error.mred),
  stimulusRms: ofMeasured((point, row) => errorOf(point, row)?.error.rms),
  energyFjPerOp: ofMeasured((point, row) => energyOf(point, row)?.figures.energyFjPerOp),
  halfWidthFjPerOp: ofMeasured((point, row) => energyOf(point, row)?.figures.halfWidthFjPerOp),
  glitchFactor: ofMeasured((point, row) => energyOf(point, row)?.figures.glitchFactor),
  ...Object.fromEntries(
    COST_KINDS.map((kind: CostKind) => [
      `front${kind[0]!.toUpperCase()}${kind.slice(1)}`,
      ({ onFront }: Row): CsvValue => onFront[kind],
    ]),
  ),
  reason: ({ point }) => (isMeasured(point) ? point.missing : point.reason.split('\n')[0]),
};

/** One line a point and stimulus; RFC 4180, with a head. */
function sweepCsv({ points }: SweepResults, fronts: Fronts): string {
  const rows = points.flatMap((point) => {
    const count = isMeasured(point) ? Math.max(1, point.operandErrors.length) : 1;
    const onFront = fronts.get(point.index) ?? {};
    return Array.from({ length: count }, (_, stimulus): Row => ({ point, onFront, stimulus }));
  });
  return csvTable(
    Object.keys(COLUMNS),
    rows.map((row) => Object.values(COLUMNS).map((cell) => cell(row))),
  );
}
