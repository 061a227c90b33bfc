import { describeStimulus } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import type { DataTable } from '../picture/index.ts';
import {
  bestExact,
  type ComparedUnit,
  type Comparison,
  type CostFigures,
  type CostName,
  figuresOf,
  ratiosOf,
} from '../study/index.ts';
import { toolVersions } from '../tools/index.ts';
import { shortName } from '../unit/index.ts';
import { ENERGY_CAVEAT, intervalText } from './energy.ts';
import { shortExtent } from './extent.ts';
import { withRatio } from './over-exact.ts';
import { type Column, dataTable, left, markdownTable, percent, right, textTable } from './table.ts';

/** The comparison as text: the answer in a sentence, the table, and what the figures mean. */
export function comparisonText(comparison: Comparison): string {
  return [answerOf(comparison), textTable(columnsOf(comparison), comparison.units), notesOf(comparison)].join(
    '\n\n',
  );
}

/** The same as Markdown. */
export function comparisonMarkdown(comparison: Comparison): string {
  const notes = notesOf(comparison)
    .split('\n')
    .map((line) => `- ${line}`);
  return [
    answerOf(comparison),
    markdownTable(columnsOf(comparison), comparison.units),
    notes.join('\n'),
  ].join('\n\n');
}

/** The comparison as data, with the ratios the table shows. */
export function comparisonData(comparison: Comparison): object {
  const best = bestExact(comparison);
  return {
    ...comparison,
    tools: { lmul: packageVersion, ...toolVersions() },
    bestExact: best,
    units: comparison.units.map((unit) => ({ ...unit, ratioToBestExact: ratiosOf(unit, best) })),
  };
}

/** The table of a comparison as texts. */
export function comparisonTable(comparison: Comparison): DataTable {
  return dataTable(columnsOf(comparison), comparison.units);
}

/** What its figures mean, a line each. */
export function comparisonNotes(comparison: Comparison): string[] {
  return notesOf(comparison).split('\n');
}

/** What adding instead of multiplying gains here and costs, in one sentence. */
export function answerOf(comparison: Comparison): string {
  const { units, format, contract, rounding } = comparison;
  const lmul = units.find(
    ({ spec }) => spec.product === 'lmul' && spec.form === 'adder' && spec.offset === 'paper',
  );
  const best = bestExact(comparison);
  const head = `${format.name}, contract ${contract}, rounding ${rounding}`;
  if (lmul === undefined || best.aigNodes === undefined) return head;
  const ratios = ratiosOf(lmul, best);
  const times = (ratio: number | undefined): string => (ratio === undefined ? '?' : ratio.toFixed(2));
  const { cells } = lmul;
  const inCells =
    cells === undefined
      ? ''
      : `, ${times(ratios.areaUm2)} of the area and ${times(ratios.energyFjPerOp)} of the energy in ${cells.technology.title}`;
  return `${head}: L-Mul takes ${times(ratios.aigNodes)} of the AIG nodes${inCells === '' ? ' and' : ','} ${times(ratios.lut4)} of the LUTs${inCells} of the best exact unit, at a mean relative error of ${percent(lmul.error.mred)}.`;
}

function columnsOf(comparison: Comparison): Column<ComparedUnit>[] {
  const best = bestExact(comparison);
  const cost = (title: string, name: Exclude<CostName, 'fmaxMHz'>): Column<ComparedUnit> =>
    right(title, (row) => withRatio(String(figuresOf(row)[name]), ratiosOf(row, best)[name]));
  return [
    left('unit', ({ unit }) => unit),
    left('contract', ({ spec }) => spec.contract),
    left('checked', ({ extent }) => shortExtent(extent)),
    right('bias', ({ error }) => percent(error.bias)),
    right('MRED', ({ error }) => percent(error.mred)),
    right('not RNE', ({ error }) => (error.notRne === undefined ? '-' : percent(error.notRne, 1))),
    cost('AIG', 'aigNodes'),
    cost('NAND2', 'nand2Equivalents'),
    cost('depth', 'depthGates'),
    ...(comparison.units.some(({ cells }) => cells !== undefined) ? cellColumns(best) : []),
    cost('LUT4', 'lut4'),
    right('carry', ({ ice40 }) => String(ice40.carries)),
    right('Fmax min/med/max MHz', (row) => fmaxText(row, ratiosOf(row, best))),
  ];
}

