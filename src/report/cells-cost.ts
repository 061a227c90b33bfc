import type { CellsCost, CellsFigures, Endpoint, PathStep, Spread } from '../synth/index.ts';
import { left, right, textTable } from './table.ts';

/** Rows on the cost of a unit in standard cells. */
export function cellsRows(cost: CellsCost): [string, string][] {
  const { technology, corner, supplyVolts, recipe, tools, cells, clock, spread, leakageNw, timing } = cost;
  const count = Object.values(cells).reduce((sum, each) => sum + each, 0);
  return [
    ['target', `cells:${technology}, ${corner}, ${supplyVolts} V; recipe ${recipe}, Yosys ${tools.yosys}`],
    ['area', `${cost.areaUm2.toFixed(3)} µm² (over recipes ${spreadText(spread.areaUm2, 3)})`],
    [
      'delay',
      `${ps(cost.delayPs)} ps (over recipes ${spreadText(spread.delayPs, 1)}); before layout, no wires`,
    ],
    ...(clock === undefined
      ? []
      : [['clock', `${clock.periodPs} ps, ${clock.meets ? 'met' : 'missed'}`] as [string, string]]),
    ['critical path', pathText(timing.path, timing.endpoint)],
    ['flip-flops', `${cost.flipFlops}`],
    ['leakage', `${leakageNw.toPrecision(4)} nW`],
    ['cells', `${count}: ${histogram(cells)}`],
  ];
}

/** The same unit by every recipe. */
export function cellRecipesText({ recipes }: CellsCost): string {
  return textTable<CellsFigures>(
    [
      left('recipe', ({ recipe }) => recipe),
      right('area µm²', ({ areaUm2 }) => areaUm2.toFixed(3)),
      right('delay ps', ({ delayPs }) => ps(delayPs)),
    ],
    recipes,
  );
}

const ps = (value: number): string => value.toFixed(1);

const spreadText = ({ best, median, worst }: Spread, places: number): string =>
  `best ${best.toFixed(places)}, median ${median.toFixed(places)}, worst ${worst.toFixed(places)}`;

function pathText(path: readonly PathStep[], endpoint: Endpoint | undefined): string {
  if (endpoint === undefined) return 'none';
  const end =
    endpoint.kind === 'output'
      ? `${endpoint.port}[${endpoint.bit}]`
      : `${endpoint.type}, setup ${ps(endpoint.setupPs)} ps`;
  const steps = path.map(({ type, arrivalPs }) => `${type} ${ps(arrivalPs)}`);
  return `${path.length} cells to ${end}\n${' '.repeat(20)}${steps.join(`\n${' '.repeat(20)}`)}`;
}

const histogram = (cells: Readonly<Record<string, number>>): string =>
  Object.entries(cells)
    .map(([type, count]) => `${type} ${count}`)
    .join(', ');
