import { describeStimulus } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import { type MacTable, type MacTableUnit, STAGE_TOLERANCE } from '../study/index.ts';
import { toolVersions } from '../tools/index.ts';
import { type AnySpec, isInteger, isMac, lanesOf, nameOf } from '../unit/index.ts';
import { effortOf } from '../verify/index.ts';
import { arrayNotes, arrayTableText } from './array-table.ts';
import { ENERGY_CAVEAT, energyData, figure, intervalText, operandsText, plainFigure } from './energy.ts';
import { shortExtent } from './extent.ts';
import { overExact, withRatio } from './over-exact.ts';
import { productText } from './product-text.ts';
import { hierarchyData, placementData } from './systolic.ts';
import { type Column, left, markdownTable, percent, right, textTable } from './table.ts';

/** The table as data: for each unit its figures, and each over that of the best exact unit of its group. */
export function macTableData(table: MacTable): object {
  const { format, contract, technologies, units, arrays, failed, refused } = table;
  return {
    format,
    contract,
    tools: { lmul: packageVersion, yosys: toolVersions().yosys },
    technologies: technologies.map(({ name }) => name),
    units: units.map(({ cells, ...unit }) => ({
      ...unit,
      cells: cells.map(energyData),
      ratioToBestExact: Object.fromEntries(
        figuresOf(table).flatMap(({ key, of }) => {
          const ratio = ratioOf(table, { cells, ...unit }, of);
          return ratio === undefined ? [] : [[key, ratio]];
        }),
      ),
    })),
    arrays: arrays.map(({ array, group, element, extent, cost, placed }) => ({
      ...{ array, group },
      ...hierarchyData(element, extent, cost),
      placed: placementData(placed),
    })),
    failed: failed.map(({ spec, counterexample }) => ({ spec, counterexample })),
    refused,
  };
}

export function macTableText(table: MacTable, style: 'text' | 'markdown'): string {
  const { format, contract, technologies, units, arrays, failed, refused } = table;
  const render = style === 'markdown' ? markdownTable<MacTableUnit> : textTable<MacTableUnit>;
  const bullet = style === 'markdown' ? '- ' : '';
  const notes = [
    'xN: over the best exact unit of the same accumulation; below about 0.03 a difference is noise',
    ...technologies.map(
      ({ title, corner, supplyVolts }) => `${title}, ${corner}, ${supplyVolts} V; ${ENERGY_CAVEAT}`,
    ),
    ...energyNotes(units),
    ...integerNotes(units),
    ...effortNotes(units),
    ...units.flatMap(beyondTolerance),
    ...arrayNotes(arrays),
    ...failed.map(({ spec }) => `failed its check, so without figures: ${nameOf(spec)}`),
    ...refused.map(({ unit, reason }) => `left out: ${unit}: ${reason}`),
    `lmul-rtl ${packageVersion}, Yosys ${toolVersions().yosys}`,
  ];
  const head = `${format.name}, contract ${contract}: multiply-accumulate units and dot products`;
  return [
    style === 'markdown' ? `### ${head}` : head,
    ...(units.length === 0 ? [] : [render(columnsOf(table), units)]),
    ...(arrays.length === 0 ? [] : [arrayTableText(table, style)]),
    notes.map((note) => bullet + note).join('\n'),
  ].join('\n\n');
}

interface Figure {
  readonly key: string;
  readonly title: string;
  readonly of: (unit: MacTableUnit) => number | undefined;
}

function figuresOf({ technologies }: MacTable): Figure[] {
  return [
    { key: 'aigNodes', title: 'AIG', of: ({ gates }) => gates.aigNodes },
    { key: 'lut4', title: 'LUT4', of: ({ ice40 }) => ice40.lut4 },
    ...technologies.flatMap(({ name }, at): Figure[] => [
      { key: `${name}.areaUm2`, title: `${name} um2`, of: ({ cells }) => cells[at]?.areaUm2 },
      { key: `${name}.delayPs`, title: 'ps', of: ({ cells }) => cells[at]?.delayPs },
      {
        key: `${name}.energyFjPerOp`,
        title: 'fJ/op',
        of: ({ cells }) => cells[at]?.energies[0]?.figures.energyFjPerOp,
      },
    ]),
  ];
}

