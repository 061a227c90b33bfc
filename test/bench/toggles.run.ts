import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import {
  compileSweep,
  compileToggles,
  packNumbers,
  runSweep,
  runToggleSweep,
  type ToggleProgram,
} from '../../sim/index.ts';
import { tabulate } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { allPairs, hasTool, verilator, type Work } from './native.ts';
import { type Contender, rateTable, rounds } from './rounds.ts';
import { benchUnit } from './units.ts';

/**
 * Toggles of every net, beside the same sweep without them, and Verilator built with toggle coverage: over all pairs in
 * the order of counting, and over random pairs, which is what energy is measured with. Verilator branches on each change, and
 * foresees those of a counter.
 */
const ROUNDS = 7;
const UNITS = ['exact_e4m3_multiply_rne_flush', 'lmul_e4m3_adder_flush'];
const PAIRS = 65_536;
const REPETITIONS = 8192;
const COVERAGE = ['--coverage-toggle', '--coverage-underscore'];

/** Random pairs, made in the loop: xorshift64 (Marsaglia, 2003). */
const randomPairs = (tableFile: string): Work => ({
  ...allPairs(tableFile),
  body: `static unsigned long long x = 88172645463325252ull;
    for (unsigned i = 0; i < 65536; i++) {
      x ^= x << 13; x ^= x >> 7; x ^= x << 17; unit.a_i = x; unit.b_i = x >> 8; unit.eval();
    }`,
});

/** Seconds for as many pairs as there are, out of many. */
const counted = (program: ToggleProgram, steps: number, threads: number) => async (): Promise<number> => {
  const start = performance.now();
  const { nets } = await runToggleSweep({ ...program, steps }, { threads });
  if (nets.every(({ toggles }) => toggles === 0)) throw new Error('nothing toggled');
  return ((performance.now() - start) / 1000) * (PAIRS / (steps * program.lanes));
};

const ours = (program: ToggleProgram, steps: number): Contender[] =>
  [1, 2].map((threads) => ({
    name: `ours, toggles of every net, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
    seconds: counted(program, steps, threads),
  }));

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
      // Steps past the end of the space count through it again.
      const steps = counting.steps * REPETITIONS;
      const random = compileToggles({ netlist, samples: 2 ** 30, inputs: { a_i: 'random', b_i: 'random' } });
      const contenders: Contender[] = [
        ...ours(counting, steps),
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
      const randomly = ours(random, random.steps);
      if (hasTool('verilator'))
        for (const [list, work] of [
          [contenders, allPairs('table.bin')],
          [randomly, randomPairs('table.bin')],
        ] as const) {
          const covered = verilator(folder, name, verilog, work, '-O3', COVERAGE);
          list.push({ name: 'Verilator, netlist with toggle coverage', seconds: () => covered(4) / 4 });
        }
      for (const [title, list] of [
        [`Toggles over all pairs of ${name}, in the order of counting`, contenders],
        [`Toggles over random pairs of ${name}`, randomly],
      ] as const)
        lines.push(`## ${title}`, '', ...rateTable(await rounds(list, ROUNDS), 'pairs', PAIRS), '');
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
