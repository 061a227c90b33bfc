import { type Command, Option } from 'commander';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import {
  MATRIX_SCALINGS,
  type Matrix,
  type MatrixScaling,
  matrixBytes,
  matrixProduct,
  readMatrix,
} from '../measure/index.ts';
import { systolicData, systolicText } from '../report/index.ts';
import { checkOutput, createPlan, emitSystolicModules, writePlan } from '../rtl/index.ts';
import {
  matricesOnArray,
  placementOf,
  type SystolicCost,
  systolicCost,
  tooManyElements,
} from '../study/index.ts';
import { builtInTechnology, type Technology, technologyNames } from '../tech/index.ts';
import type { Ice40Device } from '../tools/index.ts';
import {
  type AnySpec,
  isMac,
  nameOf,
  type SystolicSpec,
  systolicName,
  systolicSpec,
  systolicWords,
} from '../unit/index.ts';
import { type BaseLevel, type CheckedSystolic, checkSystolic, LEVELS, levelName } from '../verify/index.ts';
import { anyUnitsOf } from './any-words.ts';
import { checkAny, onProgress } from './checked.ts';
import { writeWhole } from './files.ts';
import { printJson, printResult, say } from './output.ts';
import { DEVICES, parseSeeds, positiveNumber } from './seeds.ts';
import { wholeNumber } from './unit-options.ts';

interface ArrayOptions {
  readonly rows: number;
  readonly cols: number;
  readonly unit: string;
  readonly a: string;
  readonly b: string;
  readonly scaling: MatrixScaling;
  readonly level?: BaseLevel;
  readonly output?: string;
  readonly verilog?: string;
  readonly pnr?: Ice40Device;
  readonly seeds: readonly number[];
  readonly freq?: number;
  readonly tech?: string;
  readonly json?: boolean;
}

/** `lmul array`: a product of two matrices, cycle by cycle on a simulated systolic array. */
export function addArray(program: Command): void {
  program
    .command('array')
    .description('multiply two matrices on a systolic array of units, simulated cycle by cycle')
    .option('--rows <n>', 'rows of elements, 2 to 16', wholeNumber, 4)
    .option('--cols <n>', 'columns of elements, 2 to 16', wholeNumber, 4)
    .requiredOption('--unit <unit>', 'the element, a mac or dot in one word')
    .requiredOption('--a <file.npy>', 'the left matrix')
    .requiredOption('--b <file.npy>', 'the right matrix')
    .addOption(
      new Option('--scaling <how>', 'before rounding: none, or one scale for each matrix')
        .choices([...MATRIX_SCALINGS])
        .default('none'),
    )
    .addOption(
      new Option(
        '--level <netlist>',
        'what is run; beyond rtl its cost is shown (default: rtl, or ice40 with --pnr)',
      ).choices([...LEVELS]),
    )
    .option('-o, --output <file.npy>', 'the product, as doubles')
    .option('--verilog <dir>', 'the Verilog of the array, its element and its parts')
    .addOption(new Option('--pnr <device>', 'place and route on an iCE40: fits, Fmax').choices([...DEVICES]))
    .addOption(
      new Option('--seeds <list>', 'of place and route: 1..8 or 1,5,9')
        .argParser(parseSeeds)
        .default([1, 2, 3, 4, 5], '1..5'),
    )
    .option('--freq <MHz>', 'clock to be met, with --pnr', positiveNumber)
    .option('--tech <name>', `standard cells to measure area and energy in: ${technologyNames().join(', ')}`)
    .option('--json', 'as data, the product included')
    .addHelpText(
      'after',
      `
Output-stationary: each element keeps one sum, A moves right, B moves down, both skewed at the edges. Matrices larger than
the array are cut into tiles that follow each other without waiting. Every sum of the hardware is held against the model of
an element that accumulates in the same order; one that differs ends the command with exit code 1. --tech: area and energy as
so many times the element, measured on these operands, and what is around the elements.

Examples:
  lmul array --unit "mac e4m3 --product lmul --accumulator fp32" --a A.npy --b B.npy -o C.npy
  lmul array --rows 8 --cols 2 --unit "dot e4m3 --lanes 4 --product exact" --a A.npy --b B.npy --scaling tensor
  lmul array --unit "mac e4m3 --product lmul --accumulator bf16" --a A.npy --b B.npy --pnr hx8k --freq 25`,
    )
    .action(runArray);
}

