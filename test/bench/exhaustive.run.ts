import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import {
  compile,
  compileWasm,
  packNumbers,
  runSweep,
  type Simulator,
  type SweepProgram,
  tuneSweep,
} from '../../sim/index.ts';
import { slicedModelOf, tabulate } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import type { UnitSpec } from '../../src/unit/index.ts';
import { BLOCK_WORDS, exhaustiveStimulus } from '../../src/verify/stimulus.ts';
import { allPairs, allPairsWide, cxxrtl, hasTool, icarus, verilator } from './native.ts';
import { peakOperations } from './peak.ts';
import { type Contender, conditions, rateTable, ratioOfBest, rounds, short } from './rounds.ts';
import { type BenchUnit, benchUnit } from './units.ts';
import { wideVerilog } from './wide.ts';

/**
 * All 65,536 pairs of an e4m3 unit, every product compared: ours on a netlist, native tools on the same netlist and on
 * the RTL. Whoever is wrong is thrown out. Printed as Markdown, the body of docs/performance.md.
 */
const ROUNDS = 7;
const UNITS = ['exact_e4m3_multiply_rne_flush', 'lmul_e4m3_adder_flush'];
const PAIRS = 65_536;
const PEAK = 'peak';

function ours({ spec, netlist }: BenchUnit): { contenders: Contender[]; operations: number } {
  const model = slicedModelOf(spec);
  const space = { netlist, indexBits: 16, inputs: { a_i: { firstBit: 8 }, b_i: { firstBit: 0 } } };
  const program = tuneSweep({ ...space, table: { p_o: packNumbers(tabulate(spec), 8, PAIRS / 32) } });
  const besideModel = tuneSweep({
    ...space,
    expected: (network, input) => ({ p_o: model(network, input('a_i'), input('b_i')) }),
  });
  const swept = (of: SweepProgram, threads: number) => async (): Promise<number> => {
    // Half a second or more, beside what it takes V8 to put its better code in place.
    const repetitions = 100_000;
    const start = performance.now();
    // Steps past the end of the space count through it again.
    const { wrong } = await runSweep(of, { threads, range: { from: 0, to: of.steps * repetitions } });
    if (wrong !== undefined) throw new Error('a pair is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };
  const contenders = [
    { name: 'ours, sweep against a table, 1 thread', seconds: swept(program, 1) },
    { name: 'ours, sweep against a table, 2 threads', seconds: swept(program, 2) },
    { name: 'ours, sweep against the sliced model, 1 thread', seconds: swept(besideModel, 1) },
    { name: 'ours, sweep against the sliced model, 2 threads', seconds: swept(besideModel, 2) },
    {
      name: 'ours, WebAssembly engine',
      seconds: engineSeconds(compileWasm(netlist, { words: BLOCK_WORDS }), spec),
    },
    {
      name: 'ours, JavaScript engine',
      seconds: engineSeconds(compile(netlist, { words: BLOCK_WORDS }), spec),
    },
  ];
  return { contenders, operations: program.operations };
}

function theirs(unit: BenchUnit, folder: string): Contender[] {
  const { name, spec, rtl, json, verilog } = unit;
  const table = tabulate(spec);
  writeFileSync(join(folder, 'table.bin'), Uint8Array.from(table));
  writeFileSync(join(folder, 'table.hex'), [...table].map((code) => code.toString(16)).join('\n'));
  writeFileSync(join(folder, 'wide.bin'), new Uint8Array(packNumbers(table, 8, PAIRS / 32).buffer));
  const pairs = allPairs('table.bin');
  const contenders: Contender[] = [];
  const native = (label: string, run: (rounds: number) => number, repetitions: number): void => {
    contenders.push({ name: label, seconds: () => run(repetitions) / repetitions });
  };
  if (hasTool('verilator')) {
    native('Verilator, netlist', verilator(folder, name, verilog, pairs), 40);
    if (!verilog.includes('SB_LUT4'))
      native(
        'Verilator, netlist 64 lanes wide',
        verilator(folder, name, wideVerilog(json, name), allPairsWide('wide.bin')),
        2000,
      );
    native('Verilator, RTL', verilator(folder, name, rtl, pairs), 100);
  }
  if (hasTool('yosys-config')) {
    native('CXXRTL, netlist', cxxrtl(folder, name, verilog, pairs), 40);
    native('CXXRTL, RTL', cxxrtl(folder, name, rtl, pairs), 40);
  }
  if (hasTool('iverilog')) {
    contenders.push({ name: 'Icarus, netlist', seconds: icarus(folder, name, verilog, 'table.hex') });
    contenders.push({ name: 'Icarus, RTL', seconds: icarus(folder, name, rtl, 'table.hex') });
  }
  return contenders;
}

/** Blocks of 8,192 pairs through the general interface, results compared word by word. */
function engineSeconds(simulator: Simulator, spec: UnitSpec): () => number {
  const { blocks } = exhaustiveStimulus(spec);
  const into = simulator.getBits('p_o');
  return () => {
    const repetitions = 200;
    const start = performance.now();
    let wrong = 0;
    for (let round = 0; round < repetitions; round += 1)
      for (const { a, b, expected } of blocks) {
        simulator.setBits('a_i', a);
        simulator.setBits('b_i', b);
        simulator.settle();
        simulator.getBits('p_o', into);
        for (let word = 0; word < into.length; word += 1) wrong |= into[word]! ^ expected[word]!;
      }
    if (wrong !== 0) throw new Error('a pair is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };
}

test('exhaustive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines = conditions();
  try {
    for (const target of ['gates', 'ice40'] as const)
      for (const name of UNITS) {
        const unit = await benchUnit(name, target);
        const { contenders, operations } = ours(unit);
        // In seconds for as many operations as all pairs take: the peak of the machine in the same rounds.
        const peak: Contender = {
          name: PEAK,
          seconds: () => (operations * PAIRS) / 128 / peakOperations(),
        };
        const [first, ...others] = contenders;
        const times = await rounds([first!, peak, ...others, ...theirs(unit, folder)], ROUNDS);
        const share = ratioOfBest(times.get(PEAK)!, [...times.values()][0]!);
        times.delete(PEAK);
        const netlist = target === 'gates' ? 'two-input gates' : 'iCE40 cells';
        lines.push('', `## All pairs of ${name}, ${netlist}`, '', ...rateTable(times, 'pairs', PAIRS), '');
        lines.push(
          `${operations} operations a vector, netlist and comparison: ${short(share)} of what the machine can do in one thread.`,
        );
      }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
