import { describeStimulus } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import type { EnergyTable, UnitEnergy as MeasuredUnit } from '../study/index.ts';
import { toolVersions } from '../tools/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import { ENERGY_CAVEAT, energyData, figure, intervalText } from './energy.ts';
import { shortExtent } from './extent.ts';
import { type Column, left, markdownTable, right, textTable } from './table.ts';

type UnitEnergy = MeasuredUnit<UnitSpec>;

export function energyTableData({ format, contract, technologies, failed }: EnergyTable): object {
  return {
    format,
    contract,
    tools: { lmul: packageVersion, yosys: toolVersions().yosys },
    technologies: technologies.map(({ technology, units }) => ({
      technology: technology.name,
      bestExact: bestOf(units),
      units: units.map((unit) => ({ ...energyData(unit), ratioToBestExact: ratiosOf(unit, bestOf(units)) })),
    })),
    failed,
  };
}

/** One table a technology, with what its figures stand on. */
export function energyTableText(table: EnergyTable, style: 'text' | 'markdown'): string {
  const { format, contract, technologies, failed } = table;
  const render = style === 'markdown' ? markdownTable<UnitEnergy> : textTable<UnitEnergy>;
  const head = (text: string): string => (style === 'markdown' ? `### ${text}` : text);
  const bullet = style === 'markdown' ? '- ' : '';
  return technologies
    .flatMap(({ technology, units }) => {
      const { title, corner, supplyVolts } = technology;
      const stimulus = units[0]?.energies[0]?.stimulus;
      const notes = [
        `${title}, ${corner}, ${supplyVolts} V; ${ENERGY_CAVEAT}`,
        ...(stimulus === undefined
          ? []
          : [
              `fJ/op: inertial delays, ${intervalText(units.flatMap(({ energies }) => energies))}; operands ${describeStimulus(stimulus)}; in brackets uniform codes`,
            ]),
        ...failed.map(({ spec }) => `failed its check, so without figures: ${shortName(spec)}`),
      ];
      return [
        head(`${format.name}, contract ${contract}, ${title}`),
        render(columnsOf(units), units),
        notes.map((note) => bullet + note).join('\n'),
      ];
    })
    .join('\n\n');
}

type Name = 'areaUm2' | 'delayPs' | 'energyFjPerOp';
type Figures = Partial<Record<Name, number>>;

function columnsOf(units: readonly UnitEnergy[]): Column<UnitEnergy>[] {
  const best = bestOf(units);
  const withRatio = (unit: UnitEnergy, name: Name): string => {
    const ratio = ratiosOf(unit, best)[name];
    return `${figure(figuresOf(unit)[name]!)}${ratio === undefined ? '' : ` x${ratio.toFixed(2)}`}`;
  };
  const leastOfAll = leastOf(units);
  const spread = (unit: UnitEnergy, name: Name): string => {
    const found = unit.spread[name];
    if (found === undefined) return '-';
    const reference = leastOfAll[name];
    const ratio = reference === undefined ? '' : ` x${(found.best / reference).toFixed(2)}`;
    return `${[found.best, found.median, found.worst].map(figure).join(' / ')}${ratio}`;
  };
  return [
    left('unit', ({ unit }) => unit),
    left('checked', ({ extent }) => shortExtent(extent)),
    right('um2', (unit) => withRatio(unit, 'areaUm2')),
    right('recipes', (unit) => spread(unit, 'areaUm2')),
    right('ps', (unit) => withRatio(unit, 'delayPs')),
    right('recipes', (unit) => spread(unit, 'delayPs')),
    right('fJ/op', (unit) => {
      const uniform = unit.energies[1];
      const beside = uniform === undefined ? '' : ` (${figure(uniform.figures.energyFjPerOp)})`;
      return `${withRatio(unit, 'energyFjPerOp')}${beside}`;
    }),
    right('recipes', (unit) => spread(unit, 'energyFjPerOp')),
    right('glitch', ({ energies }) => energies[0]?.figures.glitchFactor.toFixed(2) ?? '-'),
  ];
}

function figuresOf({ areaUm2, delayPs, energies }: UnitEnergy): Figures {
  const energy = energies[0]?.figures.energyFjPerOp;
  return { areaUm2, delayPs, ...(energy === undefined ? {} : { energyFjPerOp: energy }) };
}

/** The least of each figure over the exact units that round to nearest even. */
function bestOf(units: readonly UnitEnergy[]): Figures {
  return leastExact(units, (unit, name) => figuresOf(unit)[name]);
}

/** The same over the netlists of all recipes. */
function leastOf(units: readonly UnitEnergy[]): Figures {
  return leastExact(units, ({ spread }, name) => spread[name]?.best);
}

function leastExact(
  units: readonly UnitEnergy[],
  value: (unit: UnitEnergy, name: Name) => number | undefined,
): Figures {
  const exact = units.filter(({ spec }) => spec.product === 'exact' && spec.rounding === 'rne');
  const names: readonly Name[] = ['areaUm2', 'delayPs', 'energyFjPerOp'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = exact.flatMap((unit) => value(unit, name) ?? []);
      return values.length === 0 ? [] : [[name, Math.min(...values)]];
    }),
  );
}

function ratiosOf(unit: UnitEnergy, best: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figuresOf(unit)).flatMap(([name, value]) => {
      const reference = best[name as Name];
      return reference === undefined ? [] : [[name, value / reference]];
    }),
  );
}
