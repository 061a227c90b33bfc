import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import {
  errorAlong,
  lengthsUpTo,
  operandStream,
  STIMULUS_NAMES,
  type StimulusName,
  stimulusSpec,
} from '../measure/index.ts';
import { drawPlot, type Plot, svgFile, tableOf } from '../picture/index.ts';
import {
  breakdownPlot,
  dotErrorPlot,
  dotErrorsOf,
  errorHeatMap,
  glitchPlot,
  needsCells,
  PLOT_COSTS,
  type PlotCost,
  paretoPlot,
  stagesPlot,
  widthPlot,
} from '../report/index.ts';
import {
  type Breakdown,
  breakdownOf,
  type Comparison,
  compareUnits,
  energyOfUnit,
  errorsOfUnit,
  exactBeside,
} from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import { isMac, type MacSpec, nameOf, unitSpec } from '../unit/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { checkAny, onProgress, sayAnyFailed } from './checked.ts';
import { checkWritable, writeWhole } from './files.ts';
import { printJson, printResult } from './output.ts';
import { formatsOf, unitOf, unitsOf } from './unit-words.ts';

const KINDS = ['error', 'pareto', 'width', 'breakdown', 'stages', 'glitch', 'length'] as const;
type Kind = (typeof KINDS)[number];

interface PlotOptions extends MacOptions {
  readonly cost?: PlotCost;
  readonly tech: string;
  readonly stimulus: StimulusName;
  readonly output?: string;
  readonly json?: boolean;
}

/** `lmul plot KIND ...`: one picture as SVG, or what it shows as data. */
export function addPlot(program: Command): void {
  const command = program
    .command('plot')
    .argument('<kind>', KINDS.join(', '))
    .argument('<words...>', 'formats, or units');
  addMacOptions(command)
    .description('draw errors and costs of checked units as SVG')
    .addOption(
      new Option('--cost <name>', 'on the axis (default: area, of width aig)').choices(
        Object.keys(PLOT_COSTS),
      ),
    )
    .addOption(new Option('--tech <name>', 'standard cells').choices(technologyNames()).default('sky130'))
    .addOption(
      new Option('--stimulus <name>', 'operands of which energy is measured')
        .choices([...STIMULUS_NAMES])
        .default('gaussian'),
    )
    .option('-o, --output <file>', 'an .svg file (default: stdout)')
    .option('--json', 'what the picture shows, as data and as a table')
    .addHelpText(
      'after',
      `
error UNIT        the relative error over the two mantissas, a heat map
pareto FORMAT     mean relative error against a cost, every unit of a format
width FORMAT...   a cost against mantissa width: L-Mul, Mitchell, and the best exact unit
breakdown UNIT... what share of mac and dot units their products are; --cost aig, lut4 or area
stages UNIT...    energy by stage of the datapath
glitch UNIT...    energy without delays, with those of the cells, and with unit delays
length UNIT...    the error of sums of mac and dot units against their length, beside the exact product

Examples:
  lmul plot error lmul e4m3 -o error.svg
  lmul plot pareto e4m3 --cost energy -o pareto.svg
  lmul plot width e4m1 e4m2 e4m3 e4m4 e4m5 --contract full -o width.svg
  lmul plot breakdown mac e4m3 e5m2 --product lmul --accumulator fp32 -o mac.svg
  lmul plot glitch lmul_e4m3_adder_flush exact_e4m3_carry_in_rne_flush --json`,
    )
    .action(async (word: string, words: string[], options: PlotOptions) => {
      if (options.output !== undefined) checkWritable(options.output);
      const plot = await plotOf(kindOf(word), words, options);
      if (plot === undefined) return;
      const text = options.json ? undefined : svgFile(drawPlot(plot));
      if (text === undefined) printJson({ plot, table: tableOf(plot) });
      else if (options.output === undefined) printResult(text);
      else writeWhole(options.output, text);
    });
}

function kindOf(word: string): Kind {
  const kind = KINDS.find((each) => each === word);
  if (kind !== undefined) return kind;
  throw new Diagnostic({
    code: 'cli/plot',
    text: 'There is no such plot.',
    got: word,
    wayOut: KINDS.join(', '),
  });
}

