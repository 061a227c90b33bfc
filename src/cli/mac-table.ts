import { type Command, InvalidArgumentError, Option } from 'commander';
import { STIMULUS_NAMES, type StimulusName } from '../measure/index.ts';
import { macTableData, macTableText } from '../report/index.ts';
import { MAC_GROUPS, type MacGroupName, type MacTable, macTable } from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import type { Contract } from '../unit/index.ts';
import { onProgress, sayAnyCheckFailed } from './checked.ts';
import { collect } from './output.ts';
import { positiveNumber } from './seeds.ts';
import { addTableOptions, type TableOptions, tableOutput } from './table-output.ts';
import { addFormatOptions, type UnitOptions, wholeNumberTo } from './unit-options.ts';
import { formatsOf } from './unit-words.ts';

interface MacTableVerbOptions extends UnitOptions, TableOptions {
  readonly tech?: readonly string[];
  readonly contract: Contract;
  readonly lanes: number;
  readonly group?: readonly MacGroupName[];
  readonly stimulus: StimulusName;
  readonly length?: number;
  readonly precision?: number;
  readonly byStage: boolean;
  readonly prove: boolean;
  readonly known?: boolean;
}

/** `lmul mac-table FORMAT...`: what the product is worth where it is accumulated. */
export function addMacTable(program: Command): void {
  const command = addFormatOptions(
    program.command('mac-table').argument('[formats...]', 'such as e4m3, e5m2'),
  )
    .description(
      'multiply-accumulate units and dot products with L-Mul and with exact products, in one table',
    )
    .option(
      '--tech <name>',
      `${technologyNames().join(', ')}; may be repeated (default: sky130, asap7)`,
      collect,
    )
    .addOption(new Option('--contract <name>', 'of every unit').choices(['flush', 'full']).default('flush'))
    .option('--lanes <n>', 'of the dot products, 2 to 64', wholeNumberTo(64), 32)
    .option('--group <name>', `${MAC_GROUPS.join(', ')}; may be repeated (default: all)`, collectGroup)
    .addOption(
      new Option('--stimulus <name>', 'operands of which energy is measured')
        .choices([...STIMULUS_NAMES])
        .default('gaussian'),
    )
    .option('--length <n>', 'products of a sum, then a clear (default: 256)', wholeNumberTo(2 ** 16))
    .option(
      '--precision <percent>',
      'half the 95 % interval at which measuring ends (default: 1)',
      positiveNumber,
    )
    .option('--no-by-stage', 'leave out the shares of the product and of the multiplier')
    .option('--no-prove', 'leave out the SAT proofs of their steps')
    .option('--known', 'only rows that were finished before; the others are named');
  addTableOptions(command, 'mac-table')
    .addHelpText(
      'after',
      `
All groups take an hour or two the first time. A finished row is kept: stopped, the same command goes on where it was.

Examples:
  lmul mac-table e4m3
  lmul mac-table e5m2 --group fp32 --group kulisch --tech ihp-sg13g2
  lmul mac-table e4m3 --lanes 8 --stimulus held --json`,
    )
    .action(async (words: string[], options: MacTableVerbOptions) => {
      const { tech = ['sky130', 'asap7'], contract, lanes, group, stimulus, length, precision } = options;
      const { byStage, prove, known = false } = options;
      const put = tableOutput('mac-table', options, { text: macTableText, data: macTableData });
      const technologies = tech.map(builtInTechnology);
      const tables: MacTable[] = [];
      for (const format of formatsOf(words, options))
        tables.push(
          await macTable(format, {
            ...{ contract, technologies, lanes, stimulus, byStage, prove, known, onProgress },
            ...(group === undefined ? {} : { groups: group }),
            ...(length === undefined ? {} : { sumLength: length }),
            ...(precision === undefined ? {} : { precision: precision / 100 }),
          }),
        );
      for (const { failed } of tables) for (const each of failed) sayAnyCheckFailed(each);
      put(tables);
    });
}

function collectGroup(name: string, before: readonly MacGroupName[] = []): MacGroupName[] {
  const found = MAC_GROUPS.find((each) => each === name);
  if (found === undefined) throw new InvalidArgumentError(`Groups are ${MAC_GROUPS.join(', ')}.`);
  return [...before, found];
}
