import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import {
  compile,
  compileSweep,
  compileWasm,
  packNumbers,
  readNetlist,
  runSweep,
  type Simulator,
  type SweepProgram,
} from '../../sim/index.ts';
import { slicedModelOf, tabulate } from '../../src/model/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { synthesize, type YosysJson } from '../../src/synth/index.ts';
import { closeTools, runYosys, toolVersions } from '../../src/tools/index.ts';
import { parseShortName } from '../../src/unit/index.ts';
import { BLOCK_WORDS, exhaustiveStimulus } from '../../src/verify/stimulus.ts';
import { hasTool, icarus, verilator, versionOf } from './native.ts';
import { peakOperations } from './peak.ts';

/**
 * All 65,536 pairs of an e4m3 unit, every product compared: ours on the gate netlist, native tools on the same netlist and
 * on the RTL. Rounds are interleaved; figures are medians, ratios medians of the ratios within a round. Whoever is
 * wrong is not timed but thrown out. Printed as Markdown, the body of docs/performance.md.
 */
const ROUNDS = 7;
const UNITS = ['exact_e4m3_multiply_rne_flush', 'lmul_e4m3_adder_flush'];
const PAIRS = 65_536;

interface Contender {
  readonly name: string;
  /** Seconds for all pairs once, over as many repetitions as it takes to measure that. */
  readonly seconds: () => number | Promise<number>;
}

async function contendersOf(
  name: string,
  folder: string,
): Promise<{ ours: Contender[]; operations: number }> {
  const spec = parseShortName(name);
  const source = { top: name, text: emitVerilog(spec) };
  const { netlist: json } = await synthesize(source, { target: 'gates' });
  const netlist = readNetlist(json);
  const table = tabulate(spec);
  writeFileSync(join(folder, 'table.bin'), Uint8Array.from(table));
  writeFileSync(join(folder, 'table.hex'), [...table].map((code) => code.toString(16)).join('\n'));

  const model = slicedModelOf(spec);
  const space = { netlist, indexBits: 16, inputs: { a_i: { firstBit: 8 }, b_i: { firstBit: 0 } } };
  const program = compileSweep({ ...space, table: { p_o: packNumbers(table, 8, PAIRS / 32) } });
  const besideModel = compileSweep({
    ...space,
    expected: (network, input) => ({ p_o: model(network, input('a_i'), input('b_i')) }),
  });
  const swept = (of: SweepProgram, threads: number) => async (): Promise<number> => {
    const repetitions = 50_000;
    const start = performance.now();
    // Steps past the end of the space count through it again.
    const { wrong } = await runSweep(of, { threads, range: { from: 0, to: of.steps * repetitions } });
    if (wrong !== undefined) throw new Error('a pair is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };

  const contenders: Contender[] = [
    { name: 'ours, WebAssembly sweep against a table, 1 thread', seconds: swept(program, 1) },
    { name: 'the same, 2 threads', seconds: swept(program, 2) },
    { name: 'ours, WebAssembly sweep against the sliced model, 1 thread', seconds: swept(besideModel, 1) },
    { name: 'the same, 2 threads ', seconds: swept(besideModel, 2) },
    {
      name: 'ours, WebAssembly engine',
      seconds: engineSeconds(compileWasm(netlist, { words: BLOCK_WORDS }), name),
    },
    {
      name: 'ours, JavaScript engine',
      seconds: engineSeconds(compile(netlist, { words: BLOCK_WORDS }), name),
    },
  ];
  if (hasTool('verilator')) {
    const asVerilog = await verilogOf(json, name);
    const [gates, text] = [
      verilator(folder, name, asVerilog),
      verilator(mkdtempFor(folder), name, source.text),
    ];
    contenders.push({ name: 'Verilator, gate netlist', seconds: () => gates(40) / 40 });
    contenders.push({ name: 'Verilator, RTL', seconds: () => text(100) / 100 });
  }
  if (hasTool('iverilog')) {
    const [gates, text] = [
      icarus(folder, name, await verilogOf(json, name)),
      icarus(mkdtempFor(folder), name, source.text),
    ];
    contenders.push({ name: 'Icarus, gate netlist', seconds: () => gates(1) });
    contenders.push({ name: 'Icarus, RTL', seconds: () => text(1) });
  }
  return { ours: contenders, operations: program.operations };
}

/** A folder of its own beside the tables, for tools that name files by the module. */
function mkdtempFor(folder: string): string {
  const own = mkdtempSync(join(folder, 'other-'));
  for (const name of ['table.bin', 'table.hex']) copyFileSync(join(folder, name), join(own, name));
  return own;
}

/** Blocks of 8,192 pairs through the general interface, results compared word by word. */
function engineSeconds(simulator: Simulator, name: string): () => number {
  const { blocks } = exhaustiveStimulus(parseShortName(name));
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

async function verilogOf(json: YosysJson, top: string): Promise<string> {
  const script = `read_json netlist.json\nhierarchy -top ${top}\nwrite_verilog -noattr netlist.v`;
  const { files } = await runYosys({
    script,
    files: { 'netlist.json': JSON.stringify(json) },
    outputs: ['netlist.v'],
  });
  return files['netlist.v']!;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

test('exhaustive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-bench-'));
  const lines: string[] = [
    `${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.versions.node}, Yosys ${toolVersions().yosys}`,
  ];
  if (hasTool('verilator')) lines.push(versionOf('verilator'));
  if (hasTool('iverilog')) lines.push(versionOf('iverilog', '-V'));
  try {
    const peak = peakOperations();
    lines.push(`128-bit logic operations, at most: ${peak.toExponential(2)}/s in one thread`);
    for (const name of UNITS) {
      const { ours, operations } = await contendersOf(name, folder);
      const times = new Map<string, number[]>(ours.map((each) => [each.name, []]));
      for (let round = 0; round < ROUNDS; round += 1)
        for (const each of ours) times.get(each.name)!.push(await each.seconds());
      const first = times.get(ours[0]!.name)!;
      lines.push(
        '',
        `## All pairs of ${name}`,
        '',
        '| contender | pairs/s | times the time of one thread of ours |',
        '| :-- | --: | --: |',
      );
      for (const [contender, seconds] of times) {
        const ratio = median(seconds.map((each, round) => each / first[round]!));
        lines.push(
          `| ${contender} | ${(PAIRS / median(seconds)).toExponential(2)} | ${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)} |`,
        );
      }
      const rate = (operations * PAIRS) / 128 / median(first);
      lines.push(
        '',
        `${operations} operations a vector, netlist and comparison: ${(rate / peak).toFixed(2)} of the peak in one thread.`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
    await closeTools();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
});