/** The plot asked for; undefined when a unit did not pass its check, which has been said. */
async function plotOf(kind: Kind, words: readonly string[], options: PlotOptions): Promise<Plot | undefined> {
  switch (kind) {
    case 'error': {
      const [unit] = await checkAny([unitOf(words, options)], {});
      if (unit === undefined) return undefined;
      return errorHeatMap(errorsOfUnit(unit));
    }
    case 'pareto': {
      const [comparison, ...more] = await comparisonsOf(words, options, 'area');
      if (more.length > 0) throw oneFormat(words);
      return paretoPlot(comparison!, options.cost ?? 'area');
    }
    case 'width':
      return widthPlot(await comparisonsOf(words, options, 'aig'), options.cost ?? 'aig');
    case 'breakdown':
      return breakdownFor(words, options);
    case 'stages':
      return stagesPlot(await energiesOf(words, options, true));
    case 'glitch':
      return glitchPlot(await energiesOf(words, options, false));
    case 'length':
      return lengthFor(words, options);
  }
}

async function comparisonsOf(
  words: readonly string[],
  options: PlotOptions,
  usual: PlotCost,
): Promise<Comparison[]> {
  const { cost = usual, tech, stimulus } = options;
  const technology = needsCells(cost) ? { technology: builtInTechnology(tech) } : {};
  const comparisons: Comparison[] = [];
  for (const format of formatsOf(words, options)) {
    // The words of the options are checked where units are made.
    const { contract, rounding } = unitSpec('exact', format, {
      contract: options.contract,
      rounding: options.rounding,
    });
    comparisons.push(
      await compareUnits(format, {
        contract,
        rounding,
        device: 'hx8k',
        seeds: [],
        stimulus,
        ...technology,
        onProgress,
      }),
    );
  }
  for (const failed of comparisons.flatMap((comparison) => comparison.failed))
    sayAnyFailed({ kind: 'failed', ...failed });
  return comparisons;
}

async function breakdownFor(words: readonly string[], options: PlotOptions): Promise<Plot | undefined> {
  const { cost = 'aig', tech } = options;
  const target = ({ aig: 'gates', lut4: 'ice40', area: 'cells' } as const)[cost as 'aig'];
  if (target === undefined)
    throw new Diagnostic({
      code: 'cli/plot',
      text: 'Parts are told apart by size.',
      got: `--cost ${cost}`,
      wayOut: '--cost aig, lut4 or area',
    });
  const technologies = cost === 'area' ? [builtInTechnology(tech)] : [];
  const breakdowns: Breakdown[] = [];
  for (const spec of accumulatingOf(words, options)) {
    const breakdown = await breakdownOf(spec, { technologies, onProgress });
    if (!('kind' in breakdown)) breakdowns.push(breakdown);
    else sayAnyFailed(breakdown);
  }
  return breakdowns.length === 0 ? undefined : breakdownPlot(breakdowns, target);
}

async function lengthFor(words: readonly string[], options: PlotOptions): Promise<Plot | undefined> {
  const specs = accumulatingOf(words, options);
  const beside = specs.flatMap((spec) => exactBeside(spec) ?? []);
  const all = new Map([...specs, ...beside].map((spec) => [nameOf(spec), spec]));
  const units = await checkAny([...all.values()], {});
  if (units.length === 0) return undefined;
  const stimulus = stimulusSpec(options.stimulus, units[0]!.spec.product.format);
  const measured = [];
  for (const unit of units) {
    const { spec, verdict } = unit;
    const lengths = lengthsUpTo(4096).filter((length) => length % spec.lanes === 0);
    const stream = operandStream(stimulusSpec(options.stimulus, spec.product.format), spec.product.format);
    const along = await errorAlong(unit, stream, { lengths, onProgress });
    measured.push({ spec, extent: verdict.extent, lengths: along });
  }
  const { curves, label, notes } = dotErrorsOf(measured, stimulus);
  return dotErrorPlot(curves, label, notes);
}

function accumulatingOf(words: readonly string[], options: PlotOptions): MacSpec[] {
  return anyUnitsOf(words, options).map((spec) => {
    if (isMac(spec)) return spec;
    throw new Diagnostic({
      code: 'cli/plot',
      text: 'Only multiply-accumulate units and dot products have parts and sums.',
      got: words.join(' '),
      wayOut: 'mac e4m3 --product lmul --accumulator fp32, or lmul plot stages UNIT',
    });
  });
}

async function energiesOf(words: readonly string[], options: PlotOptions, byStage: boolean) {
  const technology = builtInTechnology(options.tech);
  const energies = [];
  for (const unit of await checkAny(unitsOf(words, options), { technologies: [technology] })) {
    const stimuli = [stimulusSpec(options.stimulus, unit.spec.format)];
    energies.push(await energyOfUnit(unit, unit.mapped[0]!, { stimuli, byStage, onProgress }));
  }
  return energies;
}

function oneFormat(words: readonly string[]): Diagnostic {
  return new Diagnostic({
    code: 'cli/plot',
    text: 'A Pareto plot is of one format.',
    got: words.join(' '),
    wayOut: 'lmul plot pareto e4m3',
  });
}
