import type { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { planOfChecked, planOfUnchecked } from '../report/index.ts';
import { checkOutput, emitText, mergePlans, type Plan, writePlan } from '../rtl/index.ts';
import { canonicalUnits } from '../study/index.ts';
import { type AnySpec, isInteger, isMac, type UnitSpec } from '../unit/index.ts';
import { type CheckedUnit, isExhaustive } from '../verify/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { checkAny } from './checked.ts';
import { printJson, printResult, say } from './output.ts';

interface GenerateOptions extends MacOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly check: boolean;
  readonly canonical?: boolean;
  readonly json?: boolean;
}

/** `lmul generate UNIT... [-o DIR]`: Verilog on stdout, or checked units with their manifests in a directory. */
export function addGenerate(program: Command): void {
  addMacOptions(program.command('generate').argument('[unit...]', 'product and format, or short names'))
    .description('write the Verilog of units, checked, with manifest, file list and FuseSoC core')
    .option(
      '-o, --output <dir>',
      'directory for NAME.v, NAME.json, NAME.f, NAME.core; without it, Verilog on stdout',
    )
    .option('--force', 'write into a directory that is not empty')
    .option('--no-check', 'do not check: the manifest says so, and gives no figures')
    .option('--canonical', 'the canonical set, as in generated/')
    .option('--json', 'the list of written files, as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul generate lmul e4m3                                   Verilog on stdout
  lmul generate exact e4m3 --architecture carry-in -o rtl   checked unit with its manifest
  lmul generate lmul e4m3 e5m2 bf16 -o rtl                  three units
  lmul generate mac e4m3 --product lmul --accumulator fp32  a multiply-accumulate unit with its parts
  lmul generate dot e4m3 --lanes 20 --weights packed        numbers of e4m3 under ternary weights
  lmul generate "lmul e4m3" "exact e4m3 --rounding rtz" -o rtl --force`,
    )
    .action(async (words: string[], options: GenerateOptions) => {
      if (options.canonical && words.length > 0) throw bothCanonicalAnd(words);
      const specs = options.canonical ? canonicalUnits() : anyUnitsOf(words, options);
      if (options.output === undefined) printResult(emitText(onlyOne(specs)));
      else await writeUnits(specs, options.output, options);
    });
}

function bothCanonicalAnd(words: readonly string[]): Diagnostic {
  return new Diagnostic({
    code: 'cli/canonical',
    text: 'The canonical set is fixed, and takes no units beside it.',
    got: `--canonical with ${words.join(' ')}`,
    wayOut: '--canonical -o DIR alone, or the units without --canonical',
  });
}

async function writeUnits(
  specs: readonly AnySpec[],
  directory: string,
  options: GenerateOptions,
): Promise<void> {
  checkOutput(directory, { force: options.force ?? false });
  const plans: Plan[] = options.check
    ? (await checked(specs, options.canonical ?? false)).map(planOfChecked)
    : specs.map(planOfUnchecked);
  if (plans.length < specs.length) return;
  const plan = mergePlans(plans);
  writePlan(plan, directory, { force: options.force ?? false });
  if (options.json) printJson({ directory, digest: plan.digest, files: [...plan.files.keys()] });
  else
    say(
      `lmul: ${plan.files.size} files of ${specs.length} ${specs.length === 1 ? 'unit' : 'units'} in ${directory}`,
    );
}

/** Units of the canonical set are checked on all operand pairs, those of 16 bits one after the other on every core. */
async function checked(specs: readonly AnySpec[], exhaustive: boolean): Promise<CheckedUnit<AnySpec>[]> {
  if (!exhaustive) return checkAny(specs, {});
  const all = specs.filter((spec): spec is UnitSpec => !isMac(spec) && !isInteger(spec));
  const units = await checkAny(
    all.filter(({ format }) => isExhaustive(format)),
    {},
  );
  for (const spec of all.filter(({ format }) => !isExhaustive(format)))
    units.push(...(await checkAny([spec], { exhaustive: true })));
  return units;
}

function onlyOne(specs: readonly AnySpec[]): AnySpec {
  if (specs.length === 1) return specs[0] as AnySpec;
  throw new Diagnostic({
    code: 'cli/output',
    text: 'Several units need a directory to be written to.',
    got: `${specs.length} units without -o`,
    wayOut: '-o DIR',
  });
}
