import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import {
  compile,
  compileStream,
  interpret,
  type Netlist,
  runSweep,
  type Simulator,
  startStream,
  tuneSweep,
} from '../../sim/index.ts';
import { slicedModelOf, tabulate } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { latencyOf } from '../../src/unit/index.ts';
import { hasTool, verilator, type Work } from './native.ts';
import { peakOperations } from './peak.ts';
import { type Contender, rateTable, ratioOfBest, rounds, short } from './rounds.ts';
import { benchUnit } from './units.ts';

/** A pipeline fed a new pair every clock, every result held against its model, in many streams and in one. */
const ROUNDS = 7;
const UNIT = 'exact_e4m3_multiply_rne_flush_p3';
const PAIRS = 65_536;
const PEAK = 'peak';
/** Clocks a call of a stream. */
const BLOCK = 4096;

/** One clock a pair; the result of a pair shows `latency` edges on. */
const clocked = (latency: number): Work => ({
  tableFile: 'table.bin',
  tableBytes: PAIRS,
  body: `unit.rst_ni = 1; unit.valid_i = 1;
    for (unsigned i = 0; i < 65536; i++) {
      unit.clk_i = 0; unit.a_i = i >> 8; unit.b_i = i & 255; unit.eval();
      unit.clk_i = 1; unit.eval();
      if (round > 0 || i >= ${latency}) wrong += unit.p_o != table[(i - ${latency - 1}) & 65535];
    }`,
});

/** Clocks a second of one stream through the general interface. */
function oneStream(simulator: Simulator, table: Float64Array | Uint32Array | number[], latency: number) {
  const CYCLES = 20_000;
  return (): number => {
    const start = performance.now();
    for (let i = 0; i < CYCLES; i += 1) {
      simulator.set('a_i', BigInt(i >> 8));
      simulator.set('b_i', BigInt(i & 255));
      simulator.cycle();
      if (i >= latency && simulator.get('p_o') !== BigInt(table[i - latency + 1]!))
        throw new Error('a pair is wrong');
    }
    return ((performance.now() - start) / 1000) * (PAIRS / CYCLES);
  };
}

/** Clocks a second of one stream through its own module: inputs written, results compared here. */
function streamed(netlist: Netlist, table: readonly number[], latency: number) {
  const stream = startStream(compileStream(netlist));
  const { records, recordWords } = stream;
  const word = Object.fromEntries(stream.ports.map((port) => [port.name, port.word]));
  return (): number => {
    const repetitions = 32;
    stream.reset();
    let wrong = 0;
    const start = performance.now();
    for (let first = 0; first < repetitions * PAIRS; first += BLOCK) {
      for (let i = 0, at = 0; i < BLOCK; i += 1, at += recordWords) {
        const index = (first + i) & (PAIRS - 1);
        records[at + word.rst_ni!] = 1;
        records[at + word.valid_i!] = 1;
        records[at + word.a_i!] = index >> 8;
        records[at + word.b_i!] = index & 255;
      }
      stream.run(BLOCK);
      for (let i = 0, at = word.p_o!; i < BLOCK; i += 1, at += recordWords)
        if (first + i >= latency)
          wrong += Number(records[at] !== table[(first + i - latency + 1) & (PAIRS - 1)]);
    }
    if (wrong > 0) throw new Error('a pair is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };
}

test('clocked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    const { spec, netlist, verilog, rtl } = await benchUnit(UNIT, 'gates');
    const latency = latencyOf(spec);
    const table = [...tabulate(spec)];
    writeFileSync(join(folder, 'table.bin'), Uint8Array.from(table));
    const model = slicedModelOf(spec);
    const space = {
      netlist,
      latency,
      indexBits: 16,
      inputs: { a_i: { firstBit: 8 }, b_i: { firstBit: 0 }, rst_ni: { value: 1n }, valid_i: { value: 1n } },
    };
    const program = tuneSweep({
      ...space,
      expected: (network, input) => ({ p_o: model(network, input('a_i'), input('b_i')) }),
    });
    const swept = (threads: number) => async (): Promise<number> => {
      const repetitions = 40_000;
      const start = performance.now();
      const { wrong } = await runSweep(program, {
        threads,
        range: { from: 0, to: program.steps * repetitions },
      });
      if (wrong !== undefined) throw new Error('a pair is wrong');
      return (performance.now() - start) / 1000 / repetitions;
    };
    const held = (simulator: Simulator): Simulator => {
      simulator.set('rst_ni', 1n);
      simulator.set('valid_i', 1n);
      return simulator;
    };
    const contenders: Contender[] = [
      { name: 'ours, 1,024 streams beside the sliced model, 1 thread', seconds: swept(1) },
      { name: 'ours, 1,024 streams beside the sliced model, 2 threads', seconds: swept(2) },
      { name: 'ours, one stream, a thousand clocks at once', seconds: streamed(netlist, table, latency) },
      {
        name: 'ours, one stream, JavaScript engine',
        seconds: oneStream(held(compile(netlist, { words: 1 })), table, latency),
      },
      { name: 'ours, one stream, interpreter', seconds: oneStream(held(interpret(netlist)), table, latency) },
    ];
    if (hasTool('verilator'))
      for (const [name, text] of [
        ['Verilator, netlist', verilog],
        ['Verilator, RTL', rtl],
      ] as const) {
        const run = verilator(folder, UNIT, text, clocked(latency));
        contenders.push({ name, seconds: () => run(20) / 20 });
      }
    contenders.splice(1, 0, {
      name: PEAK,
      seconds: () => (program.operations * PAIRS) / 128 / peakOperations(),
    });
    const times = await rounds(contenders, ROUNDS);
    const share = ratioOfBest(times.get(PEAK)!, [...times.values()][0]!);
    times.delete(PEAK);
    lines.push(
      `## Clocked: ${UNIT}, a pair a clock`,
      '',
      ...rateTable(times, 'clocks', PAIRS),
      '',
      `${program.operations} operations a clock, netlist, model and comparison: ${short(share)} of what the machine can do in one thread.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
