import type { CellsCost, PlacedCost } from '../synth/index.ts';
import { type AnySpec, nameOf } from '../unit/index.ts';
import { type CheckedUnit, describeExtent } from '../verify/index.ts';
import { cellRecipesText, cellsRows } from './cells-cost.ts';
import { type PartCost, partRows, partsText } from './parts.ts';
import { left, right, textTable } from './table.ts';

/** A delay is no better than its netlist was made to be. */
export const DELAY_NOTE = 'delay: of the smallest netlist of all recipes, which need not be the fastest';

/** What a checked unit costs on one target; `placed` when it was placed and routed too. */
export interface UnitCost {
  readonly unit: CheckedUnit<AnySpec>;
  /** `cells`: the first technology the unit was mapped to. */
  readonly target: 'gates' | 'ice40' | 'cells';
  /** Every recipe of standard cells, not only the best. */
  readonly allRecipes?: boolean;
  readonly placed?: PlacedCost;
  /** Clock asked for; the verdict is on the slowest seed. */
  readonly freqMHz?: number;
  /** Of a unit that has parts: each on its own, the product first. */
  readonly parts?: readonly PartCost[];
}

export function costData({ unit, target, placed, freqMHz, parts }: UnitCost): object {
  return {
    unit: nameOf(unit.spec),
    spec: unit.spec,
    check: unit.verdict.extent,
    cost: target === 'cells' ? cellsOf(unit) : unit.costs[target],
    ...(parts === undefined ? {} : { parts: partRows(unit, parts, target) }),
    ...(placed === undefined ? {} : { placed }),
    ...(placed === undefined || freqMHz === undefined
      ? {}
      : { freqMHz, meets: placed.fmaxMHz.min >= freqMHz }),
  };
}

export function costText(cost: UnitCost): string {
  const { unit, target } = cost;
  const head = `${nameOf(unit.spec)}  checked: ${describeExtent(unit.verdict.extent)}`;
  const body = costRows(cost)
    .map(([label, text]) => `  ${label.padEnd(18)}${text}`)
    .join('\n');
  const parts = cost.parts === undefined ? [] : [partsText(unit, cost.parts, target)];
  return [`${head}\n${body}`, ...recipesOf(cost), ...parts].join('\n\n');
}

function recipesOf({ unit, target, allRecipes }: UnitCost): string[] {
  if (target === 'gates') return [recipesText(unit)];
  return target === 'cells' && allRecipes === true ? [cellRecipesText(cellsOf(unit))] : [];
}

/** What a unit costs on its target, as labels and texts. */
export function costRows(cost: UnitCost): Rows {
  switch (cost.target) {
    case 'gates':
      return gatesRows(cost);
    case 'ice40':
      return ice40Rows(cost);
    case 'cells':
      return cellsRows(cellsOf(cost.unit));
  }
}

/** Of a unit that was mapped to standard cells: what it costs in the first technology. */
export function cellsOf({ mapped, spec }: CheckedUnit<AnySpec>): CellsCost {
  const [first] = mapped;
  if (first === undefined) throw new Error(`${nameOf(spec)} was not mapped to standard cells`);
  return first.cost;
}

type Rows = readonly (readonly [string, string])[];

function gatesRows({ unit }: UnitCost): Rows {
  const {
    gates,
    inverters,
    flipFlops,
    nand2Equivalents,
    aigNodes,
    depthGates,
    depthAig,
    recipe,
    tools,
    cells,
  } = unit.costs.gates;
  return [
    ['target', `gates, recipe ${recipe}, Yosys ${tools.yosys}`],
    ['two-input gates', `${gates}`],
    ['inverters', `${inverters}`],
    ['flip-flops', `${flipFlops}`],
    ['NAND2-equivalents', `${nand2Equivalents}`],
    ['AIG nodes', `${aigNodes}`],
    ['depth', `${depthGates} gates, ${depthAig} AIG levels`],
    ['cells', histogram(cells)],
  ];
}

function ice40Rows({ unit, placed, freqMHz }: UnitCost): Rows {
  const { lut4, carries, flipFlops, depthLut4, recipe, tools, cells } = unit.costs.ice40;
  const rows: [string, string][] = [
    ['target', `ice40, recipe ${recipe}, Yosys ${tools.yosys}`],
    ['LUT4', `${lut4}`],
    ['carries', `${carries}`],
    ['flip-flops', `${flipFlops}`],
    ['depth', `${depthLut4} LUTs`],
    ['cells', histogram(cells)],
  ];
  if (placed === undefined) return rows;
  const { fmaxMHz, device, logicCells, logicCellsAvailable } = placed;
  rows.push(
    [
      'placed on',
      `${device}-${placed.package}, nextpnr ${placed.tools.nextpnr}, register to register in a harness`,
    ],
    [
      'Fmax',
      `${fmaxMHz.min.toFixed(1)} / ${fmaxMHz.median.toFixed(1)} / ${fmaxMHz.max.toFixed(1)} MHz (min / median / max of ${fmaxMHz.bySeed.length} seeds)`,
    ],
    ['by seed', fmaxMHz.bySeed.map((run) => `${run.seed}: ${run.fmaxMHz.toFixed(1)}`).join(', ')],
    ['logic cells', `${logicCells} of ${logicCellsAvailable}, harness included`],
  );
  if (freqMHz !== undefined)
    rows.push([
      `at ${freqMHz} MHz`,
      fmaxMHz.min >= freqMHz
        ? 'met by every seed'
        : `missed: the slowest seed reaches ${fmaxMHz.min.toFixed(1)} MHz`,
    ]);
  return rows;
}

function histogram(cells: Readonly<Record<string, number>>): string {
  return Object.entries(cells)
    .map(([type, count]) => `${type.replace(/^\$_|_$/g, '')} ${count}`)
    .join(', ');
}

/** The same design by every recipe: how far the choice of recipe moves the figure. */
function recipesText({ costs }: CheckedUnit<AnySpec>): string {
  type Row = CheckedUnit['costs']['gates']['recipes'][number];
  return textTable<Row>(
    [
      left('recipe', ({ recipe }) => recipe),
      right('AIG', ({ aigNodes }) => `${aigNodes}`),
      right('gates', ({ gates }) => `${gates}`),
      right('NAND2', ({ nand2Equivalents }) => `${nand2Equivalents}`),
      right('depth', ({ depthGates }) => `${depthGates}`),
    ],
    costs.gates.recipes,
  );
}
