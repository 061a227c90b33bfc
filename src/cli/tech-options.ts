import type { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import {
  builtInTechnology,
  readLiberty,
  type SkippedCell,
  type Technology,
  technologyNames,
  withoutCells,
} from '../tech/index.ts';
import { readBytes } from './files.ts';
import { collect } from './output.ts';

/** Options that say which standard cells, as commander hands them over. */
export interface TechOptions {
  readonly liberty?: string;
  readonly dontUse?: readonly string[];
}

/** Adds the options of a technology of the user's own to a verb. */
export function addTechOptions(command: Command): Command {
  return command
    .option('--liberty <file>', 'standard cells of your own: a Liberty file, .lib or .lib.gz')
    .option('--dont-use <glob>', 'cells to leave out, by name: *_lpflow_*; may be repeated', collect);
}

/**
 * The technology that `--target cells:NAME` (or `--tech NAME`) and `--liberty FILE` name, without the cells that are not
 * to be used; undefined when they name none. Cells of a file that cannot be used are told to `say`.
 *
 * @throws Diagnostic `tech/...` or `liberty/...`
 */
export function technologyFor(
  target: string | undefined,
  { liberty, dontUse = [] }: TechOptions,
  say: (text: string) => void,
): Technology | undefined {
  const name = /^cells(?::(.*))?$/.exec(target ?? '')?.[1];
  if (liberty === undefined && name === undefined && target !== 'cells') {
    if (dontUse.length > 0) throw misuse('--dont-use without standard cells', '--target cells:sky130');
    return undefined;
  }
  if (liberty === undefined && (name === undefined || name === ''))
    throw misuse('cells of no technology', `cells:${technologyNames().join(', cells:')}, or --liberty FILE`);
  if (liberty !== undefined && target !== undefined && target !== 'cells')
    throw misuse(`--target ${target} beside --liberty`, '--liberty FILE alone');
  if (liberty === undefined) return withoutCells(builtInTechnology(name as string), dontUse);
  const { technology, skipped } = readLiberty(readBytes(liberty), liberty);
  for (const line of skippedLines(liberty, technology, skipped)) say(line);
  return withoutCells(technology, dontUse);
}

/** The technology of verbs that cannot do without: `--tech NAME`, or `--liberty FILE`, or sky130. */
export function technologyOf(
  options: TechOptions & { readonly tech?: string },
  say: (text: string) => void,
): Technology {
  const { tech, liberty } = options;
  const target = tech === undefined ? (liberty === undefined ? 'cells:sky130' : undefined) : `cells:${tech}`;
  return technologyFor(target, options, say)!;
}

/** What is left out of a library and why, a line a reason. */
function skippedLines(
  file: string,
  { cells }: Technology,
  skipped: readonly SkippedCell[],
): readonly string[] {
  if (skipped.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { cell, reason } of skipped) byReason.set(reason, [...(byReason.get(reason) ?? []), cell]);
  return [
    `${file}: ${cells.length} cells can be used, ${skipped.length} are left out`,
    ...[...byReason].map(([reason, names]) => `  ${reason}: ${names.join(', ')}`),
  ];
}

function misuse(got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/tech', text: 'This names no standard cells.', got, wayOut });
}
