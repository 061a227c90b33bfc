import { type Command, InvalidArgumentError, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { parseFormat } from '../format/index.ts';
import { adviceAnswer, adviceData, adviceText, widthText } from '../report/index.ts';
import {
  advise,
  COST_KINDS,
  type CostKind,
  Lab,
  METRICS,
  type Metric,
  type StudyLevel,
} from '../study/index.ts';
import { technologyNames } from '../tech/index.ts';
import { CONTRACTS, type Contract } from '../unit/index.ts';
import { onProgress } from './checked.ts';
import { printJson, printResult, say } from './output.ts';
import { parseWidths } from './seeds.ts';
import { wholeNumber } from './unit-options.ts';

interface AdviseOptions {
  readonly format: string;
  readonly errorBudget: number;
  readonly metric: Metric;
  readonly level: StudyLevel['kind'];
  readonly accumulator?: string;
  readonly lanes?: number;
  readonly guardBits?: number;
  readonly contract: Contract;
  readonly target?: string;
  readonly cost?: CostKind;
  readonly widths: readonly number[] | false;
  readonly json?: boolean;
}

/** `lmul advise`: does approximation pay here, by how much, against what, and from which mantissa width on. */
export function addAdvise(program: Command): void {
  const targets = ['gates', 'ice40', ...technologyNames().map((name) => `cells:${name}`)];
  program
    .command('advise')
    .description('does approximation pay here: by how much, against which exact unit, from which mantissa on')
    .requiredOption('--format <name>', 'of the operands: e4m3, bf16, e6m1, ...')
    .requiredOption('--error-budget <share>', 'the most error that is borne: 2% or 0.02', parseShare)
    .addOption(new Option('--metric <name>', 'of the error').choices([...METRICS]).default('mred'))
    .addOption(
      new Option('--level <name>', 'the product alone, or the unit around it')
        .choices(['element', 'mac', 'dot'])
        .default('element'),
    )
    .option('--accumulator <name>', 'of mac: fp32, bf16, ..., or kulisch (default: fp32)')
    .option('--guard-bits <n>', 'of kulisch and dot (default: 12)', wholeNumber)
    .option('--lanes <n>', 'of dot: 2 to 64 (default: 8)', wholeNumber)
    .addOption(new Option('--contract <name>', 'of every unit').choices([...CONTRACTS]).default('flush'))
    .addOption(
      new Option(
        '--target <name>',
        'what it is built for (default: cells:sky130; of mac and dot gates)',
      ).choices(targets),
    )
    .addOption(
      new Option('--cost <name>', 'what is to be saved (default: energy in cells, else area)').choices([
        ...COST_KINDS,
      ]),
    )
    .addOption(
      new Option('--widths <list>', 'mantissa widths to look at: 1..7 or 2,3,5')
        .argParser(parseWidths)
        .default([1, 2, 3, 4, 5, 6, 7], '1..7'),
    )
    .option('--no-widths', 'the format alone')
    .option('--json', 'as data')
    .addHelpText(
      'after',
      `
What is known is told on the way: first the answer on the format asked for, then each width. Units are kept once measured.

Examples:
  lmul advise --format e4m3 --error-budget 2% --metric mred --level mac --accumulator fp32
  lmul advise --format bf16 --error-budget 4% --target cells:asap7 --no-widths
  lmul advise --format e5m2 --error-budget 20% --metric worst --target ice40 --json`,
    )
    .action(async (options: AdviseOptions) => {
      const { contract, metric, json, errorBudget: budget, widths } = options;
      const level = levelOf(options);
      const target = options.target ?? (level.kind === 'element' ? 'cells:sky130' : 'gates');
      const cost =
        options.cost ?? (level.kind === 'element' && target.startsWith('cells:') ? 'energy' : 'area');
      const format = parseFormat(options.format);
      const question = { format, contract, budget, metric, level, target, cost, widths: widths || [] };
      const advice = await advise(question, new Lab({ onProgress }), {
        onFormat: (known) => say(adviceAnswer(known)),
        onWidth: (width) => say(widthText(width)),
      });
      if (json) printJson(adviceData(advice));
      else printResult(adviceText(advice));
    });
}

function levelOf({ level, accumulator, guardBits, lanes }: AdviseOptions): StudyLevel {
  const refuse = (option: string, wayOut: string): Diagnostic =>
    new Diagnostic({
      code: 'cli/advise',
      text: `The level ${level} has no ${option}.`,
      got: `--${option} with --level ${level}`,
      wayOut,
    });
  if (lanes !== undefined && level !== 'dot') throw refuse('lanes', '--level dot --lanes 8');
  if (accumulator !== undefined && level !== 'mac')
    throw refuse('accumulator', '--level mac --accumulator fp32');
  if (guardBits !== undefined && level === 'element') throw refuse('guard-bits', '--level dot');
  switch (level) {
    case 'element':
      return { kind: 'element' };
    case 'mac':
      return { kind: 'mac', accumulator, guardBits };
    case 'dot':
      return { kind: 'dot', lanes: lanes ?? 8, accumulator: 'kulisch', guardBits };
  }
}

function parseShare(text: string): number {
  const [, number, sign] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.replaceAll(' ', '')) ?? [];
  const share = Number(number) / (sign === '%' ? 100 : 1);
  if (number !== undefined && share > 0 && share < 1) return share;
  throw new InvalidArgumentError('A share between 0 and 1 is wanted, such as 2% or 0.02.');
}
