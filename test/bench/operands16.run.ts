import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { compileSweep, runSweep } from '../../sim/index.ts';
import { modelOf, slicedModelOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { hasTool, verilator } from './native.ts';
import { peakOperations } from './peak.ts';
import { type Contender, rateTable, ratioOfBest, rounds, short } from './rounds.ts';
import { benchUnit } from './units.ts';

/** All pairs of 16-bit operands against the model; Verilator on 2^22 of them against a table, for its rate. */
const ROUNDS = 3;
const UNITS = ['lmul_bf16_adder_flush', 'exact_bf16_array_rne_flush'];
const PAIRS = 2 ** 32;
const PART = 2 ** 22;
const PEAK = 'peak';

test('16-bit operands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    for (const name of UNITS) {
      const { spec, netlist, verilog, rtl } = await benchUnit(name, 'gates');
      const model = slicedModelOf(spec);
      const program = compileSweep({
        netlist,
        indexBits: 32,
        inputs: { a_i: { firstBit: 16 }, b_i: { firstBit: 0 } },
        expected: (network, input) => ({ p_o: model(network, input('a_i'), input('b_i')) }),
      });
      const contenders: Contender[] = [1, 2].map((threads) => ({
        name: `ours beside the sliced model, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
        seconds: async () => {
          const start = performance.now();
          const { wrong } = await runSweep(program, { threads });
          if (wrong !== undefined) throw new Error('a pair is wrong');
          return (performance.now() - start) / 1000;
        },
      }));
      if (hasTool('verilator')) {
        const compute = modelOf(spec);
        // Pairs spread over the whole space: the high bits of a multiple of an odd number.
        const pairAt = (index: number): [bigint, bigint] => {
          const mixed = BigInt(Math.imul(index, 0x9e3779b1) >>> 0);
          return [mixed >> 16n, mixed & 0xffffn];
        };
        const table = Uint16Array.from({ length: PART }, (_, index) => Number(compute(...pairAt(index))));
        writeFileSync(join(folder, 'part.bin'), new Uint8Array(table.buffer));
        const part = {
          tableFile: 'part.bin',
          tableBytes: 2 * PART,
          body: `const unsigned short *expected = (const unsigned short *)table.data();
    for (unsigned i = 0; i < ${PART}u; i++) {
      unsigned mixed = i * 0x9e3779b1u; unit.a_i = mixed >> 16; unit.b_i = mixed & 65535; unit.eval();
      wrong += unit.p_o != expected[i];
    }`,
        };
        for (const [label, text] of [
          ['Verilator, netlist (of 2^22 pairs)', verilog],
          ['Verilator, RTL (of 2^22 pairs)', rtl],
        ] as const) {
          const run = verilator(folder, name, text, part);
          contenders.push({ name: label, seconds: () => run(1) * (PAIRS / PART) });
        }
      }
      contenders.splice(2, 0, {
        name: PEAK,
        seconds: () => (program.operations * PAIRS) / 128 / peakOperations() / 2,
      });
      const times = await rounds(contenders, ROUNDS);
      const share = ratioOfBest(times.get(PEAK)!, [...times.values()][1]!);
      times.delete(PEAK);
      lines.push(
        `## All 2^32 pairs of ${name}, two-input gates`,
        '',
        ...rateTable(times, 'pairs', PAIRS),
        '',
        `${program.operations} operations a vector: ${short(share)} of twice what the machine can do in one thread.`,
        '',
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
