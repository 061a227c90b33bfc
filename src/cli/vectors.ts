import type { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { modelOf } from '../model/index.ts';
import {
  checkOutput,
  createPlan,
  emitTestbench,
  emitVerilog,
  testbenchName,
  writePlan,
} from '../rtl/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import {
  type CheckedUnit,
  coveringPairs,
  csvText,
  defaultVectorRequest,
  hexText,
  type OperandPairs,
  stuckAtCoverage,
  type Vector,
  type VectorRequest,
  vectorsOf,
} from '../verify/index.ts';
import { checkAny, onProgress } from './checked.ts';
import { printJson, say } from './output.ts';
import { addUnitOptions, type UnitOptions, wholeNumber } from './unit-options.ts';
import { unitOf } from './unit-words.ts';

interface VectorOptions extends UnitOptions {
  readonly output: string;
  readonly exhaustive?: boolean;
  readonly count?: number;
  readonly seed?: number;
  readonly coverage?: boolean;
  readonly grade: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `lmul vectors UNIT -o DIR`: test vectors and a self-checking testbench, with the unit beside them. */
export function addVectors(program: Command): void {
  addUnitOptions(program.command('vectors').argument('<unit...>', 'product and format, or a short name'))
    .description('write test vectors and a self-checking Verilog testbench')
    .requiredOption(
      '-o, --output <dir>',
      'directory for NAME.hex, NAME.csv, NAME_tb.v, NAME.v and NAME.vectors.json',
    )
    .option('--exhaustive', 'all operand pairs (default up to 10 bits)')
    .option('--count <n>', 'corner cases and n random pairs', wholeNumber)
    .option('--seed <n>', 'of the random pairs (default: 1)', wholeNumber)
    .option('--coverage', 'few pairs that show every stuck-at fault of the gates that any pair shows')
    .option('--no-grade', 'do not synthesise the unit for the stuck-at coverage of the vectors')
    .option('--force', 'write into a directory that is not empty')
    .option('--json', 'the list of written files, as data')
    .addHelpText(
      'after',
      `
NAME.vectors.json says what the vectors are and, unless --no-grade, which share of the single stuck-at faults on the
nets of the gate netlist they show at the result; faults that no operands show are counted apart.

Examples:
  lmul vectors lmul e4m3 -o tb
  lmul vectors lmul e4m3 --coverage -o tb
  cd tb && iverilog -g2005 -Wall -o tb.vvp lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v && vvp -n tb.vvp
  cd tb && verilator --binary --timing -Wall lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v &&
    obj_dir/Vlmul_e4m3_adder_flush_tb
  lmul vectors exact bf16 --count 20000 --seed 7 -o tb`,
    )
    .action(async (words: string[], options: VectorOptions) => {
      const spec = unitOf(words, options);
      const request = requestOf(spec, options);
      const listed = request === 'coverage' ? undefined : vectorsOf(spec, request);
      checkOutput(options.output, { force: options.force ?? false });
      const [unit] = options.grade ? await checkAny([spec], { prove: false }) : [];
      if (options.grade && unit === undefined) return;
      const vectors = listed ?? vectorsAt(spec, await coveringPairs(unit as CheckedUnit));
      const name = shortName(spec);
      const plan = createPlan({
        [`${name}.hex`]: hexText(spec, vectors),
        [`${name}.csv`]: csvText(spec, vectors),
        [`${name}.vectors.json`]: `${JSON.stringify(await manifestOf(spec, request, vectors, unit), null, 2)}\n`,
        [`${testbenchName(spec)}.v`]: emitTestbench(spec),
        [`${name}.v`]: emitVerilog(spec),
      });
      writePlan(plan, options.output, { force: options.force ?? false });
      if (options.json)
        printJson({ directory: options.output, vectors: vectors.length, files: [...plan.files.keys()] });
      else say(`lmul: ${vectors.length.toLocaleString('en')} vectors of ${name} in ${options.output}`);
    });
}

/** What a set of vectors is, and what it is worth. */
async function manifestOf(
  spec: UnitSpec,
  request: VectorRequest | 'coverage',
  vectors: readonly Vector[],
  unit: CheckedUnit | undefined,
): Promise<object> {
  const described = request === 'coverage' ? { kind: 'coverage' } : request;
  const what = { unit: shortName(spec), vectors: vectors.length, request: described };
  if (unit === undefined) return { ...what, stuckAt: null };
  onProgress(`${what.unit}: stuck-at coverage`);
  const pairs = { a: vectors.map(({ a }) => a), b: vectors.map(({ b }) => b) };
  const { recipe, tools } = unit.costs.gates;
  return { ...what, stuckAt: { ...(await stuckAtCoverage(unit, pairs)), recipe, tools } };
}

function vectorsAt(spec: UnitSpec, { a, b }: OperandPairs): Vector[] {
  const model = modelOf(spec);
  return a.map((code, i) => ({ a: code, b: b[i] as bigint, p: model(code, b[i] as bigint) }));
}

function requestOf(spec: UnitSpec, options: VectorOptions): VectorRequest | 'coverage' {
  const { exhaustive, count, seed, coverage, grade } = options;
  if (coverage && (exhaustive || count !== undefined || seed !== undefined || !grade))
    throw new Diagnostic({
      code: 'cli/vectors',
      text: 'Vectors chosen for their coverage have no count and no seed, and are always graded.',
      got: '--coverage with --exhaustive, --count, --seed or --no-grade',
      wayOut: '--coverage alone',
    });
  if (coverage) return 'coverage';
  if (exhaustive && (count !== undefined || seed !== undefined))
    throw new Diagnostic({
      code: 'cli/vectors',
      text: 'Exhaustive vectors have no count and no seed.',
      got: '--exhaustive with --count or --seed',
      wayOut: 'one or the other',
    });
  if (exhaustive) return { kind: 'exhaustive' };
  if (count === undefined && seed === undefined) return defaultVectorRequest(spec);
  return { kind: 'sampled', count: count ?? 10_000, seed: seed ?? 1 };
}