/** Area, delay and energy in standard cells, each over the best exact one. */
function cellColumns(best: Partial<CostFigures>): Column<ComparedUnit>[] {
  const column = (title: string, name: 'areaUm2' | 'delayPs' | 'energyFjPerOp'): Column<ComparedUnit> =>
    right(title, (row) => {
      const figure = figuresOf(row)[name];
      return figure === undefined
        ? '-'
        : withRatio(figure.toFixed(figure < 100 ? 1 : 0), ratiosOf(row, best)[name]);
    });
  return [column('um2', 'areaUm2'), column('ps', 'delayPs'), column('fJ/op', 'energyFjPerOp')];
}

function fmaxText({ placed }: ComparedUnit, ratios: Partial<CostFigures>): string {
  if (placed === undefined) return '-';
  const { min, median, max } = placed.fmaxMHz;
  return withRatio([min, median, max].map((fmax) => fmax.toFixed(0)).join('/'), ratios.fmaxMHz);
}

function notesOf(comparison: Comparison): string {
  const { units, failed, refused } = comparison;
  const { yosys, nextpnr } = toolVersions();
  const first = units[0];
  const inCells = units.some(({ cells }) => cells !== undefined);
  return [
    `checked: model against elaborated RTL, gate netlist${inCells ? ', iCE40 netlist and standard cells' : ' and iCE40 netlist'}; no figure for a unit that differs`,
    ...(first === undefined ? [] : figureNotes(first, comparison)),
    ...failed.map(({ spec }) => `failed its check, so without figures: ${shortName(spec)}`),
    ...refused.map(({ unit, reason }) => `not built: ${unit}. ${reason}`),
    `lmul-rtl ${packageVersion}, Yosys ${yosys}, nextpnr ${nextpnr ?? 'absent'}`,
  ].join('\n');
}

/** What the columns mean, with the conditions that all units of a comparison share. */
function figureNotes({ error, gates }: ComparedUnit, comparison: Comparison): string[] {
  const { units, withoutFmax, rounding } = comparison;
  const placed = units.find((unit) => unit.placed !== undefined)?.placed;
  const seeds = placed?.fmaxMHz.bySeed.map(({ seed }) => seed).join(' ');
  return [
    `errors: gate netlist against the real product, ${error.kind === 'exhaustive' ? 'all' : 'sampled'} ${error.pairs.toLocaleString('en')} pairs of mantissas, operands of one binade in mid-range`,
    `xN: cost over that of the best exact ${rounding} unit; below about 0.03 a difference is noise`,
    `gates: best of ${gates.recipes.length} recipes by AIG nodes; NAND2: NAND2-equivalents; depth: two-input gates in that recipe, inverters free`,
    ...cellNotes(comparison),
    ...(placed === undefined ? [] : [`Fmax: register to register, iCE40 ${placed.device}, seeds ${seeds}`]),
    ...(withoutFmax === undefined ? [] : [`no Fmax: ${withoutFmax.replace(/\n\s*/g, '; ')}`]),
  ];
}

function cellNotes({ units }: Comparison): string[] {
  const cells = units.find((unit) => unit.cells !== undefined)?.cells;
  const measured = units.flatMap((unit) => unit.cells?.energies.slice(0, 1) ?? []);
  const energy = measured[0];
  if (cells === undefined || energy === undefined) return [];
  const { title, corner, supplyVolts } = cells.technology;
  return [
    `um2, ps, fJ/op: ${title}, ${corner}, ${supplyVolts} V, the smallest netlist of ${cells.spread.recipes} recipes; ${ENERGY_CAVEAT}`,
    `fJ/op: by operation, inertial delays, ${intervalText(measured)}; operands ${describeStimulus(energy.stimulus)}`,
  ];
}
