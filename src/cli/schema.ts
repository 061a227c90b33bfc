import { join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchema, SCHEMAS } from '../report/index.ts';
import { createPlan, writePlan } from '../rtl/index.ts';
import { printJson, printResult, say, toJson } from './output.ts';

/** `lmul schema [NAME]`: the JSON Schemas that results follow. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .argument('[name]', 'of a schema; without it, all names')
    .description('the JSON Schemas of results, as in schemas/')
    .option('-o, --output <dir>', 'write all of them into a directory')
    .option('--json', 'the names as data; a schema always is')
    .addHelpText('after', '\nExamples:\n  lmul schema\n  lmul schema error\n  lmul schema -o schemas')
    .action((name: string | undefined, { output, json }: { output?: string; json?: boolean }) => {
      const names = Object.keys(SCHEMAS);
      if (output !== undefined) {
        const files = names.map((each) => [`${each}.json`, `${toJson(jsonSchema(each))}\n`] as const);
        writePlan(createPlan(files), output, { force: true });
        say(`lmul: ${names.length} schemas, ${join(output, `${names[0]}.json`)} and more`);
      } else if (name !== undefined) printJson(jsonSchema(name));
      else if (json) printJson(names);
      else printResult(names.map((each) => `${each.padEnd(13)}${SCHEMAS[each]?.of}`).join('\n'));
    });
}
