import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { tabulate } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { BARE } from './memory.ts';
import { allPairs, hasTool, verilator } from './native.ts';
import { type Contender, median, ratio, rounds, short } from './rounds.ts';
import { benchUnit } from './units.ts';

/** Cold: from files on disk to the verdict over all pairs, compilation included; beside a Node that does nothing. */
const ROUNDS = 5;
/** A tenth of a second is measured more often: starting a process takes now this, now that. */
const SHORT_ROUNDS = 25;
const UNIT = 'exact_e4m3_multiply_rne_flush';

test('process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    const { json, spec, verilog } = await benchUnit(UNIT, 'gates');
    writeFileSync(join(folder, 'netlist.json'), JSON.stringify(json));
    writeFileSync(join(folder, 'table.bin'), Uint8Array.from(tabulate(spec)));
    const script = join(import.meta.dirname, 'verdict.mjs');
    const memory: Record<string, number[]> = { bare: [], ours: [] };
    const timed = (name: string, args: readonly string[]) => (): number => {
      const start = performance.now();
      const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
      memory[name]!.push(Number(output) / 1024);
      return (performance.now() - start) / 1000;
    };
    const ours: Contender = {
      name: 'ours, netlist to verdict',
      seconds: timed('ours', [script, join(folder, 'netlist.json'), join(folder, 'table.bin')]),
    };
    const bare: Contender = { name: 'Node, nothing to do', seconds: timed('bare', ['-e', BARE]) };
    const native: Contender[] = [];
    if (hasTool('verilator'))
      for (const level of ['-O0', '-O3'])
        native.push({
          name: `Verilator ${level}, netlist to verdict`,
          seconds: () => {
            const start = performance.now();
            verilator(folder, UNIT, verilog, allPairs('table.bin'), level)(1);
            return (performance.now() - start) / 1000;
          },
        });
    const brief = await rounds([bare, ours], SHORT_ROUNDS);
    const whole = await rounds([bare, ours, ...native], ROUNDS);
    lines.push(
      `## Cold, all pairs of ${UNIT}`,
      '',
      '| contender | seconds | over Node | over ours |',
      '| :-- | --: | --: | --: |',
      ...[...whole.keys()].map((name) => {
        const times = brief.has(name) ? brief : whole;
        const seconds = times.get(name)!;
        const over = (other: Contender): string => short(ratio(seconds, times.get(other.name)!));
        return `| ${name} | ${median(seconds).toFixed(3)} | ${over(bare)} | ${over(ours)} |`;
      }),
      '',
      `Memory at most: ${median(memory.ours!).toFixed(0)} MB, ${(median(memory.ours!) - median(memory.bare!)).toFixed(0)} MB over a Node that does nothing.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
