import { type Command, Option } from 'commander';
import { claimsData, claimsMarkdown, claimsText, explainedText } from '../report/index.ts';
import { claimsOf, testClaims } from '../study/index.ts';
import { technologyNames } from '../tech/index.ts';
import { onProgress } from './checked.ts';
import { printJson, printResult } from './output.ts';

interface ClaimsOptions {
  readonly tech: string;
  readonly fp32?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `lmul claims`: published claims, each measured with units of ours and judged by a rule. */
export function addClaims(program: Command): void {
  program
    .command('claims')
    .argument('[ids...]', 'of claims (default: all)')
    .description('put published claims to the test: what was said, what is measured, and whether it holds')
    .addOption(
      new Option('--tech <name>', 'standard cells for area and energy')
        .choices(technologyNames())
        .default('sky130'),
    )
    .option('--fp32', 'fp32 as well: its synthesis takes hours the first time')
    .option('--explain', 'how each was measured: the rule, every figure, and its conditions')
    .addOption(new Option('--markdown', 'as Markdown').conflicts('json'))
    .option('--json', 'as data')
    .addHelpText(
      'after',
      `
A verdict is a rule over measurements: holds when every figure meets it, holds under stated conditions when some do.
The first time takes many minutes; every unit measured is kept, and the second time takes seconds.

Examples:
  lmul claims
  lmul claims lmul-95 --explain
  lmul claims review-185 mitchell --json`,
    )
    .action(async (ids: string[], { tech, fp32, explain, json, markdown }: ClaimsOptions) => {
      const claims = claimsOf(ids);
      const verdicts = await testClaims(claims, {
        technology: tech,
        ...(fp32 === undefined ? {} : { fp32 }),
        onProgress,
      });
      if (json) printJson(claimsData(verdicts));
      else if (markdown) printResult(claimsMarkdown(verdicts));
      else printResult(explain ? verdicts.map(explainedText).join('\n\n') : claimsText(verdicts));
    });
}
