import type { Matrix, MatrixError, MatrixProduct } from '../measure/index.ts';
import type { Placement, SummedFigure, SystolicCost, SystolicFigures } from '../study/index.ts';
import type { Cost } from '../synth/index.ts';
import { type MacSpec, macName, systolicName } from '../unit/index.ts';
import type { CheckedSystolic } from '../verify/index.ts';
import { describeExtent, type Extent } from '../verify/index.ts';
import { ENERGY_CAVEAT, figure } from './energy.ts';
import { percent } from './table.ts';

/** A product of matrices from a checked array, with what is known of the array. */
export interface SystolicReport {
  readonly array: CheckedSystolic;
  readonly a: Matrix;
  readonly b: Matrix;
  readonly product: MatrixProduct;
  /** On an iCE40 device, if that was asked for. */
  readonly placed?: Placement;
  /** In standard cells, if that was asked for. */
  readonly hierarchy?: SystolicCost;
}

export function systolicData({ array, a, b, product, placed, hierarchy }: SystolicReport): object {
  const { spec, level, run, cost } = array;
  const of = ({ file, rows, cols, scale }: Matrix): object => ({ file, shape: [rows, cols], scale });
  return {
    array: systolicName(spec),
    spec,
    level,
    a: of(a),
    b: of(b),
    check: { kind: 'model', sums: run.sums.length },
    tiles: run.tiles,
    cycles: run.cycles,
    utilisation: run.utilisation,
    notNumbers: product.notNumbers,
    error: { ofCodes: product.ofCodes, ofFiles: product.ofFiles },
    product: Array.from({ length: product.rows }, (_, row) =>
      Array.from(product.values.subarray(row * product.cols, (row + 1) * product.cols)),
    ),
    ...(cost === undefined ? {} : { cost }),
    ...(placed === undefined ? {} : { placed: placementData(placed) }),
    ...(hierarchy === undefined
      ? {}
      : { hierarchy: hierarchyData(spec.element, hierarchy.element.verdict.extent, hierarchy) }),
  };
}

export function placementData(placed: Placement): object {
  if (placed.kind === 'too-large') return { fits: false, why: placed.text };
  const { cost, freqMHz } = placed;
  return {
    fits: true,
    ...cost,
    ...(freqMHz === undefined ? {} : { freqMHz, meets: cost.fmaxMHz.min >= freqMHz }),
  };
}

export function systolicText(report: SystolicReport): string {
  const { array, a, b, product, placed, hierarchy } = report;
  const { spec, level, run, cost } = array;
  const shape = ({ file, rows, cols, scale }: Matrix): string =>
    `${file} ${rows} x ${cols}${scale === 1 ? '' : `, scale ${scale}`}`;
  const rows: [string, string][] = [
    ['operands', `${shape(a)}; ${shape(b)}; rounded to ${spec.element.product.format.name}, to nearest even`],
    [
      'checked',
      `all ${run.sums.length.toLocaleString('en')} sums of the simulated ${level === 'rtl' ? 'RTL' : `${level} netlist`} = model, same order`,
    ],
    ['tiles', `${run.tiles}`],
    ['cycles', `${run.cycles.toLocaleString('en')}, from the first operands in to the last row read`],
    ['utilisation', percent(run.utilisation, 1)],
    ['error', `${errorText(product.ofCodes)}, beside the rounded operands in float64`],
    ['', `${errorText(product.ofFiles)}, beside the operands of the files`],
  ];
  if (product.notNumbers > 0) rows.push(['no numbers', `${product.notNumbers} sums, in no error`]);
  if (cost !== undefined) rows.push(['cost', costLine(cost)]);
  if (hierarchy !== undefined) rows.push(...hierarchyRows(hierarchy));
  if (placed !== undefined) rows.push(...placementRows(placed));
  return [systolicName(spec), ...rows.map(([label, text]) => `  ${label.padEnd(14)}${text}`)].join('\n');
}

/** Sizes and energy by hierarchy as data. */
export function hierarchyData(
  element: MacSpec,
  extent: Extent,
  { aigNodes, lut4, logicCells, cells }: SystolicFigures,
): object {
  return {
    element: macName(element),
    extent,
    ...{ aigNodes, lut4, logicCells },
    cells: cells.map(({ technology, ...figures }) => ({ technology: technology.name, ...figures })),
  };
}

function hierarchyRows({ array, aigNodes, lut4, cells, element }: SystolicCost): [string, string][] {
  const count = array.spec.rows * array.spec.cols;
  const text = ({ each, edges, all }: SummedFigure, unit: string): string =>
    `${figure(all)} ${unit}: ${count} elements x ${figure(each)}, edges ${figure(edges)}`;
  return [
    ['element', `checked: ${describeExtent(element.verdict.extent)}`],
    ['size', text(aigNodes, 'AIG nodes')],
    ['', text(lut4, 'LUT4')],
    ...cells.flatMap(({ technology, areaUm2, delayPs, energyFj, energyFjPerProduct }): [string, string][] => [
      [technology.name, `${text(areaUm2, 'um2')}; ${figure(delayPs)} ps; ${ENERGY_CAVEAT}`],
      [
        'energy',
        `${text(energyFj, 'fJ a clock')}; ${figure(energyFjPerProduct)} fJ a product, every element busy, reading not counted`,
      ],
    ]),
  ];
}

function errorText({ relative, largest }: MatrixError): string {
  // Nothing is relative to a product that is zero everywhere.
  return `${Number.isNaN(relative) ? '-' : relative.toExponential(3)} relative (Frobenius), ${largest.toExponential(3)} largest`;
}

function costLine(cost: Cost): string {
  switch (cost.target) {
    case 'gates':
      return `${cost.aigNodes} AIG nodes, ${cost.flipFlops} flip-flops, depth ${cost.depthGates} gates, recipe ${cost.recipe}, Yosys ${cost.tools.yosys}`;
    case 'ice40':
      return `${cost.lut4} LUT4, ${cost.carries} carries, ${cost.flipFlops} flip-flops, depth ${cost.depthLut4} LUTs, Yosys ${cost.tools.yosys}`;
    case 'cells':
      return `${cost.areaUm2} um2 in ${cost.technology}`;
  }
}

function placementRows(placed: Placement): [string, string][] {
  if (placed.kind === 'too-large') return [['fits', `no: ${placed.text}`]];
  const { fmaxMHz, device, logicCells, logicCellsAvailable, tools } = placed.cost;
  const seeds = `min / median / max of ${fmaxMHz.bySeed.length} seeds`;
  const figures = [fmaxMHz.min, fmaxMHz.median, fmaxMHz.max].map((mhz) => mhz.toFixed(1)).join(' / ');
  const rows: [string, string][] = [
    ['fits', `yes: ${logicCells} of ${logicCellsAvailable} logic cells of ${device}, harness included`],
    ['Fmax', `${figures} MHz (${seeds}), nextpnr ${tools.nextpnr}`],
  ];
  if (placed.freqMHz !== undefined)
    rows.push([
      `at ${placed.freqMHz} MHz`,
      fmaxMHz.min >= placed.freqMHz
        ? 'met by every seed'
        : `missed by ${(placed.freqMHz - fmaxMHz.min).toFixed(1)} MHz: the slowest seed reaches ${fmaxMHz.min.toFixed(1)}`,
    ]);
  return rows;
}
