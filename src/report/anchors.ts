import { packageVersion } from '../package-root.ts';
import {
  type AnchorAbsolute,
  type AnchorRatio,
  adderGates,
  anchorAbsolutes,
  anchorRatios,
  type MeasuredAnchor,
  multiplierGates,
  publishedAnchors,
} from '../study/index.ts';
import type { Technology } from '../tech/index.ts';
import { toolVersions } from '../tools/index.ts';
import { ENERGY_CAVEAT, figure } from './energy.ts';
import { left, right, textTable } from './table.ts';

/** Gates of the operations in the model of van Baalen et al.: on paper, nothing synthesised. */
const MODEL_GATES: Readonly<Record<string, number>> = {
  'int8 add': adderGates(8),
  'int32 add': adderGates(32),
  'int8 mul': multiplierGates(8),
  'int16 mul': multiplierGates(16),
};

export function anchorsData(measured: readonly MeasuredAnchor[], technology: Technology): object {
  const { name, title, corner, supplyVolts } = technology;
  return {
    technology: { name, title, corner, supplyVolts },
    preLayout: true,
    tools: { lmul: packageVersion, ...toolVersions() },
    operations: measured.map(({ figures, ...anchor }) => ({
      ...anchor,
      gateModelGates: MODEL_GATES[anchor.operation],
      ...figures,
    })),
    ratios: anchorRatios(measured),
    absolutes: anchorAbsolutes(measured, technology),
    sources: publishedAnchors(),
  };
}

/** What was measured, and its ratios beside those of published figures. */
export function anchorsText(measured: readonly MeasuredAnchor[], technology: Technology): string {
  const sources = publishedAnchors();
  const absolutes = anchorAbsolutes(measured, technology);
  const times = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(2));
  const operations = textTable<MeasuredAnchor>(
    [
      left('operation', ({ operation }) => operation),
      left('architecture', ({ architecture }) => architecture),
      left('recipe', ({ recipe }) => recipe),
      right('area um2', ({ areaUm2 }) => figure(areaUm2)),
      right('delay ps', ({ delayPs }) => delayPs.toFixed(0)),
      right('fJ/op', ({ figures }) => figure(figures.energyFjPerOp)),
      right('glitch', ({ figures }) => figures.glitchFactor.toFixed(2)),
      right('model gates', ({ operation }) => `${MODEL_GATES[operation] ?? '-'}`),
    ],
    measured,
  );
  const ratios = anchorRatios(measured);
  const ratioTable = textTable<AnchorRatio>(
    [
      left('ratio of energies', ({ ratio }) => ratio),
      right('measured', (row) => times(row.measured)),
      ...sources.map(({ name }) =>
        right<AnchorRatio>(
          name,
          (row) =>
            `${times(row.published[name])}${row.interpolated && row.published[name] !== undefined ? ' *' : ''}`,
        ),
      ),
    ],
    ratios,
  );
  const rows = absolutes.filter(({ published }) => published.length > 0);
  const absoluteTable = textTable<AnchorAbsolute>(
    [
      left('measured / published', ({ operation }) => operation),
      ...sources.map(({ name }) =>
        right<AnchorAbsolute>(name, ({ published }) => {
          const found = published.find(({ source }) => source === name);
          if (found === undefined) return '-';
          return `${found.ratio.toFixed(1)}${found.scaledRatio === undefined ? '' : ` (${found.scaledRatio.toFixed(2)})`}`;
        }),
      ),
    ],
    rows,
  );
  const { title, corner, supplyVolts } = technology;
  const checked = measured.map(
    ({ operation, checkedPairs }) => `${operation} ${checkedPairs.toLocaleString('en')}`,
  );
  return [
    operations,
    ratioTable,
    absoluteTable,
    [
      `${title}, ${corner}, ${supplyVolts} V; ${ENERGY_CAVEAT}; uniform operands, inertial delays, smallest netlist of all recipes`,
      `pairs each mapped netlist was held against integer arithmetic: ${checked.join(', ')}`,
      'of each operation the architecture of least energy; model gates: van Baalen et al., arXiv 2303.17951, on paper',
      '* between the published 8 and 32 bits, by a power of the width; nobody published 16',
      '(in brackets): over the published figure scaled by feature size and V squared, a rule of thumb between nodes',
      ...sources.map(({ name, title: source }) => `${name}: ${source}`),
      `lmul-rtl ${packageVersion}, Yosys ${toolVersions().yosys}`,
    ].join('\n'),
  ].join('\n\n');
}
