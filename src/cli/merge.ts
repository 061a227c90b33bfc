import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { planOfSweep, readSweep, sweepData } from '../report/index.ts';
import { checkOutput, writePlan } from '../rtl/index.ts';
import { mergeResults } from '../study/index.ts';
import { onProgress } from './checked.ts';
import { readText } from './files.ts';
import { printJson } from './output.ts';

interface MergeOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `lmul merge DIR...`: the results of the shards of a sweep, as those of the whole. */
export function addMerge(program: Command): void {
  program
    .command('merge')
    .argument('<results...>', 'directories that lmul sweep --shard wrote, or their results.json')
    .description('put the results of the shards of one sweep together')
    .option('-o, --output <dir>', 'where results.json, results.csv and results.md go (default: stdout)')
    .option('--force', 'replace the results in a directory that holds some')
    .option('--json', 'on stdout, as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul merge part1 part2 -o all
  lmul merge part*/results.json --json`,
    )
    .action((places: string[], { output, force = false, json = output === undefined }: MergeOptions) => {
      if (output !== undefined) checkOutput(output, { force });
      const merged = mergeResults(
        places.map((place) => {
          const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
          const file = isFolder ? join(place, 'results.json') : place;
          return readSweep(readText(file), file);
        }),
      );
      if (output !== undefined) {
        writePlan(planOfSweep(merged), output, { force });
        onProgress(`${output}: results.json, results.csv, results.md`);
      }
      if (json) printJson(sweepData(merged));
    });
}
