import { widthOf } from '../../format/index.ts';
import type { Templates } from '../../rtl/index.ts';
import { countCells, parseNetlist, readSource, sourceFiles, topOf } from '../../synth/index.ts';
import { runYosys, ToolError, type YosysResult } from '../../tools/index.ts';
import { latencyOf, resultFormat, shortName, type UnitSpec } from '../../unit/index.ts';
import type { Decision } from './decide.ts';
import { type Harness, harnessFiles, harnessText, instance, operandPorts } from './harness.ts';
import { type SolveLimits, thousandths } from './solve.ts';
import { readWaves } from './waves.ts';

/**
 * Temporal induction over clock cycles, by Yosys itself: a pipeline beside the combinational unit with that many
 * registers after it, both reset in the first cycle. Every later cycle: the valid bits agree, and where they are set the
 * results. It shares with `pipelineProblem` neither the reader of the netlist nor the meaning of a register. A run from
 * the reset that breaks it is given cycle by cycle, as in `a__cycle_2`.
 */
export async function proveByInduction(
  spec: UnitSpec,
  templates: Templates | undefined,
  limits: SolveLimits = {},
): Promise<Decision> {
  const harness = harnessOf(spec);
  const source = {
    top: 'problem',
    text: harnessText(harness),
    files: harnessFiles(harness, templates),
    generated: true,
  };
  const show = harness.inputs
    .filter(({ name }) => name !== 'clk_i')
    .map(({ name }) => `-show ${name}`)
    .join(' ');
  const script = [
    ...readSource(source),
    'proc -norom',
    'flatten',
    'async2sync',
    'opt_clean',
    'techmap',
    'opt_clean',
    'aigmap',
    'opt_clean',
    'write_json problem.json',
    `sat -tempinduct -seq 1 -set-at 1 rst_ni 0 -prove fail 0 ${show} -dump_json run.json -maxsteps ${latencyOf(spec) + 4} problem`,
  ].join('\n');
  const start = performance.now();
  try {
    const files = sourceFiles(source);
    const outputs = { outputs: ['problem.json'], optionalOutputs: ['run.json'] };
    const run = await runYosys({ script, files, ...outputs, ...limits });
    const { module } = topOf(parseNetlist(run.files['problem.json'] as string, 'problem'));
    const effort = { andNodes: countCells(module).$_AND_ ?? 0, seconds: run.seconds };
    return { ...outcomeOf(run, harness), ...effort };
  } catch (error) {
    if (!(error instanceof ToolError) || error.kind === 'missing' || error.kind === 'failed') throw error;
    const seconds = thousandths((performance.now() - start) / 1000);
    return { kind: 'unknown', reason: error.text, andNodes: 0, seconds };
  }
}

type Outcome =
  | Pick<Extract<Decision, { kind: 'proved' }>, 'kind' | 'solver'>
  | Pick<Extract<Decision, { kind: 'refuted' }>, 'kind' | 'inputs'>
  | Pick<Extract<Decision, { kind: 'unknown' }>, 'kind' | 'reason'>;

/** What Yosys says at the end: only its own words of success count as a proof. */
function outcomeOf({ stdout, files }: YosysResult, { inputs }: Harness): Outcome {
  if (/Induction step proven: SUCCESS!/.test(stdout)) {
    const depth = [...stdout.matchAll(/Trying induction with length/g)].length;
    return { kind: 'proved', solver: `minisat, induction of depth ${depth}` };
  }
  const run = files['run.json'];
  if (run !== undefined && /model found for base case: FAIL!/.test(stdout))
    return { kind: 'refuted', inputs: cyclesOf(run, inputs) };
  return { kind: 'unknown', reason: 'the induction did not close' };
}

/** The inputs of every cycle of a run from the reset, which is cycle 1: a step before it is the state at the start. */
function cyclesOf(run: string, inputs: Harness['inputs']): Record<string, bigint> {
  const waves = readWaves(run);
  return Object.fromEntries(
    inputs
      .filter(({ name }) => name !== 'clk_i')
      .flatMap(({ name }) =>
        (waves.get(name) ?? []).slice(1).map((word, index) => [`${name}__cycle_${index + 1}`, word]),
      ),
  );
}

function harnessOf(spec: UnitSpec): Harness {
  const latency = latencyOf(spec);
  const combinational = { ...spec, stages: 0 };
  const registers = Array.from({ length: latency }, (_, index) => index + 1);
  const width = `[${widthOf(resultFormat(spec)) - 1}:0] `;
  return {
    units: [spec, combinational],
    inputs: [
      ...['clk_i', 'rst_ni', 'valid_i'].map((name) => ({ name, width: 1 })),
      ...operandPorts(spec, 'a', 'b'),
    ],
    body: [
      'wire valid;',
      instance(combinational, 'd0', 'a', 'b'),
      `wire ${width}p;`,
      `${shortName(spec)} dut (.clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .a_i(a), .b_i(b), .valid_o(valid), .p_o(p));`,
      'wire v0 = valid_i;',
      ...registers.flatMap((index) => [
        `reg v${index};`,
        `reg ${width}d${index};`,
        `always @(posedge clk_i) d${index} <= d${index - 1};`,
        `always @(posedge clk_i or negedge rst_ni) if (!rst_ni) v${index} <= 1'b0; else v${index} <= v${index - 1};`,
      ]),
      `assign fail = (valid != v${latency}) | (valid & (p != d${latency}));`,
    ],
  };
}
