import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { planOfSweep, sweepData, sweepPlanText } from '../report/index.ts';
import { checkOutput, writePlan } from '../rtl/index.ts';
import {
  groupsOfShard,
  isMeasured,
  knownPoints,
  parseStudy,
  planOf,
  type Shard,
  type SweepProgress,
  studyJsonSchema,
  sweep,
  sweepResults,
} from '../study/index.ts';
import { cacheDirectory, limitWorkers } from '../tools/index.ts';
import { onProgress } from './checked.ts';
import { readText } from './files.ts';
import { printJson, printResult, say } from './output.ts';
import { wholeNumberTo } from './unit-options.ts';

interface SweepVerbOptions {
  readonly output?: string;
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly timeout: number;
  readonly dryRun?: boolean;
  readonly schema?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `lmul sweep STUDY`: every combination of a study file, generated, checked, costed and measured. */
export function addSweep(program: Command): void {
  program
    .command('sweep')
    .argument('[study]', 'a study file, JSON')
    .description('take every point of a study file through generate, check, cost, error and energy')
    .option('-o, --output <dir>', 'where results.json, results.csv and results.md go')
    .option('-j, --jobs <n>', 'tools at once (default: one per core)', jobCount)
    .option('--shard <i/n>', 'one part of n, for machines that share the work; then lmul merge', parseShard)
    .option('--timeout <seconds>', 'for each run of a tool', wholeNumberTo(86_400), 600)
    .option('--dry-run', 'print the plan and what is known already, and measure nothing')
    .option('--schema', 'print the JSON schema of study files')
    .option('--force', 'replace the results in a directory that holds some')
    .option('--json', 'results (or the plan) on stdout, as data')
    .addHelpText(
      'after',
      `
Each point is kept once it is measured: interrupted (Ctrl-C), the same command goes on where it was. A point that fails
is recorded with its reason, and the rest goes on; the exit code is then that of the first such point.

Examples:
  lmul sweep studies/mantissa.json --dry-run
  lmul sweep studies/mantissa.json -o mantissa
  lmul sweep study.json -o part1 --shard 1/4
  lmul merge part1 part2 part3 part4 -o all
  lmul sweep --schema > study.schema.json`,
    )
    .action(async (file: string | undefined, options: SweepVerbOptions) => {
      if (options.schema) return printJson(studyJsonSchema());
      if (file === undefined)
        throw usage('A sweep takes a study file.', 'none', 'lmul sweep study.json -o DIR');
      const study = parseStudy(readText(file), file);
      const plan = planOf(study, dirname(file));
      const { shard, output, force = false } = options;
      const points = groupsOfShard(plan, shard).flatMap((group) => group.points);
      if (options.dryRun) {
        const planned = { study, points, refused: plan.refused, known: await knownPoints(study, points) };
        return options.json ? printJson(planned) : printResult(sweepPlanText(planned));
      }
      if (output === undefined && !options.json)
        throw usage('The results need a place.', 'no -o', '-o DIR, or --json for stdout, or --dry-run');
      if (output !== undefined) checkOutput(output, { force });
      if (options.jobs !== undefined) limitWorkers(options.jobs);
      const progress = progressTeller(points.length);
      const outcomes = await sweep(study, plan, {
        ...(shard === undefined ? {} : { shard }),
        timeoutMs: 1000 * options.timeout,
        onProgress: progress,
      });
      const results = sweepResults({
        study,
        planned: plan.points.length,
        ...(shard === undefined ? {} : { shard }),
        refused: plan.refused,
        points: outcomes,
      });
      if (output !== undefined) {
        writePlan(planOfSweep(results), output, { force });
        onProgress(`${output}: results.json, results.csv, results.md`);
      }
      if (options.json) printJson(sweepData(results));
      const failed = outcomes.filter((outcome) => !isMeasured(outcome));
      for (const { unit, target, reason } of failed) say(`lmul: failed: ${unit}, ${target}: ${reason}`);
      const first = failed[0];
      if (first !== undefined) process.exitCode = first.exit;
    });
}

/** A line a finished circuit; and a last one, should the user end it. */
function progressTeller(total: number): (progress: SweepProgress) => void {
  let done = 0;
  process.prependListener('SIGINT', () => {
    if (cacheDirectory() === undefined) say('lmul: nothing is kept: the cache is off');
    else say(`lmul: ${done} of ${total} points are measured and kept: the same command goes on from there`);
  });
  return (progress) => {
    done = progress.done;
    const { known, failed, unit, secondsLeft } = progress;
    const words = [
      `sweep: ${done} of ${total} points`,
      known === 0 ? [] : `${known} known before`,
      failed === 0 ? [] : `${failed} failed`,
      secondsLeft === undefined || done === total ? [] : `about ${durationText(secondsLeft)} left`,
    ].flat();
    onProgress(`${words.join(', ')}${unit === undefined ? '' : `: ${unit}`}`);
  };
}

function durationText(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function parseShard(text: string): Shard {
  const [, index, of] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  if (index !== undefined && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
  throw new InvalidArgumentError('A shard is i/n, such as 1/4, with i from 1 to n.');
}

function jobCount(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 to 999 is wanted.');
}

function usage(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/sweep', text, got, wayOut });
}
