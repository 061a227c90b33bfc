import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { ClockedModel, Literal, Netlist } from '../../sim/index.ts';
import { type AccumulatorState, CLEARED, macModel, slicedMacModelOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import {
  accumulatorBits,
  parseMacName,
  type SystolicSpec,
  systolicName,
  systolicSpec,
} from '../../src/unit/index.ts';
import { memoryOver } from './memory.ts';
import { hasTool, verilator, type Work } from './native.ts';
import { type Contender, rateTable, rounds } from './rounds.ts';
import { type Clock, lockstep, oneStream, randomWords, wordsOf } from './streams.ts';
import { benchArray } from './units.ts';

/** Systolic arrays that take a column and a row in every clock, and show one of their rows: many streams, and one. */
const ROUNDS = 5;
const SIDE = 4;
const ELEMENTS = [
  'mac_exact_e4m3_multiply_rne_flush_into_kulisch_g12',
  'mac_lmul_e4m3_adder_flush_into_fp32_rne',
];
const CLOCKS = 2 ** 12;
const BITS = 8;
const ROW_BITS = 2;

/** Element (r, c) adds what entered r + c + 1 clocks before; one function for numbers and for nets. */
const elements = Array.from({ length: SIDE * SIDE }, (_, at) => ({
  row: Math.floor(at / SIDE),
  col: at % SIDE,
  age: Math.floor(at / SIDE) + (at % SIDE) + 1,
}));

function clocksOf({ element }: SystolicSpec): Clock[] {
  const random = randomWords();
  const model = macModel(element);
  const accBits = BigInt(accumulatorBits(element));
  const lane = (word: bigint, at: number): bigint => BigInt.asUintN(BITS, word >> BigInt(BITS * at));
  const entered: { readonly a: bigint; readonly b: bigint }[] = [];
  const states: AccumulatorState[] = elements.map(() => CLEARED);
  return Array.from({ length: CLOCKS }, (_, clock) => {
    const [a, b, row] = [random(SIDE * BITS), random(SIDE * BITS), random(ROW_BITS)];
    entered.push({ a, b });
    for (const [at, { row: r, col: c, age }] of elements.entries()) {
      const operands = entered[clock - age];
      if (operands !== undefined) states[at] = model(states[at]!, lane(operands.a, r), lane(operands.b, c));
    }
    const shown = states.slice(Number(row) * SIDE, (Number(row) + 1) * SIDE);
    return {
      inputs: { rst_ni: 1n, valid_i: 1n, clear_i: 0n, a_i: a, b_i: b, row_i: row },
      output: shown.reduceRight((word, { acc }) => (word << accBits) | acc, 0n),
    };
  });
}

/** The array on nets: the operands of the last clocks, newest first, and the sums. */
function slicedArray({ element }: SystolicSpec): ClockedModel {
  const accumulate = slicedMacModelOf(element);
  const accBits = accumulatorBits(element);
  const depth = 2 * SIDE - 1;
  const packet = 2 * SIDE * BITS;
  const part = <Item>(items: readonly Item[], at: number, size: number): readonly Item[] =>
    items.slice(at * size, (at + 1) * size);
  return {
    registers: depth * packet + elements.length * (accBits + 1),
    clock: (network, input, registers) => {
      const entered = registers.slice(0, depth * packet);
      const sums = registers.slice(depth * packet);
      const states = elements.map((_, at): readonly Literal[] => part(sums, at, accBits + 1));
      const next = elements.flatMap(({ row, col, age }, at) => {
        const [invalid, ...acc] = states[at]!;
        const operands = part(entered, age - 1, packet);
        const [a, b] = [part(operands, row, BITS), part(operands, SIDE + col, BITS)];
        const state = accumulate(network, { acc, invalid: invalid! }, a, b);
        return [state.invalid, ...state.acc];
      });
      const [low, high] = input('row_i') as readonly [Literal, Literal];
      const choose = (select: Literal, one: Literal, zero: Literal): Literal =>
        network.or(network.and(select, one), network.and(network.not(select), zero));
      const shown = Array.from({ length: SIDE * accBits }, (_, at) => {
        const [zero, one, two, three] = Array.from(
          { length: SIDE },
          (_, row) => states[row * SIDE + Math.floor(at / accBits)]![1 + (at % accBits)]!,
        ) as [Literal, Literal, Literal, Literal];
        return choose(high, choose(low, three, two), choose(low, one, zero));
      });
      const newest = [...input('a_i'), ...input('b_i')];
      return {
        ports: { c_o: shown },
        registers: [...newest, ...entered.slice(0, (depth - 1) * packet), ...next],
      };
    },
  };
}

function streamsBeside(netlist: Netlist, spec: SystolicSpec): (threads: number) => () => Promise<number> {
  const held = { rst_ni: { value: 1n }, valid_i: { value: 1n }, clear_i: { value: 0n } };
  const inputs = { ...held, a_i: 'random', b_i: 'random', row_i: 'random' } as const;
  return lockstep({ netlist, inputs, model: slicedArray(spec) }, CLOCKS, 50_000);
}

/** Verilator: three words of inputs a clock, then what the row shows, 32 bits a word. */
function clocked(words: number): Work {
  const record = 3 + words;
  return {
    tableFile: 'clocks.bin',
    tableBytes: 4 * record * CLOCKS,
    body: `const unsigned *record = (const unsigned *)table.data();
    unit.clk_i = 0; unit.rst_ni = 0; unit.eval();
    unit.rst_ni = 1; unit.valid_i = 1; unit.clear_i = 0;
    for (unsigned i = 0; i < ${CLOCKS}; i++, record += ${record}) {
      unit.clk_i = 0; unit.a_i = record[0]; unit.b_i = record[1]; unit.row_i = record[2]; unit.eval();
      unit.clk_i = 1; unit.eval();
      for (unsigned word = 0; word < ${words}; word++) wrong += unit.c_o[word] != record[3 + word];
    }`,
  };
}

test('array', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [];
  try {
    for (const name of ELEMENTS) {
      const spec = systolicSpec(SIDE, SIDE, parseMacName(name));
      const unit = await benchArray(spec);
      const clocks = clocksOf(spec);
      const words = Math.ceil((SIDE * accumulatorBits(spec.element)) / 32);
      const table = Uint32Array.from(
        clocks.flatMap(({ inputs, output }) => [
          ...[inputs.a_i!, inputs.b_i!, inputs.row_i!].map(Number),
          ...wordsOf(output, words),
        ]),
      );
      const work = clocked(words);
      writeFileSync(join(folder, work.tableFile), new Uint8Array(table.buffer));
      const many = streamsBeside(unit.netlist, spec);
      const contenders: Contender[] = [
        { name: 'ours, 1,024 streams beside the sliced model, 1 thread', seconds: many(1) },
        { name: 'ours, 1,024 streams beside the sliced model, 2 threads', seconds: many(2) },
        { name: 'ours, one stream', seconds: oneStream(unit.netlist, 'c_o', clocks) },
      ];
      if (hasTool('verilator'))
        for (const [title, text] of [
          ['Verilator, netlist', unit.verilog],
          ['Verilator, RTL', unit.rtl],
        ] as const) {
          const run = verilator(folder, systolicName(spec), text, work);
          contenders.push({ name: title, seconds: () => run(1) });
        }
      const times = await rounds(contenders, ROUNDS);
      const gates = unit.netlist.steps.length;
      lines.push(
        `## Clocked: ${systolicName(spec)}, a column and a row a clock`,
        '',
        ...rateTable(times, 'clocks', CLOCKS),
        '',
        `${gates.toLocaleString('en')} gates, compiled and run for 1,024 streams in a process of its own: ${memoryOver(folder, unit.json)} MB over a Node that does nothing.`,
        '',
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
