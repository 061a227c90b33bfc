import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { compileStream, compileSweep, runSweep, startStream } from '../../sim/index.ts';
import { CLEARED, macModel, slicedMacModelOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { accumulatorBits, type MacSpec, parseMacName } from '../../src/unit/index.ts';
import { hasTool, verilator, type Work } from './native.ts';
import { type Contender, rateTable, rounds } from './rounds.ts';
import { type BenchNetlist, benchMac } from './units.ts';

/** Dot products that accumulate, new operands and the sum so far in every clock: many streams, and one. */
const ROUNDS = 7;
const UNITS = [
  'dot8_exact_e4m3_multiply_rne_flush_into_kulisch_g12',
  'mac_lmul_e4m3_adder_flush_into_fp32_rne',
];
const CLOCKS = 2 ** 14;
/** Products of a sum, then a clear. */
const LENGTH = 256;

interface Clock {
  readonly a: bigint;
  readonly b: bigint;
  readonly clear: boolean;
  readonly acc: bigint;
}

/** xorshift64 (Marsaglia, 2003), and what the model makes of it. */
function clocksOf(spec: MacSpec): Clock[] {
  const bits = spec.lanes * 8;
  const model = macModel(spec);
  let x = 88172645463325252n;
  const operand = (): bigint => {
    x ^= BigInt.asUintN(64, x << 13n);
    x ^= x >> 7n;
    x ^= BigInt.asUintN(64, x << 17n);
    return BigInt.asUintN(bits, x);
  };
  let state = CLEARED;
  return Array.from({ length: CLOCKS }, (_, clock) => {
    const [a, b, clear] = [operand(), operand(), clock % LENGTH === 0];
    state = model(clear ? CLEARED : state, a, b);
    return { a, b, clear, acc: state.acc };
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
function lockstep({ netlist }: BenchNetlist, spec: MacSpec): (threads: number) => () => Promise<number> {
  const accumulate = slicedMacModelOf(spec);
  const program = compileSweep({
    netlist,
    samples: 2 ** 40,
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
  });
  return (threads) => async () => {
    const steps = 20_000;
    const start = performance.now();
    const { wrong } = await runSweep(program, { threads, range: { from: 0, to: steps } });
    if (wrong !== undefined) throw new Error('a sum is wrong');
    return ((performance.now() - start) / 1000) * (CLOCKS / (steps * program.lanes));
  };
}

function oneStream({ netlist }: BenchNetlist, clocks: readonly Clock[]): () => number {
  const stream = startStream(compileStream(netlist));
  const inputs = stream.ports.filter(({ direction }) => direction === 'input').map(({ name }) => name);
  const acc = stream.ports.find(({ name }) => name === 'acc_o')!;
  const { recordWords } = stream;
  const values = clocks.map(({ a, b, clear }): Record<string, bigint> => {
    return { rst_ni: 1n, valid_i: 1n, clear_i: clear ? 1n : 0n, a_i: a, b_i: b };
  });
  // As a C++ loop has it: operands and sums stand in memory as words.
  const given = new Int32Array(CLOCKS * recordWords);
  for (let first = 0; first < CLOCKS; first += stream.clocks) {
    const count = Math.min(stream.clocks, CLOCKS - first);
    for (let clock = 0; clock < count; clock += 1)
      stream.set(
        clock,
        inputs.map((name) => values[first + clock]![name]!),
      );
    given.set(stream.records.subarray(0, count * recordWords), first * recordWords);
  }
  const expected = clocks.map((clock) =>
    Array.from({ length: acc.words }, (_, word) => Number(BigInt.asIntN(32, clock.acc >> BigInt(32 * word)))),
  );
  return () => {
    const repetitions = 8;
    const start = performance.now();
    let wrong = 0;
    for (let round = 0; round < repetitions; round += 1)
      for (let first = 0; first < CLOCKS; first += stream.clocks) {
        const count = Math.min(stream.clocks, CLOCKS - first);
        stream.records.set(given.subarray(first * recordWords, (first + count) * recordWords));
        stream.run(count);
        for (let clock = 0; clock < count; clock += 1)
          for (let word = 0; word < acc.words; word += 1)
            wrong |= stream.records[clock * recordWords + acc.word + word]! ^ expected[first + clock]![word]!;
      }
    if (wrong !== 0) throw new Error('a sum is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };
}

test('dot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    for (const name of UNITS) {
      const spec = parseMacName(name);
      const unit = await benchMac(spec);
      const clocks = clocksOf(spec);
      const table = BigUint64Array.from(clocks.flatMap(({ a, b, acc }) => [a, b, acc]));
      writeFileSync(join(folder, clocked.tableFile), new Uint8Array(table.buffer));
      const many = lockstep(unit, spec);
      const contenders: Contender[] = [
        { name: 'ours, 1,024 streams beside the sliced model, 1 thread', seconds: many(1) },
        { name: 'ours, 1,024 streams beside the sliced model, 2 threads', seconds: many(2) },
        { name: 'ours, one stream', seconds: oneStream(unit, clocks) },
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
