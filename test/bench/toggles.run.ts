import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { compileSweep, compileToggles, packNumbers, runSweep, runToggleSweep } from '../../sim/index.ts';
import { tabulate } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { allPairs, hasTool, verilator } from './native.ts';
import { type Contender, rateTable, rounds } from './rounds.ts';
import { benchUnit } from './units.ts';

/** Toggles of every net over all pairs, beside the same sweep without them, and Verilator built with toggle coverage. */
const ROUNDS = 7;
const UNITS = ['exact_e4m3_multiply_rne_flush', 'lmul_e4m3_adder_flush'];
const PAIRS = 65_536;

test('toggles', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    for (const name of UNITS) {
      const { spec, netlist, verilog } = await benchUnit(name, 'gates');
      const table = tabulate(spec);
      writeFileSync(join(folder, 'table.bin'), Uint8Array.from(table));
      const space = { netlist, indexBits: 16, inputs: { a_i: { firstBit: 8 }, b_i: { firstBit: 0 } } };
      const plain = compileSweep({ ...space, table: { p_o: packNumbers(table, 8, PAIRS / 32) } });
      const counting = compileToggles(space);
      const counted = (threads: number) => async (): Promise<number> => {
        const repetitions = 8192;
        const start = performance.now();
        // Steps past the end of the space count through it again.
        const { nets } = await runToggleSweep(
          { ...counting, steps: counting.steps * repetitions },
          { threads },
        );
        if (nets.every(({ toggles }) => toggles === 0)) throw new Error('nothing toggled');
        return (performance.now() - start) / 1000 / repetitions;
      };
      const contenders: Contender[] = [
        { name: 'ours, toggles of every net, 1 thread', seconds: counted(1) },
        { name: 'ours, toggles of every net, 2 threads', seconds: counted(2) },
        {
          name: 'ours, results against a table and no toggles, 1 thread',
          seconds: async () => {
            const repetitions = 50_000;
            const start = performance.now();
            await runSweep(plain, { threads: 1, range: { from: 0, to: plain.steps * repetitions } });
            return (performance.now() - start) / 1000 / repetitions;
          },
        },
      ];
      if (hasTool('verilator')) {
        const pairs = allPairs('table.bin');
        const covered = verilator(folder, name, verilog, pairs, '-O3', [
          '--coverage-toggle',
          '--coverage-underscore',
        ]);
        contenders.push({
          name: 'Verilator, netlist with toggle coverage',
          seconds: () => covered(4) / 4,
        });
      }
      const times = await rounds(contenders, ROUNDS);
      lines.push(`## Toggles over all pairs of ${name}`, '', ...rateTable(times, 'pairs', PAIRS), '');
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
