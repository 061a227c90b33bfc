import type { Command } from 'commander';
import { anchorsData, anchorsText } from '../report/index.ts';
import { measureAnchors } from '../study/index.ts';
import { technologyNames } from '../tech/index.ts';
import { onProgress } from './checked.ts';
import { printJson, printResult } from './output.ts';
import { addTechOptions, type TechOptions, technologyOf } from './tech-options.ts';

interface AnchorsOptions extends TechOptions {
  readonly tech?: string;
  readonly json?: boolean;
}

/** `lmul anchors`: integer adders and multipliers by the flow of `lmul energy`, beside published figures. */
export function addAnchors(program: Command): void {
  addTechOptions(program.command('anchors'))
    .description(
      'measure integer adders and multipliers beside published energies: how far to trust the flow',
    )
    .option('--tech <name>', `${technologyNames().join(', ')} (default: sky130)`)
    .option('--json', 'as data, as described by schemas/anchors.json')
    .addHelpText(
      'after',
      `
Examples:
  lmul anchors
  lmul anchors --tech asap7 --json`,
    )
    .action(async (options: AnchorsOptions) => {
      const technology = technologyOf(options, onProgress);
      const measured = await measureAnchors(technology, { onProgress });
      if (options.json) printJson(anchorsData(measured, technology));
      else printResult(anchorsText(measured, technology));
    });
}
