import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { STIMULUS_NAMES, type StimulusName } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import {
  documentHtml,
  documentMarkdown,
  dotErrorsOf,
  type ReportDocument,
  readDocument,
  readSweep,
  reportDocument,
  reportedClaim,
  sweepDocument,
} from '../report/index.ts';
import { claimsOf, errorsOfUnit, type SweepResults, studyForReport, testClaims } from '../study/index.ts';
import { builtInTechnology, technologyNames } from '../tech/index.ts';
import type { Ice40Device } from '../tools/index.ts';
import { looksLikeShortName, nameOf, PRODUCT_NAMES, unitSpec } from '../unit/index.ts';
import { checkAny, onProgress, sayAnyFailed } from './checked.ts';
import { checkWritable, readText, writeWhole } from './files.ts';
import { printJson, printResult, say } from './output.ts';
import { DEVICES, parseSeeds, parseWidths } from './seeds.ts';
import { addUnitOptions, type UnitOptions } from './unit-options.ts';
import { formatsOf, unitsOf } from './unit-words.ts';

interface ReportOptions extends UnitOptions {
  readonly pnr: Ice40Device | false;
  readonly seeds: readonly number[];
  readonly tech: string | false;
  readonly stimulus: StimulusName;
  readonly widths?: readonly number[];
  readonly mac?: boolean;
  readonly claims?: boolean;
  readonly title?: string;
  readonly from?: string;
  readonly output?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** `lmul report [FORMAT|UNIT...]`: everything about formats or units, as one page that opens from a disk. */
export function addReport(program: Command): void {
  addUnitOptions(
    program
      .command('report')
      .argument('[words...]', 'formats, units, or the directory of a sweep (default: e4m3)'),
  )
    .description('write errors and costs with their plots as one HTML file, as Markdown, or as data')
    .option('-o, --output <file>', 'where to (default: stdout)')
    .addOption(new Option('--markdown', 'as Markdown, for a pull request').conflicts('json'))
    .option('--json', 'as data, for --from')
    .option('--from <file>', 'the report that --json wrote, in place of a new study')
    .option('--title <text>', 'of the page')
    .option('--widths <list>', 'cost against mantissa width too: 1..5 or 2,3,7', parseWidths)
    .option('--mac', 'multiply-accumulate units and dot products of the first format too')
    .option('--claims', 'published claims with their verdicts: many minutes the first time, as lmul claims')
    .addOption(
      new Option('--pnr <device>', 'iCE40 to place and route on').choices([...DEVICES]).default('hx8k'),
    )
    .option('--no-pnr', 'leave out place and route, and so Fmax')
    .addOption(
      new Option('--seeds <list>', 'of place and route: 1..8 or 1,5,9')
        .argParser(parseSeeds)
        .default([1, 2, 3, 4, 5], '1..5'),
    )
    .addOption(new Option('--tech <name>', 'standard cells').choices(technologyNames()).default('sky130'))
    .option('--no-tech', 'leave out standard cells, and so area, delay and energy')
    .addOption(
      new Option('--stimulus <name>', 'operands of which energy is measured')
        .choices([...STIMULUS_NAMES])
        .default('gaussian'),
    )
    .addHelpText(
      'after',
      `
The HTML needs no network. Every plot has its data as a table below it.

Examples:
  lmul report e4m3 -o report.html
  lmul report e4m3 e5m2 --contract full --widths 1..5 --mac -o report.html
  lmul report lmul_e4m3_adder_flush exact_e4m3_array_rne_flush --markdown
  lmul sweep studies/mantissa.json -o out && lmul report out -o report.html
  lmul report e4m3 --json -o study.json && lmul report --from study.json -o report.html`,
    )
    .action(async (words: string[], options: ReportOptions) => {
      if (options.output !== undefined) checkWritable(options.output);
      const document = await documentOf(words, options);
      const named = options.title === undefined ? document : { ...document, title: options.title };
      const { output } = options;
      if (options.json && output === undefined) return printJson(named);
      const text = options.json
        ? `${JSON.stringify(named)}\n`
        : options.markdown
          ? `${documentMarkdown(named)}\n`
          : documentHtml(named);
      if (output === undefined) return printResult(text);
      writeWhole(output, text);
      say(`lmul: wrote ${output}, ${Math.ceil(text.length / 1024).toLocaleString('en')} KB`);
    });
}

async function documentOf(words: readonly string[], options: ReportOptions): Promise<ReportDocument> {
  const [first] = words;
  if (first !== undefined && words.length === 1 && options.from === undefined && isResults(first))
    return sweepDocument(readResults(first));
  if (options.from === undefined)
    return words.some(namesUnit) ? ofUnits(words, options) : ofFormats(words, options);
  if (words.length > 0)
    throw new Diagnostic({
      code: 'cli/report',
      text: 'A report is of a file or of a new study.',
      got: `--from ${options.from} ${words.join(' ')}`,
      wayOut: 'one of them',
    });
  return readDocument(readText(options.from), options.from);
}

/** A directory that a sweep wrote, or its `results.json`. */
const isResults = (word: string): boolean =>
  word.endsWith('.json') || (existsSync(word) && statSync(word).isDirectory());

function readResults(word: string): SweepResults {
  const file = word.endsWith('.json') ? word : join(word, 'results.json');
  return ofThisVersion(readSweep(readText(file), file), file);
}

function ofThisVersion(results: SweepResults, file: string): SweepResults {
  if (results.lmul === packageVersion) return results;
  throw new Diagnostic({
    code: 'cli/report',
    text: `${file} is of another version.`,
    got: `lmul-rtl ${results.lmul}; this is ${packageVersion}`,
    wayOut: 'lmul sweep STUDY -o DIR once more: what did not change is not measured again',
  });
}

const namesUnit = (word: string): boolean =>
  /\s/.test(word) || looksLikeShortName(word) || PRODUCT_NAMES.some((name) => name === word);

async function ofUnits(words: readonly string[], options: ReportOptions): Promise<ReportDocument> {
  if (options.widths !== undefined || options.mac)
    throw new Diagnostic({
      code: 'cli/report',
      text: 'Widths and accumulators are of a format.',
      got: `${options.mac ? '--mac' : '--widths'} with ${words.join(' ')}`,
      wayOut: 'lmul report e4m3 --widths 1..5 --mac',
    });
  const units = await checkAny(unitsOf(words, options), {});
  const measured = units.map(errorsOfUnit);
  const names = units.map(({ spec }) => nameOf(spec));
  return reportDocument({
    title: `Error and cost of ${names.join(', ')}`,
    comparisons: [],
    units: measured,
    errors: measured,
    commands: [`lmul report ${names.join(' ')}`, ...names.map((name) => `lmul plot error ${name}`)],
  });
}

async function ofFormats(words: readonly string[], options: ReportOptions): Promise<ReportDocument> {
  const { pnr, tech, stimulus, widths = [], mac = false } = options;
  const free = options.exp !== undefined || options.man !== undefined;
  const formats = formatsOf(words.length > 0 || free ? [...new Set(words)] : ['e4m3'], options);
  // The words of the options are checked where units are made.
  const { contract, rounding } = unitSpec('exact', formats[0]!, {
    contract: options.contract,
    rounding: options.rounding,
  });
  const study = await studyForReport(formats, {
    ...{ contract, rounding, stimulus, widths, mac, onProgress },
    device: pnr || 'hx8k',
    seeds: pnr === false ? [] : options.seeds,
    ...(tech === false ? {} : { technology: builtInTechnology(tech) }),
  });
  for (const failed of study.failed) sayAnyFailed(failed);
  const verdicts = options.claims
    ? await testClaims(claimsOf([]), { technology: tech || 'sky130', onProgress })
    : [];
  const names = formats.map(({ name }) => name);
  const common = `--contract ${contract} --rounding ${rounding}`;
  const cells = tech === false ? '--no-tech' : `--tech ${tech} --stimulus ${stimulus}`;
  const placed = pnr === false ? '--no-pnr' : `--pnr ${pnr} --seeds ${options.seeds.join(',')}`;
  return reportDocument({
    title: `L-Mul and the exact product: ${names.join(', ')}`,
    ...study,
    ...(study.sums.length > 0 && { dotErrors: dotErrorsOf(study.sums, study.stimulus) }),
    claims: verdicts.map(reportedClaim),
    commands: [
      `lmul report ${names.join(' ')} ${common} ${cells} ${placed}${widths.length > 0 ? ` --widths ${widths.join(',')}` : ''}${mac ? ' --mac' : ''}${options.claims ? ' --claims' : ''}`,
      `lmul compare ${names.join(' ')} ${common} ${cells} ${placed}`,
      ...study.errors.map(({ spec }) => `lmul plot error ${nameOf(spec)}`),
      ...(tech === false
        ? []
        : names.map((name) => `lmul plot pareto ${name} ${common} ${cells} --cost energy`)),
      ...(widths.length > 1
        ? [`lmul plot width ${study.widths.map(({ format }) => format.name).join(' ')} ${common} --cost aig`]
        : []),
      ...study.breakdowns.map(({ whole }) => `lmul synth ${nameOf(whole.spec)}`),
      ...study.sums.map(({ spec }) => `lmul error-along ${nameOf(spec)} --stimulus ${stimulus}`),
      ...(options.claims ? ['lmul claims'] : []),
    ],
  });
}
