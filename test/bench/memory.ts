import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { YosysJson } from '../../src/synth/index.ts';

/**
 * Prints the most memory a process had, in KB, by the kernel's own count: `maxRSS` begins with that of the process that
 * started it.
 */
export const BARE = `process.stdout.write(/VmHWM:\\s*(\\d+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1])`;

/** Whole MB that a process takes at most, over a bare Node, to read a clocked netlist and run it for many streams. */
export function memoryOver(folder: string, json: YosysJson): string {
  const file = join(folder, 'netlist.json');
  writeFileSync(file, JSON.stringify(json));
  const most = (args: readonly string[]): number =>
    Number(execFileSync(process.execPath, args, { encoding: 'utf8' })) / 1024;
  return (most([join(import.meta.dirname, 'clocks.mjs'), file]) - most(['-e', BARE])).toFixed(0);
}
