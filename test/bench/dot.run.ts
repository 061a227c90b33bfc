import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { Netlist, SweepDesign } from '../../sim/index.ts';
import { CLEARED, macModel, slicedMacModelOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { accumulatorBits, type MacSpec, parseMacName } from '../../src/unit/index.ts';
import { hasTool, verilator, type Work } from './native.ts';
import { type Contender, rateTable, rounds } from './rounds.ts';
import { type Clock, lockstep, oneStream, randomWords } from './streams.ts';
import { benchMac } from './units.ts';

/** Dot products that accumulate, new operands and the sum so far in every clock: many streams, and one. */
const ROUNDS = 7;
const UNITS = [
  'dot8_exact_e4m3_multiply_rne_flush_into_kulisch_g12',
  'mac_lmul_e4m3_adder_flush_into_fp32_rne',
];
const CLOCKS = 2 ** 14;
/** Products of a sum, then a clear. */
const LENGTH = 256;

/** Random operands, and what the model makes of them. */
function clocksOf(spec: MacSpec): Clock[] {
  const random = randomWords();
  const model = macModel(spec);
  let state = CLEARED;
  return Array.from({ length: CLOCKS }, (_, clock) => {
    const [a, b, clear] = [random(spec.lanes * 8), random(spec.lanes * 8), clock % LENGTH === 0];
    state = model(clear ? CLEARED : state, a, b);
    return {
      inputs: { rst_ni: 1n, valid_i: 1n, clear_i: clear ? 1n : 0n, a_i: a, b_i: b },
      output: state.acc,
    };
  });
}

/** Verilator, a record of three 64-bit words a clock. */
const clocked: Work = {
  tableFile: 'clocks.bin',
  tableBytes: 24 * CLOCKS,
  body: `const unsigned long long *words = (const unsigned long long *)table.data();
    unit.rst_ni = 1; unit.valid_i = 1;
    for (unsigned i = 0; i < ${CLOCKS}; i++) {
      unit.clk_i = 0; unit.clear_i = i % ${LENGTH} == 0; unit.a_i = words[3 * i]; unit.b_i = words[3 * i + 1]; unit.eval();
      unit.clk_i = 1; unit.eval();
      wrong += unit.acc_o != words[3 * i + 2];
    }`,
};

/** Streams of random operands, hardware and model in one module. */
function streamsBeside(netlist: Netlist, spec: MacSpec): (threads: number) => () => Promise<number> {
  const accumulate = slicedMacModelOf(spec);
  const design = {
    netlist,
    inputs: {
      rst_ni: { value: 1n },
      valid_i: { value: 1n },
      clear_i: { value: 0n },
      a_i: 'random',
      b_i: 'random',
    },
    model: {
      registers: accumulatorBits(spec) + 1,
      clock: (network, input, registers) => {
        const [invalid, ...acc] = registers;
        const next = accumulate(network, { acc, invalid: invalid! }, input('a_i'), input('b_i'));
        return { ports: { acc_o: acc }, registers: [next.invalid, ...next.acc] };
      },
    },
  } as const satisfies Omit<SweepDesign, 'samples'>;
  return lockstep(design, CLOCKS, 300_000);
}

test('dot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    for (const name of UNITS) {
      const spec = parseMacName(name);
      const unit = await benchMac(spec);
      const clocks = clocksOf(spec);
      const table = BigUint64Array.from(
        clocks.flatMap(({ inputs, output }) => [inputs.a_i!, inputs.b_i!, output]),
      );
      writeFileSync(join(folder, clocked.tableFile), new Uint8Array(table.buffer));
      const many = streamsBeside(unit.netlist, spec);
      const contenders: Contender[] = [
        { name: 'ours, 1,024 streams beside the sliced model, 1 thread', seconds: many(1) },
        { name: 'ours, 1,024 streams beside the sliced model, 2 threads', seconds: many(2) },
        { name: 'ours, one stream', seconds: oneStream(unit.netlist, 'acc_o', clocks) },
      ];
      if (hasTool('verilator'))
        for (const [title, text] of [
          ['Verilator, netlist', unit.verilog],
          ['Verilator, RTL', unit.rtl],
        ] as const) {
          const run = verilator(folder, name, text, clocked);
          contenders.push({ name: title, seconds: () => run(4) / 4 });
        }
      const times = await rounds(contenders, ROUNDS);
      lines.push(`## Clocked: ${name}, operands a clock`, '', ...rateTable(times, 'clocks', CLOCKS), '');
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
