import type { Command } from 'commander';
import { left, right, textTable } from '../report/table.ts';
import {
  arcDelayPs,
  arcEnergyFj,
  builtInTechnology,
  type TechCell,
  type Technology,
  technologyNames,
} from '../tech/index.ts';
import { printJson, printResult, say } from './output.ts';
import { addTechOptions, type TechOptions, technologyFor } from './tech-options.ts';

/** `lmul tech [NAME]`: the standard-cell technologies there are, or one of them cell by cell. */
export function addTech(program: Command): void {
  addTechOptions(program.command('tech').argument('[name]', 'a technology to show in full'))
    .description('show the standard-cell technologies: cells, area, delay, energy, source')
    .option('--json', 'as data')
    .addHelpText(
      'after',
      '\nExamples:\n  lmul tech\n  lmul tech sky130\n  lmul tech --liberty mine.lib.gz --json',
    )
    .action((name: string | undefined, options: TechOptions & { json?: boolean }) => {
      const target = name === undefined ? undefined : `cells:${name}`;
      const one = technologyFor(target, options, (text) => say(`lmul: ${text}`));
      if (one !== undefined) {
        if (options.json) printJson(one);
        else printResult(describe(one));
        return;
      }
      const all = technologyNames().map(builtInTechnology);
      if (options.json) printJson(all);
      else printResult(listText(all));
    });
}

function listText(all: readonly Technology[]): string {
  return textTable<Technology>(
    [
      left('name', ({ name }) => name),
      left('node', ({ node }) => node),
      right('V', ({ supplyVolts }) => `${supplyVolts}`),
      left('corner', ({ corner }) => corner),
      right('cells', ({ cells }) => `${cells.length}`),
      left('licence of the source', ({ licence }) => licence),
    ],
    all,
  );
}

function describe(technology: Technology): string {
  const { name, title, node, corner, supplyVolts, temperatureC, licence, sources, cells } = technology;
  const { defaultInputSlewPs, defaultOutputLoadFf, slewLowerPct, slewUpperPct } = technology;
  const rows: readonly (readonly [string, string])[] = [
    ['title', title],
    ['node', node],
    ['corner', `${corner}: ${supplyVolts} V, ${temperatureC} °C`],
    ['licence', licence],
    ['sources', sources.join('\n                  ')],
    ['input slew', `${four(defaultInputSlewPs)} ps, ${slewLowerPct} to ${slewUpperPct} %`],
    ['output load', `${four(defaultOutputLoadFf)} fF, four inverters`],
  ];
  const head = [name, ...rows.map(([label, text]) => `  ${label.padEnd(16)}${text}`)].join('\n');
  const at = (cell: TechCell, figure: typeof arcDelayPs): string => {
    const values = cell.arcs.map((arc) => figure(arc, defaultInputSlewPs, defaultOutputLoadFf));
    return four(values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  const table = textTable<TechCell>(
    [
      left('cell', (cell) => cell.name),
      right('area µm²', ({ areaUm2 }) => four(areaUm2)),
      right('leakage nW', ({ leakageNw }) => four(leakageNw)),
      right('pins fF', ({ inputs }) => inputs.map(({ capFf }) => capFf.toFixed(2)).join(' ')),
      right('delay ps', (cell) => at(cell, arcDelayPs)),
      right('energy fJ', (cell) => at(cell, arcEnergyFj)),
      left('function', ({ outputs }) => outputs.map((pin) => `${pin.name} = ${pin.function}`).join(', ')),
    ],
    cells,
  );
  const note =
    'delay, energy: mean over arcs and edges at that slew and load; energy without the charge of the load';
  return `${head}\n\n${table}\n\n${note}`;
}

const four = (value: number): string => `${Number(value.toPrecision(4))}`;