async function runArray(options: ArrayOptions): Promise<void> {
  const spec = systolicSpec(options.rows, options.cols, elementOf(options.unit));
  const { pnr } = options;
  if (pnr !== undefined && options.level !== undefined && options.level !== 'ice40')
    throw contradiction(
      'Only iCE40 netlists are placed and routed.',
      `--level ${options.level} --pnr`,
      '--level ice40',
    );
  if (pnr === undefined && options.freq !== undefined)
    throw contradiction('A clock is met or missed only after place and route.', '--freq', '--pnr hx8k');
  const technology = options.tech === undefined ? undefined : builtInTechnology(options.tech);
  const [a, b] = matricesOf(spec, options);
  if (options.verilog !== undefined) writeVerilog(spec, options.verilog);
  const tooLarge = pnr === undefined ? undefined : await tooManyElements(spec, { device: pnr, onProgress });
  // What cannot be placed need not be synthesised as a whole, which takes minutes.
  const level = options.level ?? (pnr === undefined || tooLarge !== undefined ? 'rtl' : 'ice40');
  const matrices = { rows: a.rows, inner: a.cols, cols: b.cols, a: a.codes, b: b.codes };
  const result = await checkSystolic(spec, matrices, { level, onProgress });
  if (result.kind === 'failed') {
    const { row, col, expected, got } = result.counterexample;
    say(
      `lmul: failed: ${systolicName(spec)}: the ${levelName(level)} differs from the model in row ${row}, column ${col}: 0x${got.acc.toString(16)} in place of 0x${expected.acc.toString(16)}`,
    );
    process.exitCode = EXIT.checkFailed;
    return;
  }
  const product = matrixProduct(result, a, b);
  const { seeds, freq } = options;
  const where = { seeds, ...(freq === undefined ? {} : { freqMHz: freq }) };
  const hierarchy = technology === undefined ? undefined : await hierarchyOf(result, a, b, technology);
  const placed =
    pnr === undefined
      ? {}
      : { placed: tooLarge ?? (await placementOf(result, { ...where, device: pnr, onProgress })) };
  if (placed.placed?.kind === 'too-large') process.exitCode = EXIT.checkFailed;
  if (options.output !== undefined)
    writeWhole(options.output, matrixBytes(product.rows, product.cols, product.values));
  const report = { array: result, a, b, product, ...placed, ...(hierarchy && { hierarchy }) };
  if (options.json) printJson(systolicData(report));
  else printResult(systolicText(report));
}

function elementOf(text: string): Extract<AnySpec, { accumulator: object }> {
  const [spec, ...more] = anyUnitsOf([/\s/.test(text) ? text : text.trim()], {});
  if (spec !== undefined && isMac(spec) && more.length === 0) return spec;
  throw contradiction(
    'The elements of an array multiply floating-point numbers, and accumulate.',
    `--unit "${text}"${spec === undefined ? '' : `, which is ${nameOf(spec)}`}`,
    '--unit "mac e4m3 --product lmul --accumulator fp32"',
  );
}

function matricesOf(spec: SystolicSpec, { a, b, scaling }: ArrayOptions): [Matrix, Matrix] {
  const { format } = spec.element.product;
  const [left, right] = [readMatrix(a, format, scaling), readMatrix(b, format, scaling)];
  if (left.cols === right.rows) return [left, right];
  throw contradiction(
    'The matrices cannot be multiplied.',
    `${left.rows} x ${left.cols} times ${right.rows} x ${right.cols}`,
    `a right matrix of ${left.cols} rows`,
  );
}

function writeVerilog(spec: SystolicSpec, directory: string): void {
  checkOutput(directory, { force: true });
  const modules = Object.entries(emitSystolicModules(spec));
  const files = modules.map(([name, text]) => [`${name}.v`, text] as const);
  const list = [`${systolicName(spec)}.f`, modules.map(([name]) => `${name}.v\n`).join('')] as const;
  writePlan(createPlan([...files, list]), directory, { force: true });
  say(`lmul: ${files.length + 1} files of lmul ${systolicWords(spec)} in ${directory}`);
}

/** Sizes by hierarchy and the energy of a clock on these matrices, once the element has passed its own check. */
async function hierarchyOf(
  array: CheckedSystolic,
  a: Matrix,
  b: Matrix,
  technology: Technology,
): Promise<SystolicCost | undefined> {
  const [element] = await checkAny([array.spec.element], { technologies: [technology] });
  if (element === undefined) return undefined;
  const cost = await systolicCost(array, element, {
    operands: matricesOnArray(array.spec, a, b),
    onProgress,
  });
  if (cost !== undefined) return cost;
  throw new Diagnostic({
    code: 'cli/array',
    text: 'What is around the elements was not proved to be its RTL in time, so nothing is said of its cost.',
    got: `--tech ${technology.name}`,
    wayOut: 'again, with less other work beside it',
  });
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/array', text, got, wayOut });
}
