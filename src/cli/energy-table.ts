import { type Command, Option } from 'commander';
import { STIMULUS_NAMES, type StimulusName } from '../measure/index.ts';
import { energyTableData, energyTableText } from '../report/index.ts';
import { type EnergyTable, energyTable } from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import { CONTRACTS, type Contract } from '../unit/index.ts';
import { onProgress, sayFailed } from './checked.ts';
import { markedPage, marksOf } from './marked-page.ts';
import { collect, printJson, printResult } from './output.ts';
import { addFormatOptions, type UnitOptions } from './unit-options.ts';
import { formatsOf } from './unit-words.ts';

interface EnergyTableOptions extends UnitOptions {
  readonly tech?: readonly string[];
  readonly contract: Contract;
  readonly stimulus: StimulusName;
  readonly prove: boolean;
  readonly spread: boolean;
  readonly into?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const { begin, end } = marksOf('energy-table');

/** `lmul energy-table FORMAT...`: the units of a format in all technologies, with the spread over the recipes. */
export function addEnergyTable(program: Command): void {
  addFormatOptions(program.command('energy-table').argument('[formats...]', 'such as e4m3, e5m2, bf16'))
    .description(
      'area, delay and energy of the units of a format in standard cells, with the spread over recipes',
    )
    .option('--tech <name>', `${technologyNames().join(', ')}; may be repeated (default: all)`, collect)
    .addOption(new Option('--contract <name>', 'of every unit').choices([...CONTRACTS]).default('flush'))
    .addOption(
      new Option('--stimulus <name>', 'operands; uniform ones are measured beside them')
        .choices([...STIMULUS_NAMES])
        .default('gaussian'),
    )
    .option('--no-prove', 'leave out the SAT proofs of wide formats: sampled pairs alone')
    .option('--no-spread', 'energy of the smallest netlist alone')
    .addOption(new Option('--markdown', 'as Markdown').conflicts('json'))
    .option('--into <file>', `Markdown between ${begin} and ${end} in a file that has them`)
    .option('--json', 'as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul energy-table e4m3
  lmul energy-table bf16 fp16 --tech sky130 --stimulus relu
  lmul energy-table e4m3 e5m2 bf16 fp16 fp32 --into docs/energy.md`,
    )
    .action(async (words: string[], options: EnergyTableOptions) => {
      const { tech = technologyNames(), contract, stimulus, prove, spread, into } = options;
      const technologies = tech.map(builtInTechnology);
      const page = into === undefined ? undefined : markedPage(into, 'energy-table');
      const tables: EnergyTable[] = [];
      for (const format of formatsOf(words, options))
        tables.push(
          await energyTable(format, { contract, technologies, stimulus, prove, spread, onProgress }),
        );
      for (const { failed } of tables)
        for (const { spec, counterexample } of failed) sayFailed(spec, counterexample);
      const style = options.markdown === true || page !== undefined ? 'markdown' : 'text';
      const text = tables.map((table) => energyTableText(table, style)).join('\n\n');
      if (page !== undefined) page.put(text);
      else if (options.json) printJson(tables.map(energyTableData));
      else printResult(text);
    });
}