const ratioOf = ({ units }: Pick<MacTable, 'units'>, unit: MacTableUnit, of: Figure['of']) =>
  overExact(units, unit, of, ({ spec }) => isExact(spec));

function columnsOf(table: MacTable): Column<MacTableUnit>[] {
  const hasLanes = table.units.some(({ spec }) => lanesOf(spec) > 1);
  return [
    left('accumulation', ({ group }) => group),
    left('product', ({ spec }) => productText(spec)),
    left('checked', ({ extent }) => shortExtent(extent)),
    ...figuresOf(table).map(({ title, of }) =>
      right<MacTableUnit>(title, (unit) => {
        const value = of(unit);
        return value === undefined ? '-' : withRatio(plainFigure(value), ratioOf(table, unit, of));
      }),
    ),
    ...table.technologies.flatMap(({ name }, at): Column<MacTableUnit>[] => {
      const share = (unit: MacTableUnit, of: 'areaUm2' | 'energyFj'): string => {
        const stages = unit.cells[at]?.energies[0]?.stages?.[of];
        if (stages?.freeProductSaves === undefined) return '-';
        return `${percent(stages.freeProductSaves, 0)}, ${percent(stages.freeMultiplierSaves, 0)}`;
      };
      return [
        ...(hasLanes ? [right<MacTableUnit>(`${name} fJ/product`, (unit) => perProduct(unit, at))] : []),
        right(`${name} area: product, multiplier`, (unit) => share(unit, 'areaUm2')),
        right('energy: product, multiplier', (unit) => share(unit, 'energyFj')),
      ];
    }),
  ];
}

function perProduct({ cells, spec }: MacTableUnit, at: number): string {
  const energy = cells[at]?.energies[0]?.figures.energyFjPerOp;
  return energy === undefined ? '-' : figure(energy / lanesOf(spec));
}

function isExact(spec: AnySpec): boolean {
  return isMac(spec) && spec.product.product === 'exact';
}

function energyNotes(units: readonly MacTableUnit[]): string[] {
  const measured = units.flatMap(({ cells }) => cells.flatMap(({ energies }) => energies));
  const first = (units.find(({ spec }) => !isInteger(spec)) ?? units[0])?.cells[0]?.energies[0];
  const [cells] = units[0]?.cells ?? [];
  if (first === undefined || cells?.accumulation === undefined) return [];
  const products = cells.accumulation.opsPerSum * cells.accumulation.productsPerOp;
  return [
    `fJ/op: a clock; inertial delays, ${intervalText(measured)}; operands ${describeStimulus(first.stimulus)}; sums of ${products} products`,
    `product, multiplier: what a free product unit, and a free significand multiplier (or the addition in its place), would save; stages kept apart, their sum within ${percent(STAGE_TOLERANCE, 0)} of the flat figure`,
  ];
}

function integerNotes(units: readonly MacTableUnit[]): string[] {
  return units.flatMap(({ unit, spec, cells: [first] }) => {
    const stimulus = first?.energies[0]?.stimulus;
    if (!isInteger(spec) || stimulus === undefined) return [];
    return [`${unit}: ${describeStimulus(stimulus)}; ${operandsText(spec)}`];
  });
}

function effortNotes(units: readonly MacTableUnit[]): string[] {
  const light = units.find(({ spec }) => effortOf(spec) === 'light');
  if (light === undefined) return [];
  const recipes = [light.gates, light.ice40, ...light.cells].map(({ recipe }) => recipe);
  return [
    `dot products of 16 lanes and more: one recipe each, the same for all (${[...new Set(recipes)].join(', ')}); no operators shared by SAT, which takes Yosys minutes a run, and no proof of their steps`,
  ];
}

/** A breakdown whose sum is not the flat figure is of another circuit: said by name. */
function beyondTolerance({ unit, cells }: MacTableUnit): string[] {
  return cells.flatMap(({ technology, energies }) => {
    const stages = energies[0]?.stages;
    if (stages === undefined) return [];
    return (['areaUm2', 'energyFj'] as const)
      .filter((of) => !stages[of].withinTolerance)
      .map((of) => {
        const off = `${stages[of].deviation < 0 ? '' : '+'}${percent(stages[of].deviation, 0)}`;
        return `BEYOND the tolerance: ${unit}, ${technology.name}, ${of === 'areaUm2' ? 'area' : 'energy'} of the stages ${off}`;
      });
  });
}
