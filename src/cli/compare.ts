import { type Command, Option } from 'commander';
import { ROUNDINGS, type Rounding } from '../format/index.ts';
import { STIMULUS_NAMES, type StimulusName } from '../measure/index.ts';
import { comparisonData, comparisonMarkdown, comparisonText } from '../report/index.ts';
import { compareUnits } from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import type { Ice40Device } from '../tools/index.ts';
import { CONTRACTS, type Contract } from '../unit/index.ts';
import { onProgress, sayFailed } from './checked.ts';
import { printJson, printResult } from './output.ts';
import { DEVICES, parseSeeds } from './seeds.ts';
import { addFormatOptions, type UnitOptions } from './unit-options.ts';
import { formatsOf } from './unit-words.ts';

interface CompareVerbOptions extends UnitOptions {
  readonly contract: Contract;
  readonly rounding: Rounding;
  readonly pnr: Ice40Device | false;
  readonly tech: string | false;
  readonly stimulus: StimulusName;
  readonly seeds: readonly number[];
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `lmul compare FORMAT...`: the main job, from a mantissa width to checked Verilog with its cost. */
export function addCompare(program: Command): void {
  addFormatOptions(program.command('compare').argument('[formats...]', 'such as e4m3, e5m2, bf16'))
    .description('generate, check, synthesise, place and route every unit of a format, and show one table')
    .addOption(new Option('--contract <name>', 'of every unit').choices([...CONTRACTS]).default('flush'))
    .addOption(new Option('--rounding <mode>', 'of the exact units').choices([...ROUNDINGS]).default('rne'))
    .addOption(
      new Option('--pnr <device>', 'iCE40 to place and route on').choices([...DEVICES]).default('hx8k'),
    )
    .addOption(
      new Option('--tech <name>', 'standard cells for area, delay and energy')
        .choices(technologyNames())
        .default('sky130'),
    )
    .option('--no-tech', 'leave out standard cells, and so area, delay and energy')
    .addOption(
      new Option('--stimulus <name>', 'operands of which energy is measured')
        .choices([...STIMULUS_NAMES])
        .default('gaussian'),
    )
    .option('--no-pnr', 'leave out place and route, and so Fmax')
    .addOption(
      new Option('--seeds <list>', 'of place and route: 1..8 or 1,5,9')
        .argParser(parseSeeds)
        .default([1, 2, 3, 4, 5], '1..5'),
    )
    .addOption(new Option('--markdown', 'as Markdown').conflicts('json'))
    .option('--json', 'as data, as described by schemas/compare.json')
    .addHelpText(
      'after',
      `
Examples:
  lmul compare e4m3
  lmul compare e4m3 e5m2 --contract full
  lmul compare --exp 4 --man 3 --json
  lmul compare bf16 --seeds 1..8 --pnr up5k
  lmul compare fp16 --tech asap7 --stimulus relu --no-pnr`,
    )
    .action(async (words: string[], options: CompareVerbOptions) => {
      const { contract, rounding, pnr, tech, stimulus } = options;
      const technology = tech === false ? {} : { technology: builtInTechnology(tech) };
      const seeds = pnr === false ? [] : options.seeds;
      const comparisons = [];
      for (const format of formatsOf(words, options))
        comparisons.push(
          await compareUnits(format, {
            contract,
            rounding,
            device: pnr || 'hx8k',
            seeds,
            stimulus,
            ...technology,
            onProgress,
          }),
        );
      for (const { failed } of comparisons)
        for (const { spec, counterexample } of failed) sayFailed(spec, counterexample);
      if (options.json) printJson(comparisons.map(comparisonData));
      else printResult(comparisons.map(options.markdown ? comparisonMarkdown : comparisonText).join('\n\n'));
    });
}
