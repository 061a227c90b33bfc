import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import {
  ENGINES,
  type Engine,
  type Netlist,
  type PortShape,
  readNetlist,
  readVectorFile,
  type Vectors,
} from '../../sim/index.ts';
import { Diagnostic } from '../diagnostic.ts';
import { identifier, loadVerilog } from '../synth/index.ts';
import { withTheirNames } from '../verify/index.ts';
import { togglesCsv } from './activity.ts';
import { readVerilog, verilogParameters } from './cosim-verilog.ts';
import { parseJson, readText, writeWhole } from './files.ts';
import { collect } from './output.ts';
import { type Outcome, showSimulation } from './simulate-report.ts';
import { countAllVectors, TOGGLE_BITS } from './simulate-toggles.ts';
import { allVectors, canStream, randomVectors, streamVectors } from './simulate-vectors.ts';
import { runWatched } from './simulate-watched.ts';
import { wholeNumberTo } from './unit-options.ts';

interface SimulateOptions {
  readonly top?: string;
  readonly param?: readonly string[];
  readonly engine: Engine | 'auto';
  readonly exhaustive?: boolean;
  readonly random?: number;
  readonly seed: number;
  readonly vectors?: string;
  readonly script?: string;
  readonly output?: string;
  readonly vcd?: string;
  readonly wave?: boolean;
  readonly toggles?: string;
  readonly json?: boolean;
}

/** All vectors are listed one by one up to this many bits of input. */
const EXHAUSTIVE_BITS = 24;

/** `lmul simulate FILE...`: the user's own Verilog, or a Yosys netlist, run on vectors or a script. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .argument('<file...>', 'Verilog files, or one netlist that Yosys wrote (.json)')
    .description('run any synthesisable Verilog on vectors or a script')
    .option('--top <module>', 'the top module')
    .option('-G, --param <name=value>', 'a parameter of the top; may be repeated', collect)
    .option(
      '--exhaustive',
      `every combination of the inputs, up to ${EXHAUSTIVE_BITS} bits; ${TOGGLE_BITS} for toggles alone`,
    )
    .option('--random <n>', 'this many random vectors', wholeNumberTo(1_000_000_000))
    .option('--seed <n>', 'of random vectors', wholeNumberTo(2 ** 32 - 1), 1)
    .option('--vectors <file>', 'the vectors of a .hex, .csv or .npy file')
    .option('--script <file>', 'a stimulus script: clock, reset, set, cycle, settle, expect, repeat')
    .option('-o, --output <file>', 'inputs and results as .csv, .hex or .npy')
    .option('--vcd <file>', 'waveforms for GTKWave or Surfer, inner nets too')
    .option('--wave', 'waveforms of the ports as text')
    .option('--toggles <file>', 'how often each net changed, as .csv, and which never did')
    .addOption(new Option('--engine <name>', 'what runs it').choices(['auto', ...ENGINES]).default('auto'))
    .option('--json', 'the summary, as data')
    .addHelpText(
      'after',
      `
A clocked design takes one vector a cycle; the outputs beside it are those after the edge. Memories become registers.
Exit code 1 when an expectation of the script is not met.

A script, one command a line:
  reset rst_ni 0 2        the port is 0 for 2 cycles, then 1
  set a_i 0x3c
  cycle 3
  expect p_o 8'b01x0_0110 x: whatever

Examples:
  lmul simulate adder.v --top adder -G N=8 --exhaustive -o sums.csv
  lmul simulate mac.v mult.v --top mac --random 1000 --seed 7 --wave
  lmul simulate fifo.v --top fifo --script fifo.stim --vcd fifo.vcd
  lmul simulate netlist.json --vectors operands.npy -o results.npy`,
    )
    .action(simulate);
}

async function simulate(files: readonly string[], options: SimulateOptions): Promise<void> {
  const sources = [options.exhaustive, options.random, options.vectors, options.script];
  if (sources.filter((each) => each !== undefined).length !== 1) throw oneStimulus();
  const netlist = await netlistOf(files, options);
  if (options.toggles !== undefined && (options.vcd !== undefined || options.wave)) throw togglesAlone();
  const outcome = await run(netlist, options);
  if (outcome.toggles !== undefined) writeWhole(options.toggles!, togglesCsv(outcome.toggles));
  showSimulation(netlist, outcome, options);
}

/** The fastest way to what is asked for; an engine that is asked for by name is used. */
async function run(netlist: Netlist, options: SimulateOptions): Promise<Outcome> {
  const { exhaustive, toggles, output, engine, vcd, wave, script } = options;
  const free = engine === 'auto' && vcd === undefined && !wave && script === undefined;
  if (free && toggles !== undefined && exhaustive && output === undefined) {
    const counts = await countAllVectors(netlist);
    if (counts !== undefined) return { engine: 'sweep', toggles: counts };
  }
  const vectors = (inputs: readonly PortShape[]): Vectors => vectorsFor(inputs, options);
  if (free && toggles === undefined && canStream(netlist))
    return { engine: 'stream', run: streamVectors(netlist, vectors, output) };
  return runWatched(netlist, options, vectors);
}

