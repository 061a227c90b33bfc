import type { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { createPlan, emitTestbench, emitVerilog, testbenchName, writePlan } from '../rtl/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import { csvText, defaultVectorRequest, hexText, type VectorRequest, vectorsOf } from '../verify/index.ts';
import { printJson, say } from './output.ts';
import { addUnitOptions, type UnitOptions, wholeNumber } from './unit-options.ts';
import { unitOf } from './unit-words.ts';

interface VectorOptions extends UnitOptions {
  readonly output: string;
  readonly exhaustive?: boolean;
  readonly count?: number;
  readonly seed?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `lmul vectors UNIT -o DIR`: test vectors and a self-checking testbench, with the unit beside them. */
export function addVectors(program: Command): void {
  addUnitOptions(program.command('vectors').argument('<unit...>', 'product and format, or a short name'))
    .description('write test vectors and a self-checking Verilog testbench')
    .requiredOption('-o, --output <dir>', 'directory for NAME.hex, NAME.csv, NAME_tb.v, NAME.v')
    .option('--exhaustive', 'all operand pairs (default up to 10 bits)')
    .option('--count <n>', 'corner cases and n random pairs', wholeNumber)
    .option('--seed <n>', 'of the random pairs (default: 1)', wholeNumber)
    .option('--force', 'write into a directory that is not empty')
    .option('--json', 'the list of written files, as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul vectors lmul e4m3 -o tb
  cd tb && iverilog -g2005 -Wall -o tb.vvp lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v && vvp -n tb.vvp
  cd tb && verilator --binary --timing -Wall lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v &&
    obj_dir/Vlmul_e4m3_adder_flush_tb
  lmul vectors exact bf16 --count 20000 --seed 7 -o tb`,
    )
    .action((words: string[], options: VectorOptions) => {
      const spec = unitOf(words, options);
      const name = shortName(spec);
      const vectors = vectorsOf(spec, requestOf(spec, options));
      const plan = createPlan({
        [`${name}.hex`]: hexText(spec, vectors),
        [`${name}.csv`]: csvText(spec, vectors),
        [`${testbenchName(spec)}.v`]: emitTestbench(spec),
        [`${name}.v`]: emitVerilog(spec),
      });
      writePlan(plan, options.output, { force: options.force ?? false });
      if (options.json)
        printJson({ directory: options.output, vectors: vectors.length, files: [...plan.files.keys()] });
      else say(`lmul: ${vectors.length.toLocaleString('en')} vectors of ${name} in ${options.output}`);
    });
}

function requestOf(spec: UnitSpec, { exhaustive, count, seed }: VectorOptions): VectorRequest {
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
