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
const ROUNDS = 7;
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
    const contenders: Contender[] = [
      { name: 'Node, nothing to do', seconds: timed('bare', ['-e', BARE]) },
      {
        name: 'ours, netlist to verdict',
        seconds: timed('ours', [script, join(folder, 'netlist.json'), join(folder, 'table.bin')]),
      },
    ];
    if (hasTool('verilator'))
      for (const level of ['-O0', '-O3'])
        contenders.push({
          name: `Verilator ${level}, netlist to verdict`,
          seconds: () => {
            const start = performance.now();
            verilator(folder, UNIT, verilog, allPairs('table.bin'), level)(1);
            return (performance.now() - start) / 1000;
          },
        });
    const times = await rounds(contenders, ROUNDS);
    const bare = times.get('Node, nothing to do')!;
    const ours = times.get('ours, netlist to verdict')!;
    lines.push(
      `## Cold, all pairs of ${UNIT}`,
      '',
      '| contender | seconds | over Node | over ours |',
      '| :-- | --: | --: | --: |',
      ...[...times].map(
        ([name, seconds]) =>
          `| ${name} | ${median(seconds).toFixed(3)} | ${short(ratio(seconds, bare))} | ${short(ratio(seconds, ours))} |`,
      ),
      '',
      `Memory at most: ${median(memory.ours!).toFixed(0)} MB, ${(median(memory.ours!) - median(memory.bare!)).toFixed(0)} MB over a Node that does nothing.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