async function netlistOf(files: readonly string[], { top, param = [] }: SimulateOptions): Promise<Netlist> {
  const [file = ''] = files;
  if (files.length === 1 && file.endsWith('.json')) {
    const json = parseJson(readText(file), file);
    return readNetlist(json, top === undefined ? {} : { top });
  }
  if (top === undefined)
    throw new Diagnostic({
      code: 'simulate/top',
      text: 'Which module is the top has to be said.',
      got: `${files.join(' ')} without --top`,
      wayOut: `lmul simulate ${files.join(' ')} --top NAME`,
    });
  const parameters = verilogParameters(param);
  for (const name of [top, ...Object.keys(parameters)]) checkName(name);
  const texts = Object.fromEntries(files.map((each) => [basename(each), readVerilog(each)]));
  const source = { top, text: '', files: texts, parameters };
  return readNetlist(await withTheirNames(source, () => loadVerilog(source)));
}

function checkName(name: string): void {
  try {
    identifier(name);
  } catch {
    throw new Diagnostic({
      code: 'simulate/name',
      text: 'Names of modules and parameters are plain Verilog identifiers here.',
      got: name,
      wayOut: 'a wrapper module of your own with plain names',
    });
  }
}

function vectorsFor(inputs: readonly PortShape[], options: SimulateOptions): Vectors {
  if (options.vectors !== undefined) return readVectorFile(options.vectors, inputs);
  if (options.random !== undefined) return randomVectors(inputs, options.random, options.seed);
  const bits = inputs.reduce((sum, { width }) => sum + width, 0);
  if (bits <= EXHAUSTIVE_BITS) return allVectors(inputs);
  throw new Diagnostic({
    code: 'simulate/exhaustive',
    text: `Every combination is run up to ${EXHAUSTIVE_BITS} bits of input.`,
    got: `${bits} bits: ${inputs.map(({ name, width }) => `${name} [${width}]`).join(', ')}`,
    wayOut:
      '--random 1000000; against one of our models, lmul cosim --verilog --exhaustive sweeps up to 2^40 pairs',
  });
}

function togglesAlone(): Diagnostic {
  return new Diagnostic({
    code: 'simulate/toggles',
    text: 'Toggles are counted of many vectors at once, waveforms are drawn of one stream.',
    got: '--toggles with --vcd or --wave',
    wayOut: 'two runs',
  });
}

function oneStimulus(): Diagnostic {
  return new Diagnostic({
    code: 'simulate/stimulus',
    text: 'A simulation needs one stimulus.',
    got: 'none, or several',
    wayOut: 'one of --exhaustive, --random N, --vectors FILE, --script FILE',
  });
}
