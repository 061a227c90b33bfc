import { type Command, Option } from 'commander';
import {
  type ErrorReport,
  heatMap,
  measureError,
  SAMPLES,
  SCALINGS,
  type Scaling,
  STIMULUS_NAMES,
} from '../measure/index.ts';
import { errorsCsv, errorsData, errorsText, heatMapCsv, heatMapData, heatMapText } from '../report/index.ts';
import { shortName } from '../unit/index.ts';
import { checkAny, onProgress } from './checked.ts';
import { operandsOf } from './operand-words.ts';
import { collect, printJson, printResult } from './output.ts';
import { addUnitOptions, type UnitOptions, wholeNumber, wholeNumberFrom } from './unit-options.ts';
import { unitsOf } from './unit-words.ts';

interface ErrorVerbOptions extends UnitOptions {
  readonly operands?: readonly string[];
  readonly scale?: Scaling;
  readonly seed: number;
  readonly samples: number;
  readonly heatMap?: boolean;
  readonly cells?: number;
  readonly prove: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

const DEFAULT_OPERANDS = ['mantissas', 'gaussian', 'uniform'];

/** `lmul error UNIT...`: how wrong units are, under given operands, against the exact product. */
export function addError(program: Command): void {
  addUnitOptions(program.command('error').argument('<unit...>', 'product and format, or short names'))
    .description('check units and measure their errors against the exact product, under given operands')
    .option(
      '--operands <what>',
      `mantissas, ${STIMULUS_NAMES.join(', ')}, or tensors A.npy,B.safetensors:NAME; may be repeated (default: ${DEFAULT_OPERANDS.join(' ')})`,
      collect,
    )
    .addOption(
      new Option(
        '--scale <how>',
        'of tensors: per tensor, per block of 32 (a power of two, OCP MX), or none (default: tensor)',
      ).choices([...SCALINGS]),
    )
    .option('--seed <n>', 'of what is drawn', wholeNumber, 1)
    .option('--samples <n>', 'draws where pairs are sampled', wholeNumberFrom(1000), SAMPLES)
    .option('--heat-map', 'relative error over the two mantissas, as text, or with --csv or --json')
    .option(
      '--cells <n>',
      'rows and columns of the heat map at most (default: 128; as text 16)',
      wholeNumberFrom(1),
    )
    .option('--no-prove', 'leave out the SAT proofs of wide formats: sampled pairs alone')
    .addOption(new Option('--csv', 'as CSV, a line a unit, kind of operands and reference').conflicts('json'))
    .addOption(new Option('--markdown', 'as Markdown').conflicts(['json', 'csv', 'heatMap']))
    .option('--json', 'as data, as described by schemas/error.json and schemas/heat-map.json')
    .addHelpText(
      'after',
      `
Every pair of codes of a format of up to 10 bits counts, weighted by the share it has among the operands: exact, not sampled.
Wider formats, and the errors against operands before they were rounded, are sampled with 95 % intervals.

Examples:
  lmul error lmul e4m3
  lmul error "lmul e4m3" "exact e4m3" --operands relu --operands lognormal --csv
  lmul error exact bf16 --rounding rtz --operands gaussian --samples 1000000
  lmul error lmul e4m3 --operands acts.npy,weights.safetensors:layer0 --scale block32
  lmul error lmul e4m3 --heat-map`,
    )
    .action(async (words: string[], options: ErrorVerbOptions) => {
      const specs = unitsOf(words, options);
      const { operands = DEFAULT_OPERANDS, samples } = options;
      const wanted = new Map(
        specs.map((spec) => [spec, operands.map((word) => operandsOf(word, spec.format, options))]),
      );
      const units = await checkAny(specs, { prove: options.prove });
      if (options.heatMap) {
        const cells = options.cells ?? (options.csv || options.json ? undefined : 16);
        const maps = units.map((unit) =>
          heatMap(unit, { seed: options.seed, ...(cells === undefined ? {} : { cells }) }),
        );
        if (options.json) printJson(maps.map(heatMapData));
        else if (maps.length > 0) printResult(maps.map(options.csv ? heatMapCsv : heatMapText).join('\n\n'));
        return;
      }
      const reports: ErrorReport[] = [];
      for (const unit of units)
        for (const each of wanted.get(unit.spec) ?? []) {
          onProgress(`${shortName(unit.spec)}: errors under ${each.name} operands`);
          reports.push(measureError(unit, each, { samples }));
        }
      if (options.json) printJson(errorsData(reports));
      else if (reports.length > 0)
        printResult(
          options.csv ? errorsCsv(reports) : errorsText(reports, options.markdown ? 'markdown' : 'text'),
        );
    });
}
