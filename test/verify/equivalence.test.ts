import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  type NetlistCell,
  synthesize,
  topOf,
  type VerilogSource,
  type YosysJson,
} from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { proveEquivalent } from '../../src/verify/equivalence.ts';
import { adder, multiplier, pipeline } from '../synth/circuits.ts';

afterAll(closeTools);

/** The netlist with the n-th cell of a type changed. */
function mutate(netlist: YosysJson, type: string, n: number, change: Partial<NetlistCell>): YosysJson {
  const mutant = structuredClone(netlist);
  const { cells } = topOf(mutant).module as { cells: Record<string, NetlistCell> };
  const name = Object.keys(cells).filter((key) => cells[key]!.type === type)[n]!;
  cells[name] = { ...cells[name]!, ...change };
  return mutant;
}

async function prove(source: VerilogSource, target: 'gates' | 'ice40'): ReturnType<typeof proveEquivalent> {
  return proveEquivalent(source, (await synthesize(source, { target })).netlist, target);
}

describe('proveEquivalent', () => {
  it('proves the gates of a multiplier equal to its RTL', async () => {
    const result = await prove(multiplier(4), 'gates');
    expect(result).toMatchObject({ kind: 'proved', claim: 'equal outputs for every input' });
  });

  it.each([
    ['asynchronous', 'gates', pipeline(4, 'async')],
    ['synchronous', 'ice40', pipeline(4, 'sync')],
  ] as const)(
    'proves a pipeline with %s reset on %s, past its first cycles',
    async (_name, target, source) => {
      expect(await prove(source, target)).toMatchObject({
        kind: 'proved',
        claim:
          'equal outputs in every cycle after the first 3 cycles, for every input sequence and any initial state',
      });
    },
  );

  it('finds the input under which one changed gate shows', async () => {
    const source = multiplier(4);
    const { netlist } = await synthesize(source, { target: 'gates' });
    const result = await proveEquivalent(source, mutate(netlist, '$_XOR_', 0, { type: '$_OR_' }), 'gates');
    if (result.kind !== 'different') throw new Error(`expected a difference, got ${result.kind}`);
    const { a_i = 0n, b_i = 0n } = result.inputs;
    expect(result.outputs.rtl).toEqual({ p_o: a_i * b_i });
    expect(result.outputs.netlist).not.toEqual(result.outputs.rtl);
  });

  it('finds the input under which one changed LUT shows', async () => {
    const source = adder(4);
    const { netlist } = await synthesize(source, { target: 'ice40' });
    const mutant = mutate(netlist, 'SB_LUT4', 1, { parameters: { LUT_INIT: '0110100110010111' } });
    const result = await proveEquivalent(source, mutant, 'ice40');
    if (result.kind !== 'different') throw new Error(`expected a difference, got ${result.kind}`);
    const { a_i = 0n, b_i = 0n } = result.inputs;
    expect(result.outputs.rtl).toEqual({ p_o: a_i + b_i });
  });

  it('finds a register that lost its reset', async () => {
    const source = pipeline(4, 'async');
    const { netlist } = await synthesize(source, { target: 'gates' });
    const mutant = mutate(netlist, '$_DFF_PN0_', 1, { type: '$_DFF_P_' });
    expect(await proveEquivalent(source, mutant, 'gates')).toMatchObject({ kind: 'different' });
  });

  it('answers unknown, never proved, when time runs out', async () => {
    const source = multiplier(4);
    const { netlist } = await synthesize(source, { target: 'gates' });
    vi.stubEnv('LMUL_CACHE', 'off');
    const result = await proveEquivalent(source, netlist, 'gates', { timeoutMs: 1 });
    vi.unstubAllEnvs();
    expect(result).toMatchObject({ kind: 'unknown', reason: 'no answer within 0.001 s' });
  });

  const feedback: VerilogSource = {
    top: 'unit',
    text: `module unit(input clk_i, input rst_ni, input clear_i, input [3:0] a_i, output reg [3:0] p_o, output reg odd_o);
      wire [3:0] sum = (clear_i ? 4'd0 : p_o) + a_i * a_i;
      always @(posedge clk_i or negedge rst_ni) if (!rst_ni) p_o <= 4'd0; else p_o <= sum;
      always @(posedge clk_i) odd_o <= ^sum;
    endmodule`,
  };

  it('proves a circuit that feeds back, step by step', async () => {
    expect(await prove(feedback, 'gates')).toMatchObject({
      kind: 'proved',
      claim: 'equal outputs and next states for every input, from every state of its 5 registers',
    });
  });

  it('never proves one with a changed gate, a lost reset, or a register of another name', async () => {
    const { netlist } = await synthesize(feedback, { target: 'gates' });
    const xors = Object.values(topOf(netlist).module.cells).filter(({ type }) => type === '$_XOR_');
    expect(xors.length).toBeGreaterThan(0);
    for (let n = 0; n < xors.length; n++)
      expect(
        await proveEquivalent(feedback, mutate(netlist, '$_XOR_', n, { type: '$_OR_' }), 'gates'),
      ).toMatchObject({
        kind: 'unknown',
        reason: 'they differ from some state of the registers, which may never be reached',
      });
    const lost = mutate(netlist, '$_DFF_PN0_', 1, { type: '$_DFF_P_' });
    expect(await proveEquivalent(feedback, lost, 'gates')).toMatchObject({ kind: 'unknown' });
    const nameless = structuredClone(netlist);
    Object.assign(topOf(nameless).module, { netnames: {} });
    expect(await proveEquivalent(feedback, nameless, 'gates')).toMatchObject({
      kind: 'unknown',
      reason:
        'not a feed-forward pipeline: its registers form a loop; and register odd_o[0] is none of the netlist',
    });
  });

  it('refuses a netlist with other ports', async () => {
    const { netlist } = await synthesize(adder(4), { target: 'ice40' });
    await expect(proveEquivalent(adder(5), netlist, 'ice40')).rejects.toThrow(
      'the ports differ: RTL has input a_i[5], input b_i[5], output p_o[6]; ' +
        'the netlist has input a_i[4], input b_i[4], output p_o[5]',
    );
  });
});
