import { widthOf } from '../../format/index.ts';
import type { Templates } from '../../rtl/index.ts';
import { readSource, sourceFiles } from '../../synth/index.ts';
import { runYosys, ToolError } from '../../tools/index.ts';
import { latencyOf, resultFormat, shortName, type UnitSpec } from '../../unit/index.ts';
import type { Decision } from './decide.ts';
import { type Harness, harnessFiles, harnessText, instance, operandPorts } from './harness.ts';
import type { SolveLimits } from './solve.ts';

/**
 * Temporal induction over clock cycles, by Yosys itself: a pipeline beside the combinational unit with that many
 * registers after it, both reset in the first cycle. Every later cycle: the valid bits agree, and where they are set the
 * results. It shares with `pipelineProblem` neither the reader of the netlist nor the meaning of a register.
 */
export async function proveByInduction(
  spec: UnitSpec,
  templates: Templates | undefined,
  limits: SolveLimits = {},
): Promise<Decision> {
  const { timeoutMs = 300_000, signal } = limits;
  const harness = harnessOf(spec);
  const source = {
    top: 'problem',
    text: harnessText(harness),
    files: harnessFiles(harness, templates),
    generated: true,
  };
  const script = [
    ...readSource(source),
    'proc -norom',
    'flatten',
    'async2sync',
    'opt_clean',
    'techmap',
    'opt_clean',
    // Succeeds only when the induction does: -verify turns everything else into an error.
    `sat -verify -tempinduct -seq 1 -set-at 1 rst_ni 0 -prove fail 0 -maxsteps ${latencyOf(spec) + 4} problem`,
  ].join('\n');
  try {
    const limit = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const { stdout } = await runYosys({ script, files: sourceFiles(source), outputs: [], ...limit });
    if (!/Induction step proven: SUCCESS!/.test(stdout))
      return { kind: 'unknown', reason: 'yosys did not say that the induction step holds', andNodes: 0 };
    const depth = [...stdout.matchAll(/Trying induction with length/g)].length;
    return { kind: 'proved', solver: `minisat, induction of depth ${depth}`, andNodes: 0 };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    if (error.kind === 'missing') throw error;
    const why = error.kind === 'failed' ? inductionReason(error.log) : error.text;
    return { kind: 'unknown', reason: why, andNodes: 0 };
  }
}

function inductionReason(log: string): string {
  if (
    /base case.*\n.*model found: FAIL|SAT temporal induction proof finished - model found for base case: FAIL/i.test(
      log,
    )
  )
    return 'a run of the pipeline that breaks it was found';
  return 'the induction did not close';
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
