import { type Command, Option } from 'commander';
import { STIMULUS_NAMES, type StimulusName } from '../measure/index.ts';
import { energyTableData, energyTableText } from '../report/index.ts';
import { type EnergyTable, energyTable } from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import { CONTRACTS, type Contract } from '../unit/index.ts';
import { onProgress, sayFailed } from './checked.ts';
import { collect } from './output.ts';
import { addTableOptions, type TableOptions, tableOutput } from './table-output.ts';
import { addFormatOptions, type UnitOptions } from './unit-options.ts';
import { formatsOf } from './unit-words.ts';

interface EnergyTableOptions extends UnitOptions, TableOptions {
  readonly tech?: readonly string[];
  readonly contract: Contract;
  readonly stimulus: StimulusName;
  readonly prove: boolean;
  readonly spread: boolean;
}

/** `lmul energy-table FORMAT...`: the units of a format in all technologies, with the spread over the recipes. */
export function addEnergyTable(program: Command): void {
  const command = addFormatOptions(
    program.command('energy-table').argument('[formats...]', 'such as e4m3, e5m2, bf16'),
  )
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
    .option('--no-spread', 'energy of the smallest netlist alone');
  addTableOptions(command, 'energy-table')
    .addHelpText(
      'after',
      `
Examples:
  lmul energy-table e4m3
  lmul energy-table bf16 fp16 --tech sky130 --stimulus relu
  lmul energy-table e4m3 e5m2 bf16 fp16 fp32 --into docs/energy.md`,
    )
    .action(async (words: string[], options: EnergyTableOptions) => {
      const { tech = technologyNames(), contract, stimulus, prove, spread } = options;
      const technologies = tech.map(builtInTechnology);
      const put = tableOutput('energy-table', options, { text: energyTableText, data: energyTableData });
      const tables: EnergyTable[] = [];
      for (const format of formatsOf(words, options))
        tables.push(
          await energyTable(format, { contract, technologies, stimulus, prove, spread, onProgress }),
        );
      for (const { failed } of tables)
        for (const { spec, counterexample } of failed) sayFailed(spec, counterexample);
      put(tables);
    });
}
