import { parseFormat } from '../../src/format/index.ts';
import type { HeatMap } from '../../src/measure/index.ts';
import { type ReportInput, reportDocument } from '../../src/report/index.ts';
import type { UnitEnergy, UnitErrors } from '../../src/study/index.ts';
import { carryIn, comparedUnit, comparisonOf, inCells, lmul } from '../study/comparison-under-test.ts';

/** A unit of made-up figures, with the bracket of its energy. */
function costed(spec: typeof lmul, cost: number) {
  const unit = inCells(comparedUnit(spec, cost, 100), cost);
  const cells = unit.cells as UnitEnergy;
  const [first] = cells.energies;
  const bracket = { zeroFjPerOp: 8 * cost, unitFjPerOp: 12 * cost };
  const energies = [{ ...first!, figures: { ...first!.figures, ...bracket } }];
  return { ...unit, cells: { ...cells, unit: unit.unit, extent: unit.extent, energies } };
}

const compared = comparisonOf([costed(lmul, 80), costed(carryIn, 100)]);

const map = {
  ...{ kind: 'exhaustive', seed: 1, pairs: 64, size: 8, mantissasPerCell: 1 },
  relativeError: Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (_, column) => (row - column) / 100),
  ),
} as unknown as HeatMap;

const errors = compared.units.map(({ spec, extent, error }) => ({
  spec,
  extent,
  error,
  map,
})) as UnitErrors[];

export const HOSTILE = `</title><script>document.title = 'broken'</script><img src=x onerror="document.title='broken'">&amp;"'`;

/** Made-up figures in every section a report can have. */
export const input: ReportInput = {
  title: HOSTILE,
  comparisons: [compared],
  errors,
  widths: ['e4m2', 'e4m3'].map((name) => ({ ...compared, format: parseFormat(name) })),
  dotErrors: {
    label: 'mean error',
    curves: [{ name: HOSTILE, points: [4, 64, 4096].map((length) => ({ length, error: length / 1e5 })) }],
    notes: ['seed 1'],
  },
  claims: [
    { claim: HOSTILE, source: 'a paper', published: '95 %', measured: '19 %', verdict: 'does not hold' },
  ],
  commands: ['lmul report e4m3', `lmul report --title "${HOSTILE}"`],
};

export const document = reportDocument(input);
